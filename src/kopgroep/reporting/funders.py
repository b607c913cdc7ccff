"""What was done for whose money. A minute has one line and a line has one funder, so no minute is counted for two.

The exception is a rule that all of them agreed on: ``also_for`` of a line. Such minutes are shown apart, and never
added to what a funder paid for itself; so the own minutes of all funders are exactly all minutes that were written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from kopgroep.programme import EntryKind, Line, current
from kopgroep.reporting.reach import spoken_with
from kopgroep.reporting.view import View, as_view

UNKNOWN = ""
"""Stands for the funder of a line that the programme does not know."""


@dataclass(frozen=True)
class Minutes:
    """The minutes in the figures of one funder."""

    own: int = 0
    """Written on its own lines."""
    also: int = 0
    """Written on lines of others, who agreed that these count here too. Part of somebody else's own minutes."""


def hours_by_funder(on: date | View) -> dict[str, Minutes]:
    """Minutes per funder, of everybody who pays for a line and of whoever may count along."""
    return shared(minutes_by_line(on), current().lines)


def minutes_by_line(on: date | View) -> dict[str, int]:
    """Written minutes per line of the programme up to a day, or in a view: what was taken back does not count."""
    view = as_view(on)
    lines = view.entries.filter(kind=EntryKind.HOURS_WRITTEN)
    written = lines.between(current().period.starts_on, view.on).order_by()
    return dict(written.values_list("line").annotate(Sum("quantity")))


def shared(minutes: Mapping[str, int], lines: Iterable[Line]) -> dict[str, Minutes]:
    """The minutes of each line under its funder, and apart under the funders that its rule names, once each."""
    known = {line.code: line for line in lines}
    own: dict[str, int] = dict.fromkeys((line.funder for line in known.values()), 0)
    also: dict[str, int] = defaultdict(int)
    for code, written in minutes.items():
        funder = known[code].funder if code in known else UNKNOWN
        own[funder] = own.get(funder, 0) + written
        for other in funders_along(code, known):
            also[other] += written
    return {funder: Minutes(mine, also[funder]) for funder, mine in own.items()}


def funders_along(code: str, lines: Mapping[str, Line]) -> set[str]:
    """The funders beside its own that may count the minutes of a line."""
    if code not in lines:
        return set()
    line = lines[code]
    return {lines[other].funder for other in line.also_for if other in lines} - {line.funder}


@dataclass(frozen=True)
class Work:
    """Talks on the lines of one funder. Companies may stand with two funders; a talk never does."""

    companies: int = 0
    talks: int = 0
    intakes: int = 0


def work_by_funder(on: date | View) -> dict[str, Work]:
    """Companies spoken with, contact moments and intakes per funder. A double is one company."""
    view, funder_of = as_view(on), {line.code: line.funder for line in current().lines}
    rows: dict[str, list[tuple[str, int]]] = {line.funder: [] for line in current().lines}
    for code, kind, company in spoken_with(view).values_list("line", "kind", "company"):
        rows.setdefault(funder_of.get(code, UNKNOWN), []).append((kind, view.kept(company)))
    return {funder: _work(found) for funder, found in rows.items()}


def _work(rows: list[tuple[str, int]]) -> Work:
    intakes = sum(kind == EntryKind.INTAKE_HELD for kind, _company in rows)
    return Work(len({company for _kind, company in rows}), len(rows) - intakes, intakes)
