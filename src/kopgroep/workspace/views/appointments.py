"""Appointments: plan one with the guard before it, move it, cancel it, write down what came of it."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.actions.appointments import cancel_appointment, move_appointment, plan_appointment
from kopgroep.casework.conversation import Talk, recent_conversations
from kopgroep.casework.models import Appointment, Journey, Question
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import ActForm, refusals_on
from kopgroep.workspace.forms.appointments import AppointmentForm, CancelForm, MoveForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.planned import told
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.company import find_company

SHOWN = 6


def find_appointment(request: Asking, pk: int) -> Appointment:
    """The appointment with what its pages show, if this person may see it; else a 404."""
    rows = Appointment.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("company", "owner", "person", "by", "contact"), pk=pk)


def talks_around(
    company: Company, *, on: date, but: User, leave_out: Appointment | None = None
) -> list[tuple[Talk, str]]:
    """The nearest conversations of others with a company around a day, each with who and how in words."""
    talks = recent_conversations(company, on=on, but=but, leave_out=leave_out)
    return [(talk, told(talk)) for talk in talks[:SHOWN]]


def _asked(request: Asking, form: ActForm, name: str) -> Any:
    """What was filled in so far, or stood there to begin with."""
    return form.data.get(name) or request.GET.get(name) or form.get_initial_for_field(form.fields[name], name)


def _day(request: Asking, form: ActForm) -> date:
    value = _asked(request, form, "day")
    try:
        found = value if isinstance(value, date) else parse_date(str(value))
    except ValueError:
        found = None
    return found or today()


def _owner(request: Asking, form: ActForm) -> User:
    value = str(_asked(request, form, "owner"))
    found = User.objects.advisers().filter(pk=value[:18]).first() if value.isdecimal() else None
    return found or request.user


@asks(Permission.PLAN_WORK)
def appointment_new(request: Asking, pk: int) -> HttpResponse:
    """Plan a conversation. Who speaks with the company around that day is shown first."""
    company = find_company(request, pk)
    tomorrow = add_working_days(today(), 1)
    form = AppointmentForm(request.POST or None, company=company, user=request.user, day=tomorrow)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            appointment = plan_appointment(
                company,
                form.meeting(),
                owner=data["owner"],
                person=data["person"],
                despite=data["despite"],
                submission=data["submission"],
                by=request.user,
                **_case(request, company),
            )
            sentence = _("The appointment is planned.")
            if appointment.invite:
                sentence = _("The appointment is planned. The invitation goes to %(email)s.") % {
                    "email": appointment.invite
                }
            return saved(request, sentence, "workspace:company", pk)
    talks = talks_around(company, on=_day(request, form), but=_owner(request, form))
    context = {"company": company, "talks": talks, "days": current().clocks.one_conversation_days}
    if request.headers.get("HX-Target") == "guard":
        form.fields["despite"].initial = request.GET.get("despite", "")[:300]
        return render(request, "workspace/appointment_guard.html", {"form": form, "guards": True, **context})
    context |= {"title": _("New appointment"), "back": reverse("workspace:company", args=[pk]), "guards": True}
    return draw(request, "workspace/appointment_form.html", form, **context)


def _case(request: Asking, company: Company) -> dict[str, Any]:
    """The question or trajectory of this company from which the form was opened."""
    found: dict[str, Any] = {}
    models: tuple[tuple[str, str, Any], ...] = (("vraag", "question", Question), ("traject", "journey", Journey))
    for word, name, model in models:
        if (number := request.GET.get(word, "")).isdecimal():
            found[name] = model.objects.visible_to(request.user).filter(pk=number[:18], company=company).first()
    return found


@asks(Permission.SEE_COMPANIES)
def appointment_page(request: Asking, pk: int) -> HttpResponse:
    """One appointment: when, where, who, and what can still be done with it."""
    appointment = find_appointment(request, pk)
    may_plan = request.user.may(Permission.PLAN_WORK)
    standing = not appointment.cancelled_on and not appointment.contact_id
    context = {
        "appointment": appointment,
        "company": appointment.company,
        "standing": standing,
        "may_plan": may_plan and standing,
        "may_write": standing and appointment.held_on <= today() and request.user.may(Permission.RECORD_CONTACT),
        "talks": talks_around(appointment.company, on=appointment.held_on, but=appointment.owner) if standing else [],
    }
    return render(request, "workspace/appointment.html", context)


@asks(Permission.PLAN_WORK)
def appointment_move(request: Asking, pk: int) -> HttpResponse:
    """Plan it at another time or place; who was invited hears of it."""
    appointment = find_appointment(request, pk)
    form = MoveForm(request.POST or None, appointment=appointment)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            move_appointment(
                appointment, form.meeting(), despite=data["despite"], by=request.user, version=data["version"]
            )
            return saved(request, _("The appointment is changed."), "workspace:appointment", pk)
    talks = talks_around(appointment.company, on=_day(request, form), but=appointment.owner, leave_out=appointment)
    context = {"company": appointment.company, "talks": talks, "title": _("Move the appointment")}
    context |= {"days": current().clocks.one_conversation_days, "back": reverse("workspace:appointment", args=[pk])}
    return draw(request, "workspace/appointment_form.html", form, **context)


@asks(Permission.PLAN_WORK)
def appointment_cancel(request: Asking, pk: int) -> HttpResponse:
    """Call it off; who was invited gets a withdrawal."""
    appointment = find_appointment(request, pk)
    form = CancelForm(request.POST or None, initial={"version": appointment.version})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            cancel_appointment(appointment, reason=data["reason"], by=request.user, version=data["version"])
            return saved(request, _("The appointment is cancelled."), "workspace:company", appointment.company_id)
    context = {"company": appointment.company, "title": _("Cancel the appointment")}
    context["back"] = reverse("workspace:appointment", args=[pk])
    return draw(request, "workspace/plan_form.html", form, **context)


@asks(Permission.RECORD_CONTACT)
def appointment_contact(request: Asking, pk: int) -> HttpResponse:
    """To the form of a contact moment, filled in from the appointment."""
    appointment = find_appointment(request, pk)
    if appointment.contact_id:
        return redirect("workspace:contact-edit", appointment.contact_id)
    return redirect(f"{reverse('workspace:contact-new', args=[appointment.company_id])}?afspraak={pk}")
