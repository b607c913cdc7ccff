"""Which cells of a snapshot may be shown: large enough, changed by enough companies, and not computable."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from kopgroep.scans.benchmarks.cells import UNKNOWN, Place
from kopgroep.scans.benchmarks.suppressing import FIRST, gives_away, of_list, secondary
from kopgroep.scans.models import Cell

ALL: Place = ("", "", "")
Members = Mapping[Place, Set[int]]
"""The scans with a score behind each group, by key."""
Cells = Mapping[Place, Cell]


@dataclass(frozen=True)
class Earlier:
    """One table as it was frozen in a quarter before."""

    members: Members
    shown: Set[Place]

    def forbids(self, place: Place, now: Set[int], minimum: int) -> bool:
        """Whether fewer than the minimum came, or fewer went, since it showed this group.

        Counting both by themselves also covers companies that did the scan again: one went, one came.
        """
        then = self.members.get(place, frozenset())
        moved = max(len(now - then), len(then - now))
        return place in self.shown and 0 < moved < minimum

    def tells(self, place: Place, now: Set[int]) -> bool:
        """Whether it hid this very group, while its total was shown: showing it now would open the books of then."""
        return ALL in self.shown and place not in self.shown and self.members.get(place) == now


def hide(cells: Iterable[Cell], now: Members, earlier: Iterable[Earlier], *, minimum: int) -> None:
    """Mark what may not be shown among the cells of one table, and leave out weighted means that would tell on them.

    ``now`` are the scans behind each group, ``earlier`` the same table in each quarter before.
    """
    by_place = {(cell.sector_group, cell.size_group, cell.municipality_code): cell for cell in cells}
    before = list(earlier)
    for place, cell in by_place.items():
        if cell.n < minimum or UNKNOWN in place:
            cell.hidden = Cell.Hidden.SMALL
        elif any(then.forbids(place, now[place], minimum) for then in before):
            cell.hidden = Cell.Hidden.CHANGED
        elif any(then.tells(place, now[place]) for then in before):
            cell.hidden = Cell.Hidden.SECONDARY
    _hide_more(by_place, minimum)
    _without_telling_weights(by_place)


def _hide_more(cells: Cells, minimum: int) -> None:
    """Hide what would give a hidden cell away in the table of sectors and sizes, or in the list of municipalities."""
    grid: dict[tuple[str, str], Place] = {(place[0], place[1]): place for place in cells if not place[2]}
    towns: dict[str, Place] = {place[2]: place for place in cells if place[2]}
    # A part without any company is a part too: that it is empty is not told, so it helps to hide the others.
    empty = {(row, column) for row, _ in grid for _, column in grid} - grid.keys()
    more = secondary(_counts(cells, grid) | dict.fromkeys(empty, 0), _hidden(cells, grid) | empty, minimum=minimum)
    counts, hidden = _counts(cells, towns), _hidden(cells, towns)
    further = of_list(counts, hidden, minimum=minimum)
    # The two share their total, and it is hidden only with everything.
    if FIRST in more or cells[ALL].hidden or gives_away(counts, hidden | further, minimum=minimum):
        more, further = frozenset(grid), frozenset(towns)
    for place in (*(grid[key] for key in more), *(towns[key] for key in further)):
        cells[place].hidden = cells[place].hidden or Cell.Hidden.SECONDARY


def _counts[K](cells: Cells, keys: Mapping[K, Place]) -> dict[K, int]:
    return {key: cells[place].n for key, place in keys.items()}


def _hidden[K](cells: Cells, keys: Mapping[K, Place]) -> set[K]:
    return {key for key, place in keys.items() if cells[place].hidden}


def _without_telling_weights(cells: Cells) -> None:
    """A weighted mean is another equation for the cells of its line: it is left out where one of them is hidden."""
    for (sector, size, town), cell in cells.items():
        inside = (
            other
            for place, other in cells.items()
            if place[0] and place[1] and (place[0] == sector if sector else place[1] == size)
        )
        if not town and bool(sector) != bool(size) and any(other.hidden for other in inside):
            cell.weighted_mean = None
