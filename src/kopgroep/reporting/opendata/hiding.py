"""Which cells of one split may be published, quarter after quarter, so that nobody computes a group of 1 to 9.

A reader has the file of every quarter and knows the totals. In one quarter that tells the sum of what is hidden; of
two quarters the reader subtracts. So there is one rule, for every two quarters and for the beginning, when all was
nought: each cell that both show, and each group of hidden cells of which both tell the sum, moved by nought or by
ten or more. And nothing is hidden alone. When nothing less is enough, the split of that quarter is left out. What was
published before is never changed: only the newest quarter gives way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kopgroep.reporting.small_cells import SMALLEST_CELL

Told = tuple[int, ...]
"""What a row tells, each a number of companies or lines: of a share those it is true of, and those it is not."""
NUMBERS = 2
Cells = Mapping[str, Told]


@dataclass(frozen=True)
class Table:
    """One split in one quarter, and which of its cells are hidden. A cell that is not there is nought."""

    cells: Cells
    hidden: frozenset[str] = frozenset()


def hidden_in(cells: Cells, earlier: Iterable[Table]) -> frozenset[str] | None:
    """Which cells of the newest quarter to hide; None when the whole split must be left out of it.

    ``earlier`` are the quarters before in which the split was published; a cell of theirs may be hidden too.
    """
    before = [Table({}), *earlier]
    known = {*cells, *(cell for table in before for cell in table.cells)}
    # First who is small; noughts only when there is nothing else to hide behind.
    order = sorted(known, key=lambda cell: (not any(cells.get(cell, (0,))), cells.get(cell, (0,)), cell))
    hidden: set[str] = set()
    while more := _one_more(Table(cells, frozenset(hidden)), before, order):
        hidden.add(more)
        if hidden == known:
            # A row for each would tell that nobody is elsewhere.
            return None
    return frozenset(hidden)


def _one_more(now: Table, before: Iterable[Table], order: list[str]) -> str | None:
    """A cell to hide too; None when nothing can be computed."""
    free = [cell for cell in order if cell not in now.hidden]
    for then in before:
        for piece in _pieces(now.hidden, then.hidden, order):
            if too_little(then, now, piece):
                if not piece & now.hidden:
                    return next(cell for cell in free if cell in piece)
                # Behind whom there is enough to hide; else behind the smallest.
                enough = (cell for cell in free if not too_little(then, now, piece | {cell}))
                return next(enough, free[0])
    return free[0] if len(now.hidden) == 1 else None


def _pieces(now: frozenset[str], then: frozenset[str], known: Iterable[str]) -> list[set[str]]:
    """The smallest groups of which a reader of two quarters can compute how much they moved."""
    groups = [set(now | then)] if now & then else [set(group) for group in (now, then) if group]
    return [*groups, *({cell} for cell in known if cell not in now | then)]


def too_little(then: Table, now: Table, piece: Iterable[str]) -> bool:
    """Whether a group moved by 1 to 9 between two quarters, in anything that its rows tell."""
    cells = list(piece)
    return any(0 < abs(b - a) < SMALLEST_CELL for a, b in zip(_sum(then, cells), _sum(now, cells), strict=True))


def _sum(table: Table, cells: Iterable[str]) -> Told:
    found = [table.cells[cell] for cell in cells if cell in table.cells]
    return tuple(sum(row[at] for row in found if at < len(row)) for at in range(NUMBERS))
