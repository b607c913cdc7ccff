"""Contact moments: write one, complete it, tick off the step that was agreed."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.contacts import complete_contact, finish_step, record_contact, reopen_step
from kopgroep.casework.models import Contact, Question
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.contacts import CompleteContactForm, ContactForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.origins import origin_of
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.appointments import talks_around
from kopgroep.workspace.views.company import find_company


def question_of(request: Asking) -> Question | None:
    """The question from which this form was opened, when there is one."""
    number = request.GET.get("vraag", "")
    return Question.objects.visible_to(request.user).filter(pk=number).first() if number.isdecimal() else None


@asks(Permission.RECORD_CONTACT)
def contact_new(request: Asking, pk: int) -> HttpResponse:
    """Write a contact moment in two minutes."""
    company = find_company(request, pk)
    origin = origin_of(request, company)
    question = question_of(request) or origin.question
    form = ContactForm(
        request.POST or None, company=company, user=request.user, question=question, initial=origin.initial
    )
    if form.is_valid():
        with refusals_on(form), transaction.atomic():
            contact = record_contact(
                company,
                form.spoken(),
                submission=form.cleaned_data["submission"],
                by=request.user,
                people=list(form.cleaned_data["people"]),
                kept=form.kept,
            )
            origin.settle(contact, by=request.user)
            sentence = _("The contact of %(day)s is saved.") % {"day": f"{contact.held_on:%d-%m-%Y}"}
            return saved(request, sentence, "workspace:company", pk)
    talks = talks_around(company, on=today(), but=request.user)
    return draw(request, "workspace/contact.html", form, company=company, talks=talks, title=_("New contact"))


@asks(Permission.RECORD_CONTACT)
def contact_edit(request: Asking, pk: int) -> HttpResponse:
    """Complete or mend a contact moment. Who saves second sees what the first changed."""
    contacts = Contact.objects.visible_to(request.user).select_related("company", "by")
    contact = get_object_or_404(contacts, pk=pk)
    form = CompleteContactForm(request.POST or None, contact=contact)
    if form.is_valid():
        with refusals_on(form):
            version = form.cleaned_data["version"]
            complete_contact(contact, by=request.user, version=version, kept=form.kept, **form.written())
            return saved(request, _("The contact is completed."), "workspace:company", contact.company_id)
    title = _("Complete contact")
    return draw(request, "workspace/company_form.html", form, contact=contact, company=contact.company, title=title)


@require_POST
@asks(Permission.RECORD_CONTACT)
def step_done(request: Asking, pk: int) -> HttpResponse:
    """Tick off an agreed step; the message offers to undo it."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("company"), pk=pk)
    finish_step(contact, by=request.user)
    sentence = _("Done: %(step)s (%(company)s).") % {"step": contact.next_step, "company": contact.company}
    return saved(request, sentence, "workspace:today", undo=reverse("workspace:step-undo", args=[contact.pk]))


@require_POST
@asks(Permission.RECORD_CONTACT)
def step_undo(request: Asking, pk: int) -> HttpResponse:
    """Take the tick back."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    reopen_step(contact, by=request.user)
    return saved(request, _("The step stands on your list again."), "workspace:today")
