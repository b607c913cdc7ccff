"""A frozen quarter as open data: one long table, one of levels, and the codebook that explains both.

Only shown figures leave: a hidden cell is a row without numbers. The files of a quarter never change, as the quarter
does not. Numbers have a point, text is UTF-8, fields are parted by commas (RFC 4180).
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from kopgroep.programme import current
from kopgroep.scans.benchmarks.cells import UNKNOWN, sort_key
from kopgroep.scans.benchmarks.frozen import definition_of
from kopgroep.scans.benchmarks.levels import levels_of
from kopgroep.scans.models import Cell, Snapshot

COLUMNS = (
    "quarter", "scan", "version", "scale", "sector", "size", "municipality",
    "n", "mean", "weighted_mean", "q1", "median", "q3", "status",
)  # fmt: skip
LEVEL_COLUMNS = ("quarter", "scan", "version", "scale", "levels", "n")
SHOWN, SUPPRESSED = "shown", "suppressed"
ALL = "all"
"""What stands in a column of groups for every group together."""
TOGETHER = "+"
"""Between the codes of levels that are taken together."""

Row = tuple[str | int | float | None, ...]


def rows_of(snapshot: Snapshot) -> Iterator[Row]:
    """The long table of a quarter, in the same order always. Groups that nobody knows the name of are left out.

    A sector and a size without any company together have a row too, suppressed: that it is empty is not told, for
    others hide behind it.
    """
    for (scan, major, scale), cells in groupby(_cells(snapshot), key=lambda cell: (cell.scan, cell.major, cell.scale)):
        by_place = {(cell.sector_group, cell.size_group, cell.municipality_code): cell for cell in cells}
        grid = {(sector, size, "") for sector, _, _ in by_place for _, size, _ in by_place}
        for place in sorted(grid | by_place.keys()):
            if UNKNOWN not in place:
                groups = (group or ALL for group in place)
                yield (snapshot.quarter, scan, major, scale, *groups, *_figures(by_place.get(place)))


def _figures(cell: Cell | None) -> Row:
    if cell is None or not cell.shown:
        return (*(None,) * 6, SUPPRESSED)
    return (cell.n, cell.mean, cell.weighted_mean, cell.q1, cell.median, cell.q3, SHOWN)


def level_rows(snapshot: Snapshot) -> Iterator[Row]:
    """How many companies of all stand on each level, where that tells on nobody."""
    minimum = current().benchmark.minimum
    for cell in _cells(snapshot):
        scan = definition_of(cell.scan, cell.major) if cell.shown and not _narrow(cell) else None
        scale = scan.scale_of.get(cell.scale) if scan else None
        for stretch in levels_of(scale, cell, minimum) if scale else ():
            yield (snapshot.quarter, cell.scan, cell.major, cell.scale, TOGETHER.join(stretch.codes), stretch.n)


def as_csv(head: Iterable[str], rows: Iterable[Row]) -> str:
    """A table as text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _narrow(cell: Cell) -> bool:
    return bool(cell.sector_group or cell.size_group or cell.municipality_code)


def _cells(snapshot: Snapshot) -> list[Cell]:
    # Sorted here and not by the database: two databases sort text in two ways.
    return sorted(snapshot.cells.all(), key=sort_key)
