"""Reach: with how many of a municipality's companies the programme has spoken."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import Companies, EntryKind, KeyFigure, Rule, current
from kopgroep.programme.key_figures import CountAsked, CoverageAsked, Over
from kopgroep.reporting.small_cells import SMALLEST_CELL, hidden_cells
from kopgroep.reporting.view import View, as_view

__all__ = [
    "SMALLEST_CELL",
    "SPOKEN",
    "Reach",
    "Spoken",
    "coverage_figure",
    "reach_of",
    "reach_on",
    "spoken_figure",
    "spoken_on",
    "spoken_with",
    "without_small_cells",
]

SPOKEN = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD)
"""A company that only came to a meeting was reached by it, not spoken with."""


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


def spoken_with(on: date | View) -> EntryQuerySet:
    """The conversations since the programme began, up to a day, or of a view."""
    view, starts_on = as_view(on), current().period.starts_on
    return view.entries.filter(kind__in=SPOKEN, company__isnull=False).between(starts_on, view.on).order_by()


@dataclass(frozen=True)
class Spoken:
    """How many different companies were spoken with, per place and in all."""

    places: Counter[str]
    """By the code of the municipality; those of elsewhere too."""
    total: int
    """In the area of the programme, each company once."""


def spoken_on(on: date | View) -> Spoken:
    """Count whom the programme spoke with. A company that moved counts in each place where it was spoken with."""
    view = as_view(on)
    # One pass over the lines; counting per place and counting the whole would be two.
    pairs = {
        (place, view.kept(company))
        for place, company in spoken_with(view).values_list("municipality_code", "company").distinct()
    }
    inside = {place.code for place in current().area}
    total = len({company for place, company in pairs if place in inside})
    return Spoken(Counter(place for place, _company in pairs), total)


def reach_on(on: date | View) -> tuple[list[Reach], Reach]:
    """Reach per municipality, and of the whole area. Each figure counts a company once.

    A company that moved counts where it was spoken with, so the whole can be smaller than the sum. Outside the area
    stands last, without a rate, when there is anybody; the whole is of the area alone.
    """
    return reach_of(spoken_on(on))


def reach_of(spoken: Spoken) -> tuple[list[Reach], Reach]:
    """Put the numbers beside the establishments of each place."""
    programme, found = current(), Counter(spoken.places)
    area = [
        Reach(place.code, place.name, found.pop(place.code, 0), place.establishments_reference)
        for place in programme.area
    ]
    elsewhere = [Reach("", "", found.total(), None)] if found else []
    whole = Reach("", "", spoken.total, sum(place.establishments_reference for place in programme.area))
    return [*area, *elsewhere], whole


def coverage_figure() -> KeyFigure | None:
    """The figure of the programme that counts as ``reach_on`` does, so that its numbers open to their lines."""
    found = (one for one in current().figures if isinstance(one.ask, CoverageAsked) and _of_spoken(one, one.ask.part))
    return next(found, None)


def spoken_figure() -> KeyFigure | None:
    """The figure of the programme that counts whom we spoke with, wherever they are; None when it has none."""
    found = (one for one in current().figures if isinstance(one.ask, CountAsked) and _of_spoken(one, one.ask.rule))
    return next(found, None)


def _of_spoken(figure: KeyFigure, rule: Rule) -> bool:
    plain = isinstance(rule, Companies) and not (rule.theme or rule.line or rule.outcomes or rule.contact_kinds)
    return plain and figure.over is Over.PROGRAMME and set(rule.kinds) == set(SPOKEN)


def without_small_cells(rows: Iterable[Reach]) -> list[Reach]:
    """Hide the small numbers, and one more when a single hidden one could be computed from the total."""
    rows = list(rows)
    hidden = hidden_cells({row.code: row.companies or 0 for row in rows})
    return [replace(row, companies=None) if row.code in hidden else row for row in rows]
