"""The companies of one account manager, with where each stands and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.casework.conversation import Pressure, pressures
from kopgroep.casework.due import Row, Scope, due_things
from kopgroep.casework.models import Journey, Referral
from kopgroep.casework.models.referral_states import OPEN
from kopgroep.casework.silence import SPOKEN
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.scans.models import Measure


@dataclass
class Held:
    """One company of a portfolio."""

    pk: int
    name: str
    place: str
    municipality: str
    manager_since: date
    ended: bool
    phase: str
    """Code of the phase on the ladder; empty when it was never placed."""
    last_on: date | None
    """The last day on which somebody of the programme spoke with it."""
    referrals: int
    """How many referrals are open."""
    silent: bool
    journeys: list[Journey] = field(default_factory=list)
    """The open trajectories."""
    due: list[Row] = field(default_factory=list)
    """What has a term here, the first one first."""
    late: int = 0
    """How many of these are too late."""

    @property
    def left(self) -> int:
        """Minutes left in the open trajectories together."""
        return sum(_left(journey) for journey in self.journeys)

    @property
    def next(self) -> Row | None:
        """What comes first."""
        return self.due[0] if self.due else None


class Only(StrEnum):
    """What a portfolio can be narrowed to."""

    LATE = "late"
    SILENT = "silent"
    JOURNEY = "journey"
    REFERRED = "referred"
    NOTHING_AGREED = "nothing_agreed"


FITS: dict[Only, Callable[[Held], bool]] = {
    Only.LATE: lambda held: held.late > 0,
    Only.SILENT: lambda held: held.silent,
    Only.JOURNEY: lambda held: bool(held.journeys),
    Only.REFERRED: lambda held: held.referrals > 0,
    Only.NOTHING_AGREED: lambda held: not held.due and not held.ended,
}

ORDERS: dict[str, Callable[[Held], Any]] = {
    "next": lambda held: held.due[0].due_on if held.due else date.max,
    "name": lambda held: held.name.casefold(),
    "last": lambda held: held.last_on or date.min,
    "left": lambda held: held.left if held.journeys else -1,
    "phase": lambda held: _rung(held.phase),
}
"""What a portfolio can be ordered by; a minus sign before the key turns it around."""


@dataclass(frozen=True)
class Summary:
    """A portfolio in one line."""

    companies: int
    journeys: int
    left: int
    """Minutes left in all open trajectories."""
    late: int
    silent: int


def portfolio_of(manager: User, *, user: User, on: date) -> list[Held]:
    """The companies of an account manager that ``user`` may see, by name; three queries, however many there are."""
    silent_from = on - timedelta(days=current().clocks.silent_days)
    found = {held.pk: held for held in (_held(row, silent_from) for row in _rows(manager, user))}
    journeys = Journey.objects.visible_to(user).open().filter(company__account_manager=manager).with_minutes()
    for journey in journeys.order_by("opened_on", "pk"):
        if journey.company_id in found:
            found[journey.company_id].journeys.append(journey)
    for row in sorted(due_things(Scope(user=user, on=on, manager=manager)), key=lambda row: (row.due_on, row.pk)):
        held = found.get(row.company_id or 0)
        if held:
            held.due.append(row)
            held.late += row.due_on < on
    return list(found.values())


def narrowed(portfolio: list[Held], *, only: Only | None = None, municipality: str = "", phase: str = "") -> list[Held]:
    """The companies that fit; an empty value narrows nothing."""
    return [
        held
        for held in portfolio
        if (only is None or FITS[only](held))
        and (not municipality or held.municipality == municipality)
        and (not phase or held.phase == phase)
    ]


def in_order(portfolio: list[Held], key: str) -> list[Held]:
    """The companies by one of ``ORDERS``, and then by name. Raises KeyError for another."""
    by_name = sorted(portfolio, key=lambda held: (held.name.casefold(), held.pk))
    return sorted(by_name, key=ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))


def summed(portfolio: list[Held]) -> Summary:
    """The whole portfolio in figures."""
    return Summary(
        companies=len(portfolio),
        journeys=sum(len(held.journeys) for held in portfolio),
        left=sum(held.left for held in portfolio),
        late=sum(held.late for held in portfolio),
        silent=sum(held.silent for held in portfolio),
    )


def pressures_of(portfolio: list[Held], *, on: date) -> dict[int, Pressure]:
    """How much each of these companies is asked, in two queries."""
    return pressures([held.pk for held in portfolio], on=on)


@requires(Permission.EXPORT_COMPANIES)
def export_portfolio(portfolio: list[Held], *, manager: User, form: str, by: User) -> list[Held]:
    """The companies to export, after writing down who took how many of whose. ``form`` is the kind of file."""
    note("export_portfolio", manager, by=by, rows=len(portfolio), form=form)
    return portfolio


def _rows(manager: User, user: User) -> QuerySet[Any]:
    """The companies with what a subquery knows of each."""
    heard = Entry.objects.standing().filter(kind__in=SPOKEN).order_by("-happened_on")
    open_ones = Referral.objects.filter(company=OuterRef("pk"), state__in=OPEN).order_by()
    number = open_ones.values("company").annotate(number=Count("pk")).values("number")
    places = Measure.objects.filter(company=OuterRef("pk")).positions()
    columns: dict[str, Any] = {
        "shielded": F("leading__address_shielded"),
        "at_place": F("leading__place"),
        "at_code": F("leading__municipality_code"),
        "last_phase": Subquery(places.values("phase")[:1]),
        "own_last": Subquery(heard.filter(company=OuterRef("pk")).values("happened_on")[:1]),
        # Lines of a double stay with the double; they were spoken with the same company.
        "double_last": Subquery(heard.filter(company__merged_into=OuterRef("pk")).values("happened_on")[:1]),
        "referred": Coalesce(Subquery(number, output_field=IntegerField()), 0),
    }
    # A company has one leading establishment at most, so the join adds no rows.
    leading = FilteredRelation("establishments", condition=Q(establishments__leads=True))
    rows = Company.objects.visible_to(user).managed_by(manager).filter(Q(merged_into=None))
    rows = rows.annotate(leading=leading).annotate(**columns)
    facts = ("pk", "name", "manager_since", "ended_on")
    found: QuerySet[Any] = rows.order_by("name", "pk").values_list(*facts, *columns, named=True)
    return found


def _held(company: Any, silent_from: date) -> Held:
    spoken = [day for day in (company.own_last, company.double_last) if day]
    last = max(spoken, default=None)
    return Held(
        pk=company.pk,
        name=company.name,
        place="" if company.shielded else company.at_place or "",
        municipality=company.at_code or "",
        manager_since=company.manager_since,
        ended=company.ended_on is not None,
        phase=company.last_phase or "",
        last_on=last,
        referrals=company.referred,
        silent=company.ended_on is None and (last or company.manager_since) < silent_from,
    )


def _left(journey: Any) -> int:
    return int(journey.left)


def _rung(phase: str) -> int:
    """The place of a phase on the ladder; below all of them when it is not known."""
    return next((n for n, step in enumerate(current().ladder.phases) if step.code == phase), -1)
