"""What the page of one target shows: its parts, and what was said of it before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from kopgroep.programme import Dimension, Indicator
from kopgroep.reporting import figures
from kopgroep.reporting.lineage import path_of
from kopgroep.reporting.models import Frozen
from kopgroep.reporting.monitor import QuarterPoint
from kopgroep.reporting.small_cells import SMALLEST_CELL, without_small_cells
from kopgroep.reporting.view import View
from kopgroep.workspace.cut_words import code_word


@dataclass(frozen=True)
class PartRow:
    """One part of a target. ``value`` is None where it is too small to show."""

    code: str
    name: str
    value: int | None
    largest: int
    """The largest of all parts, to which its bar is drawn."""
    url: str
    """The lines behind it; empty for lines that name no part."""


def split_rows(indicator: Indicator, view: View, dimension: Dimension, *, public: bool) -> list[PartRow]:
    """The parts of a target, the largest first, what is not known last. With ``public`` without small ones."""
    cells = figures.split(indicator, view, dimension)
    shown = without_small_cells(cells) if public else dict(cells)
    largest = max((one.part or 0 for one in shown.values() if one), default=0)
    rows = []
    for code, one in shown.items():
        url = path_of(indicator.code, until=view.on, cut=view.cut.but(dimension, code)) if code else ""
        rows.append(PartRow(code, code_word(dimension, code), one.part if one else None, largest, url))
    return sorted(rows, key=lambda row: (not row.code, row.value is None, -(row.value or 0), row.name))


@dataclass(frozen=True)
class Restated:
    """What was said at the end of a quarter, and what is known now of that same day."""

    quarter: str
    frozen: int
    now: int
    url: str

    @property
    def difference(self) -> int:
        """Now minus then."""
        return self.now - self.frozen


def as_closed(indicator: Indicator, points: Iterable[QuarterPoint]) -> list[QuarterPoint]:
    """The same quarters, those that were closed with what was said then."""
    told = dict(_told(indicator).values_list("closing__quarter", "part"))
    said = [(point, told.get(f"{point.year}Q{point.quarter}")) for point in points]
    return [point if part is None else replace(point, value=part) for point, part in said]


def restated(indicator: Indicator, points: Iterable[QuarterPoint], *, public: bool) -> list[Restated]:
    """The closed quarters of which more is known now than when they were closed, the latest first.

    With ``public`` without those that moved by so few that the two values tell of somebody.
    """
    now = {f"{point.year}Q{point.quarter}": point.value for point in points}
    least = SMALLEST_CELL if public else 1
    found = []
    for quarter, part in _told(indicator).order_by("-closing__until").values_list("closing__quarter", "part"):
        if quarter in now and part is not None and abs(part - now[quarter]) >= least:
            found.append(Restated(quarter, part, now[quarter], path_of(indicator.code, until=None, quarter=quarter)))
    return found


def _told(indicator: Indicator) -> QuerySet[Frozen]:
    """What was said of a target at the end of each closed quarter."""
    told = Frozen.objects.filter(kind=Frozen.Kind.INDICATOR, code=indicator.code, dimension="", cell="")
    return told.filter(closing__closed_at__isnull=False)
