"""Which cells of a snapshot may be shown: large enough, changed by enough companies, and not computable."""

from collections.abc import Iterable, Mapping, Set

from kopgroep.scans.benchmarks.cells import UNKNOWN, Place
from kopgroep.scans.benchmarks.suppressing import TOTAL, secondary
from kopgroep.scans.models import Cell

Members = Mapping[Place, Set[int]]
"""The scans behind each group, by key."""


def hide(cells: Iterable[Cell], now: Members, earlier: Iterable[tuple[Members, Set[Place]]], *, minimum: int) -> None:
    """Mark what may not be shown among the cells of one table.

    ``now`` are the scans behind each group. ``earlier`` are those of each quarter before, with the groups of this table
    that were shown then: who came or went since must be nobody, or at least ``minimum``.
    """
    by_place = {(cell.sector_group, cell.size_group, cell.municipality_code): cell for cell in cells}
    before = list(earlier)
    for place, cell in by_place.items():
        if cell.n < minimum or UNKNOWN in place:
            cell.hidden = Cell.Hidden.SMALL
        elif any(0 < len(now[place] ^ members[place]) < minimum for members, shown in before if place in shown):
            cell.hidden = Cell.Hidden.CHANGED
    _hide_more({place: cell for place, cell in by_place.items() if not place[2]}, minimum)
    total = by_place["", "", ""]
    _hide_more({p: c for p, c in by_place.items() if p[2]} | {("", "", ""): total}, minimum, across="municipality")


def _hide_more(cells: Mapping[Place, Cell], minimum: int, *, across: str = "sector") -> None:
    """Hide what would give a hidden cell away in one table with its totals."""
    keys = {(place[2] or TOTAL, TOTAL) if across == "municipality" else place[:2]: place for place in cells}
    counts = {key: cells[place].n for key, place in keys.items()}
    hidden = {key for key, place in keys.items() if cells[place].hidden}
    for key in secondary(counts, hidden, minimum=minimum):
        cells[keys[key]].hidden = Cell.Hidden.SECONDARY
