"""Which cells of a table stay hidden, so that no group smaller than the minimum can be seen or computed.

A table is a grid of rows and columns of which one row and one column hold totals. Each line gives an equation: its
cells add up to its total. Hidden cells are the edges of a graph between rows and columns, and what the equations tell
of them is told by the cuts of that graph:

* a cell that lies on no circle of hidden cells (a *bridge*) has one solution. The cheapest circle through it is closed
  by hiding more (Gusfield 1988, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17(3));
* adding and subtracting lines gives the sum of some hidden cells wherever a cut crosses all of them in one direction:
  from row to column for a cell, from column to row for a total. A single line is the simplest such cut. The smallest
  cut through each hidden cell must hold at least the minimum of companies; more is hidden across it until it does.

The total of all is hidden only together with everything.
"""

from collections.abc import Collection, Iterable, Mapping, Set
from functools import lru_cache
from itertools import pairwise

import networkx as nx

Cell = tuple[str, str]
"""Row and column; ``TOTAL`` stands for a total."""
Node = tuple[str, str]
"""``row`` or ``column``, and its name."""
TOTAL = ""
A_TOTAL = 1000.0
"""So many companies in parts are hidden rather than one in a total."""
FIRST: Cell = (TOTAL, TOTAL)


def secondary(counts: Mapping[Cell, int], hidden: Set[Cell], *, minimum: int) -> frozenset[Cell]:
    """The further cells of a whole table that must be hidden; all of them when the total of all is hidden itself.

    ``counts`` holds every cell in which there is a company, totals included; ``hidden`` are those that may not be shown
    by themselves.
    """
    return _secondary(frozenset(counts.items()), frozenset(hidden), minimum)


@lru_cache(maxsize=256)
def _secondary(rows: frozenset[tuple[Cell, int]], hidden: frozenset[Cell], minimum: int) -> frozenset[Cell]:
    # Most scales of a scan have the same counts: the answer is kept.
    counts, out, before = dict(sorted(rows)), set(hidden), -1
    while len(out) != before and FIRST not in out:
        before = len(out)
        _widen_cuts(out, counts, minimum)
        if FIRST not in out:
            _close_circles(out, counts)
    return frozenset(counts if FIRST in out else out) - hidden


def of_list(counts: Mapping[str, int], hidden: Set[str], *, minimum: int) -> frozenset[str]:
    """The same for a plain list with its total: the further parts to hide, the smallest first.

    What is hidden must be two parts at least, and together the minimum. When even the whole list is too little for
    that, all of it is given back: then the total may not be shown either.
    """
    out = set(hidden)
    for part in sorted(set(counts) - out, key=lambda part: (counts[part], part)):
        if not out or _enough(out, counts, minimum):
            break
        out.add(part)
    return frozenset(out - hidden)


def gives_away(counts: Mapping[str, int], hidden: Set[str], *, minimum: int) -> bool:
    """Whether the total of a list tells too much of what is hidden in it."""
    return bool(hidden) and not _enough(hidden, counts, minimum)


def _enough(hidden: Collection[str], counts: Mapping[str, int], minimum: int) -> bool:
    return len(hidden) > 1 and sum(counts[part] for part in hidden) >= minimum


def _widen_cuts(out: set[Cell], counts: Mapping[Cell, int], minimum: int) -> None:
    """Hide more until no sum of fewer than the minimum follows from the lines."""
    while side := _small_cut(out, counts, minimum):
        across = [
            cell for cell in counts if cell not in out and ((("row", cell[0]) in side) != (("column", cell[1]) in side))
        ]
        out.add(min(across, key=lambda cell: (_dear(cell), counts[cell], cell), default=FIRST))
        if FIRST in out:
            return


def _small_cut(out: Set[Cell], counts: Mapping[Cell, int], minimum: int) -> Set[Node] | None:
    """One side of a cut that tells the sum of too few companies; None when there is none."""
    graph = nx.DiGraph()
    for cell in sorted(out):
        start, end = _ends(cell)
        graph.add_edge(start, end, capacity=counts[cell])
        # Against the direction nothing may cross: an edge without capacity is one without limit.
        graph.add_edge(end, start)
    for cell in sorted(out, key=lambda cell: (counts[cell], cell)):
        if counts[cell] >= minimum:
            # Whatever is told together with this one is told of enough companies.
            return None
        value, (side, _other) = nx.minimum_cut(graph, *_ends(cell))
        if value < minimum:
            return set(side)
    return None


def _ends(cell: Cell) -> tuple[Node, Node]:
    """The two ends of a hidden cell, in the direction in which it adds to a sum."""
    row, column = ("row", cell[0]), ("column", cell[1])
    return (column, row) if (cell[0] == TOTAL) != (cell[1] == TOTAL) else (row, column)


def _close_circles(out: set[Cell], counts: Mapping[Cell, int]) -> None:
    """Hide the cheapest further cells until every hidden one lies on a circle of hidden ones."""
    while bridge := _first_bridge(out):
        graph = nx.Graph()
        for row, column in counts:
            if (row, column) != bridge:
                price = 0.0 if (row, column) in out else counts[row, column] + 1.0
                graph.add_edge(("row", row), ("column", column), price=price * A_TOTAL ** _dear((row, column)))
        start, end = ("row", bridge[0]), ("column", bridge[1])
        if start not in graph or end not in graph or not nx.has_path(graph, start, end):
            # Nothing can cover it, so nothing may be shown.
            out.update(counts)
            return
        out.update(_cells(nx.shortest_path(graph, start, end, weight="price")))


def _dear(cell: Cell) -> int:
    """What it costs a reader to miss this cell: totals more than parts, and the total of all most of all."""
    return (cell[0] == TOTAL) + (cell[1] == TOTAL)


def _first_bridge(out: Set[Cell]) -> Cell | None:
    graph = nx.Graph([(("row", row), ("column", column)) for row, column in sorted(out)])
    found = sorted(_cell(edge) for edge in nx.bridges(graph)) if out else []
    return found[0] if found else None


def _cells(path: list[Node]) -> Iterable[Cell]:
    return (_cell(edge) for edge in pairwise(path))


def _cell(edge: tuple[Node, Node]) -> Cell:
    ends = dict(edge)
    return ends["row"], ends["column"]
