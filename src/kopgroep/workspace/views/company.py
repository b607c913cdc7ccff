"""The page of one company: who they are, and everything that happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.contacts import assign_manager
from kopgroep.casework.models import Journey, Referral, Result
from kopgroep.casework.timeline import GROUPS, PAGE, timeline
from kopgroep.companies.actions import add_person, state_fact
from kopgroep.companies.doubles.before_adding import KnownPerson, people_like
from kopgroep.companies.models import Company, Establishment, Merge, Position, StatedFact
from kopgroep.companies.register.reference import sbi_titles
from kopgroep.programme import current
from kopgroep.programme.ladder import Phase
from kopgroep.scans.ladder import latest_position
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.company import FactForm, ManagerForm, PersonForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.pair_rows import reasons_in_words
from kopgroep.workspace.referral_rows import open_referrals
from kopgroep.workspace.result_rows import results_from
from kopgroep.workspace.views.acting import LONGEST, draw, saved

# However old the file, one page shows no more moments than this.
MOST = 1000


def find_company(request: Asking, pk: int) -> Company:
    """The company with its manager and establishments, if this person may see it; else a 404.

    Of a double the company that it was merged into: what somebody was typing meanwhile lands there.
    """
    places = Establishment.objects.select_related("run").order_by("-leads", "number")
    rows = Company.objects.visible_to(request.user).select_related("account_manager")
    rows = rows.prefetch_related(Prefetch("establishments", queryset=places))
    company = get_object_or_404(rows, pk=pk)
    return get_object_or_404(rows, pk=company.merged_into_id) if company.merged_into_id else company


@dataclass(frozen=True)
class Standing:
    """Where a company stands on the ladder."""

    phase: Phase
    since: date
    proof: str
    following: Phase | None
    steps: list[tuple[int, str, str]]
    """Number, name and state of each phase: reached (``done``), present (``now``) or ``ahead``."""


def standing_of(seat: Any) -> Standing | None:
    """Where a company stands, from the ``latest_position`` of its seat; None when nothing was written down."""
    if seat.phase is None:
        return None
    ladder, language = current().ladder, get_language() or "nl"
    phase = ladder.phase(seat.phase)
    states = {True: "done", False: "ahead"}
    steps = [
        (p.number, p.name.in_(language), "now" if p is phase else states[p.number < phase.number])
        for p in ladder.phases
    ]
    following = ladder.at(phase.number + 1)
    return Standing(phase=phase, since=seat.phase_on, proof=seat.proof, following=following, steps=steps)


def status_of(company: Company, journeys: list[Journey], touched: bool) -> tuple[str, str]:
    """The status of a company as a word, with the shape that goes with it."""
    if company.ended_on:
        return _("Ended"), "rest"
    if journeys:
        return _("In trajectory"), "ok"
    if company.pre_start:
        return _("Not started yet"), "near"
    return (_("Known"), "ok") if touched else (_("Not spoken yet"), "rest")


@asks(Permission.SEE_COMPANIES)
def company_page(request: Asking, pk: int) -> HttpResponse:
    """Facts at the left, one timeline at the right. Every look is written in the read log."""
    places = Establishment.objects.visible_to(request.user).filter(company=pk).with_size_source()
    places = places.annotate(**latest_position(current().ladder.theme, company="company"), **has_more())
    known = list(places.select_related("run", "company__account_manager").order_by("-leads", "number"))
    if not known:
        return to_the_kept_one(request, pk)
    company, seat = known[0].company, cast(Any, known[0])  # with the columns of the queries above
    group, asked = request.GET.get("soort", ""), request.GET.get("toon", "")
    size = min(int(asked), MOST) if asked.isdecimal() and len(asked) < LONGEST else PAGE
    items, older = timeline(company, user=request.user, group=group, size=size)
    context: dict[str, Any] = {"company": company, "items": items, "older": older, "group": group}
    context |= {"groups": list(GROUPS), "more": size + PAGE, "may_record": request.user.may(Permission.RECORD_CONTACT)}
    context["may_see_scans"] = request.user.may(Permission.SEE_JOURNEYS)
    if request.headers.get("HX-Target") == "timeline":
        return render(request, "workspace/company.html#timeline", context)
    note_read(company, by=request.user, page="company")
    journeys = list(company.journeys.visible_to(request.user).open().with_minutes().select_related("specialist"))
    word, shape = status_of(company, journeys, bool(items))
    people = Position.objects.filter(company=company, until=None).select_related("person").order_by("person__name")
    stated = StatedFact.objects.filter(company=company).order_by("field", "-stated_on", "-pk")
    facts = list(stated) if seat.has_facts else []
    context |= {
        "seat": seat,
        "activity": activity_of(seat),
        # A place without a number is not of the register: it is the name under which the company stood here before.
        "branches": [place for place in known[1:] if place.number],
        "merges": merges_of(company) if seat.has_merges else [],
        "may_merge": request.user.may(Permission.MERGE_COMPANIES),
        "journeys": journeys,
        "people": people,
        "stated": list({fact.field: fact for fact in reversed(facts)}.values()),
        "standing": standing_of(seat),
        "status": word,
        "status_shape": shape,
        "referrals": open_referrals(company, user=request.user) if seat.has_referrals else [],
        "results": results_from(request.user, company=company) if seat.has_results else [],
        "may_record_result": request.user.may(Permission.RECORD_RESULT),
        "may_refer": request.user.may(Permission.REFER),
        "may_assign": request.user.may(Permission.ASSIGN_MANAGER),
    }
    return render(request, "workspace/company.html", context)


def has_more() -> dict[str, Exists]:
    """Whether a company has what most companies have not: then no query is spent on it."""
    return {
        "has_facts": Exists(StatedFact.objects.filter(company=OuterRef("company"))),
        "has_merges": Exists(Merge.objects.filter(kept=OuterRef("company"), undone_at=None)),
        "has_results": Exists(Result.objects.filter(company=OuterRef("company"))),
        "has_referrals": Exists(Referral.objects.open().filter(company=OuterRef("company"))),
    }


def merges_of(company: Company) -> list[Merge]:
    """The doubles that were merged into a company, the last one first: that is the one that can be undone."""
    merges = Merge.objects.filter(kept=company, undone_at=None).select_related("gone", "by")
    return list(merges.order_by("-pk"))


def to_the_kept_one(request: Asking, pk: int) -> HttpResponse:
    """The way from a double to the company that it was merged into; a 404 for what is no double."""
    doubles = Company.objects.visible_to(request.user).exclude(merged_into=None).select_related("merged_into")
    double = get_object_or_404(doubles, pk=pk)
    sentence = _("%(gone)s was merged with %(kept)s; this is that company.")
    sentence %= {"gone": double.name, "kept": double.merged_into}
    return saved(request, sentence, "workspace:company", double.merged_into_id)


def activity_of(seat: Establishment) -> str:
    """The main activity in words, with its code and scheme: the same digits differ between schemes."""
    if not seat.sbi_code:
        return ""
    title = sbi_titles(seat.sbi_scheme).get(seat.sbi_code, "")
    return f"{title} (SBI {seat.sbi_scheme}: {seat.sbi_code})".strip()


@asks(Permission.ASSIGN_MANAGER)
def manager_page(request: Asking, pk: int) -> HttpResponse:
    """Give a company another account manager."""
    company = find_company(request, pk)
    form = ManagerForm(
        request.POST or None, initial={"version": company.version, "manager": company.account_manager_id}
    )
    if form.is_valid():
        with refusals_on(form):
            assign_manager(company, form.cleaned_data["manager"], by=request.user, version=form.cleaned_data["version"])
            return saved(request, _("The account manager was changed."), "workspace:company", pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("Other account manager"))


@asks(Permission.EDIT_COMPANY)
def person_page(request: Asking, pk: int) -> HttpResponse:
    """Add somebody who speaks for the company."""
    company = find_company(request, pk)
    form = PersonForm(request.POST or None)
    known: list[tuple[KnownPerson, str]] = []
    if form.is_valid():
        data = form.cleaned_data
        if not data["anyway"]:
            like = people_like(email=data["email"], phone=data["phone"], company=company, user=request.user)
            known = [(person, reasons_in_words([person.reason])) for person in like]
        if known:
            form.ask_whether_known()
            form.add_error(None, _("We know somebody with this address or number. Look whether it is the same person."))
        else:
            with refusals_on(form):
                fields = {name: data[name] for name in ("name", "role", "email", "phone")}
                person = add_person(company, by=request.user, source=_("said to an adviser"), **fields)
                return saved(request, _("%(name)s was added.") % {"name": person.name}, "workspace:company", pk)
    context = {"company": company, "known": known, "title": _("Add a person")}
    return draw(request, "workspace/company_form.html", form, **context)


@asks(Permission.EDIT_COMPANY)
def fact_page(request: Asking, pk: int) -> HttpResponse:
    """Write what the company says of itself, beside the register."""
    company = find_company(request, pk)
    form = FactForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            field = StatedFact.Field(data["field"])
            state_fact(company, field=field, value=data["value"], source=data["source"], by=request.user)
            return saved(request, _("Written beside the register."), "workspace:company", pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("What the company says"))
