"""Which cells of a table stay hidden, so that no group smaller than the minimum can be seen or computed.

A table is a grid of rows and columns of which one row and one column hold totals. Hidden cells are the edges of a graph
between rows and columns. Two things could give a hidden cell away:

* its line (a row or a column) has hidden cells of together fewer companies than the minimum: the total minus what is
  shown is then a group that is too small. More of that line is hidden, the smallest first;
* the cell lies on no circle of hidden cells (a *bridge* of the graph): the equations of the table then have one
  solution for it. The cheapest circle through it is closed by hiding more.

Both follow the classical theory of cell suppression in tables with totals (Gusfield 1988, "A graph theoretic approach
to statistical data security", SIAM J. Comput. 17(3)). The total of all is hidden only with everything.
"""

from collections.abc import Iterable, Mapping, Set
from itertools import pairwise

import networkx as nx

Cell = tuple[str, str]
"""Row and column; ``TOTAL`` stands for a total."""
TOTAL = ""
FIRST: Cell = (TOTAL, TOTAL)


def secondary(counts: Mapping[Cell, int], hidden: Set[Cell], *, minimum: int) -> frozenset[Cell]:
    """The further cells of a whole table that must be hidden; all of them when the total of all is hidden itself.

    ``counts`` holds every cell, totals included; ``hidden`` are those that may not be shown by themselves.
    """
    if FIRST in hidden:
        return frozenset(counts) - frozenset(hidden)
    out, before = set(hidden), -1
    while len(out) != before:
        before = len(out)
        for line in lines(counts):
            _fill_up(line, out, counts, minimum)
        _close_circles(out, counts)
        if FIRST in out:
            return frozenset(counts) - frozenset(hidden)
    return frozenset(out - hidden)


def lines(counts: Mapping[Cell, int]) -> list[list[Cell]]:
    """The rows and the columns of a table, each with its total."""
    rows, columns = sorted({cell[0] for cell in counts}), sorted({cell[1] for cell in counts})
    across = [[cell for column in columns if (cell := (row, column)) in counts] for row in rows]
    down = [[cell for row in rows if (cell := (row, column)) in counts] for column in columns]
    return [line for line in across + down if len(line) > 1]


def _fill_up(line: list[Cell], out: set[Cell], counts: Mapping[Cell, int], minimum: int) -> None:
    """Hide more of a line until what is hidden in it is large enough to be told by the others."""
    total = next(cell for cell in line if cell == FIRST or TOTAL in cell)
    while True:
        inside = [cell for cell in line if cell in out and cell != total]
        if not inside or total in out or sum(counts[cell] for cell in inside) >= minimum:
            return
        left = [cell for cell in line if cell not in out and cell != total]
        out.add(min(left, key=lambda cell: (counts[cell], cell)) if left else total)


def _close_circles(out: set[Cell], counts: Mapping[Cell, int]) -> None:
    """Hide the cheapest further cells until every hidden one lies on a circle of hidden ones."""
    while bridge := _first_bridge(out):
        graph = nx.Graph()
        for row, column in counts:
            if (row, column) != bridge:
                price = 0.0 if (row, column) in out else counts[row, column] + 1.0
                graph.add_edge(("row", row), ("column", column), price=price if (row, column) != FIRST else 1e9)
        start, end = ("row", bridge[0]), ("column", bridge[1])
        if start not in graph or end not in graph or not nx.has_path(graph, start, end):
            # A line of one cell: nothing can cover it but its total, which is hidden too.
            out.update(cell for cell in counts if cell[0] == bridge[0] or cell[1] == bridge[1])
            return
        path = nx.shortest_path(graph, start, end, weight="price")
        out.update(_cells(path))


def _first_bridge(out: Set[Cell]) -> Cell | None:
    graph = nx.Graph([(("row", row), ("column", column)) for row, column in sorted(out)])
    found = sorted(_cell(edge) for edge in nx.bridges(graph)) if out else []
    return found[0] if found else None


def _cells(path: list[tuple[str, str]]) -> Iterable[Cell]:
    return (_cell(edge) for edge in pairwise(path))


def _cell(edge: tuple[tuple[str, str], tuple[str, str]]) -> Cell:
    ends = dict(edge)
    return ends["row"], ends["column"]
