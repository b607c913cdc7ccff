"""Reach: with how many of a municipality's companies the programme has spoken."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import EntryKind, current

SPOKEN = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD)
"""A company that only came to a meeting was reached by it, not spoken with."""
SMALLEST_CELL = 10
"""Who may not open the lines sees no number of companies below this one (and above nought)."""


@dataclass(frozen=True)
class Reach:
    """One municipality, or the rest of the world with an empty code."""

    code: str
    name: str
    companies: int | None
    """Different companies; None when the number is too small to show."""
    establishments: int | None

    @property
    def per_thousand(self) -> float | None:
        """Companies spoken with per 1,000 establishments; None when either is not known."""
        if self.companies is None or not self.establishments:
            return None
        return 1000 * self.companies / self.establishments


def spoken_with(on: date) -> EntryQuerySet:
    """The conversations since the programme began, up to a day."""
    starts_on = current().period.starts_on
    return Entry.objects.standing().filter(kind__in=SPOKEN, company__isnull=False).between(starts_on, on).order_by()


def reach_on(on: date) -> tuple[list[Reach], Reach]:
    """Reach per municipality, and of the whole area. Each figure counts a company once.

    A company that moved counts where it was spoken with, so the whole can be smaller than the sum. Outside the area
    stands last, without a rate, when there is anybody.
    """
    programme = current()
    # One pass over the lines; counting per place and counting the whole would be two.
    whose = Company.objects.doubles()
    pairs = {
        (place, whose.get(company, company))
        for place, company in spoken_with(on).values_list("municipality_code", "company").distinct()
    }
    found = Counter(place for place, _company in pairs)
    total = len({company for _place, company in pairs})
    area = [
        Reach(place.code, place.name, found.pop(place.code, 0), place.establishments_reference)
        for place in programme.area
    ]
    elsewhere = [Reach("", "", found.total(), None)] if found else []
    whole = Reach("", "", total, sum(place.establishments_reference for place in programme.area))
    return [*area, *elsewhere], whole


def without_small_cells(rows: Iterable[Reach]) -> list[Reach]:
    """Hide the numbers below SMALLEST_CELL, and one more when a single hidden one could be computed from the total."""
    rows = list(rows)
    hidden = {row.code for row in rows if row.companies and row.companies < SMALLEST_CELL}
    if len(hidden) == 1:
        others = [row for row in rows if row.companies and row.code not in hidden]
        hidden |= {row.code for row in sorted(others, key=lambda row: row.companies or 0)[:1]}
    return [replace(row, companies=None) if row.code in hidden else row for row in rows]
