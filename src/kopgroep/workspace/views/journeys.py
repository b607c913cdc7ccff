"""Trajectories: the list, one trajectory, its hours, its end."""

from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.hours import book_hours, correct_hours, release_hours, reserve_hours
from kopgroep.casework.actions.journeys import close_journey, open_journey
from kopgroep.casework.models import Journey
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.journeys import CloseJourneyForm, CorrectHoursForm, HoursForm, JourneyForm, ReserveForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.result_rows import results_from
from kopgroep.workspace.views.acting import draw, page_of, saved
from kopgroep.workspace.views.company import find_company

PAGE = 50
HOURS = (EntryKind.HOURS_WRITTEN, EntryKind.HOURS_RESERVED, EntryKind.HOURS_RELEASED)


def find_journey(request: Asking, pk: int) -> Journey:
    """The trajectory with what its pages show, if this person may see it; else a 404."""
    rows = Journey.objects.visible_to(request.user).with_minutes().select_related("company", "specialist")
    return get_object_or_404(rows, pk=pk)


@asks(Permission.SEE_JOURNEYS)
def journeys_page(request: Asking) -> HttpResponse:
    """All trajectories: open or closed, mine or everybody's, the fullest first."""
    which, whose = request.GET.get("stand") or "open", request.GET.get("van", "")
    theme = request.GET.get("thema", "")
    rows = Journey.objects.visible_to(request.user).with_minutes().select_related("company", "specialist")
    rows = rows.open().order_by(F("written").desc(), "pk") if which == "open" else rows.exclude(closed_on=None)
    if whose == "mij":
        rows = rows.filter(specialist=request.user)
    if theme:
        rows = rows.filter(theme=theme)
    page = page_of(request, rows, size=PAGE)
    return render(request, "workspace/journeys.html", {"page": page, "which": which})


@asks(Permission.OPEN_JOURNEY)
def journey_new(request: Asking, pk: int) -> HttpResponse:
    """Open a trajectory for a company."""
    company = find_company(request, pk)
    form = JourneyForm(request.POST or None, company=company, user=request.user)
    if form.is_valid():
        with refusals_on(form):
            journey = open_journey(company, by=request.user, kept=form.kept, **form.cleaned_data)
            return saved(request, _("The trajectory is open."), "workspace:journey", journey.pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("New trajectory"))


@asks(Permission.SEE_JOURNEYS)
def journey_page(request: Asking, pk: int) -> HttpResponse:
    """One trajectory: its goal, its hours against the cap, every line of them."""
    journey = find_journey(request, pk)
    lines = Entry.objects.about(journey).filter(kind__in=HOURS).select_related("actor", "reversed_by")
    context: dict[str, Any] = {
        "journey": journey,
        "company": journey.company,
        "lines": lines.order_by("-happened_on", "-pk"),
    }
    context["may_book"] = request.user.may(Permission.BOOK_HOURS)
    context["results"] = results_from(request.user, journey=journey)
    context["may_record_result"] = request.user.may(Permission.RECORD_RESULT)
    return render(request, "workspace/journey.html", context)


@asks(Permission.BOOK_HOURS)
def hours_new(request: Asking, pk: int) -> HttpResponse:
    """Write hours on a trajectory."""
    journey = find_journey(request, pk)
    may_override = request.user.may(Permission.OVERRIDE_CAP)
    form = HoursForm(request.POST or None, may_override=may_override, reserved=journey.minutes_reserved)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            book_hours(
                journey,
                **form.minutes(),
                on=data["held_on"],
                submission=data["submission"],
                by=request.user,
                override=data.get("override", ""),
                from_reserve=data.get("from_reserve", False),
                description=data["description"],
                kept=form.kept,
            )
            return saved(request, _("The hours are written."), "workspace:journey", pk)
    return draw(request, "workspace/journey_form.html", form, journey=journey, title=_("Write hours"))


def _set_aside(request: Asking, pk: int, act: Callable[..., Entry], title: str, sentence: str) -> HttpResponse:
    journey = find_journey(request, pk)
    form = ReserveForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            act(journey, form.minutes, submission=form.cleaned_data["submission"], by=request.user)
            return saved(request, sentence, "workspace:journey", pk)
    return draw(request, "workspace/journey_form.html", form, journey=journey, title=title)


@asks(Permission.BOOK_HOURS)
def hours_reserve(request: Asking, pk: int) -> HttpResponse:
    """Set hours aside on a trajectory."""
    return _set_aside(request, pk, reserve_hours, _("Reserve hours"), _("The hours are reserved."))


@asks(Permission.BOOK_HOURS)
def hours_release(request: Asking, pk: int) -> HttpResponse:
    """Give reserved hours back."""
    return _set_aside(request, pk, release_hours, _("Give hours back"), _("The hours are given back."))


@asks(Permission.BOOK_HOURS)
def hours_correct(request: Asking, pk: int, entry_pk: int) -> HttpResponse:
    """Correct a line of hours by reversing it and writing a new one."""
    journey = find_journey(request, pk)
    entry = get_object_or_404(Entry.objects.about(journey).filter(kind=EntryKind.HOURS_WRITTEN), pk=entry_pk)
    form = CorrectHoursForm(request.POST or None, initial={"minutes": entry.quantity})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            correct_hours(entry, minutes=data["minutes"], reason=data["reason"], by=request.user)
            return saved(request, _("The hours are corrected. The old line stays readable."), "workspace:journey", pk)
    return draw(request, "workspace/journey_form.html", form, journey=journey, title=_("Correct hours"))


@asks(Permission.OPEN_JOURNEY)
def journey_close(request: Asking, pk: int) -> HttpResponse:
    """Close a trajectory with an outcome."""
    journey = find_journey(request, pk)
    form = CloseJourneyForm(request.POST or None, initial={"version": journey.version})
    if form.is_valid():
        with refusals_on(form):
            data = {name: form.cleaned_data[name] for name in ("outcome", "result", "version")}
            close_journey(journey, by=request.user, kept=form.kept, **data)
            return saved(request, _("The trajectory is closed."), "workspace:journey", journey.pk)
    return draw(request, "workspace/journey_form.html", form, journey=journey, title=_("Close trajectory"))
