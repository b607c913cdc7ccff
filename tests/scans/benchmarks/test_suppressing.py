"""What somebody can work out from a table with hidden cells: nothing of a group that is too small."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.scans.benchmarks.suppressing import FIRST, TOTAL, Cell, gives_away, of_list, secondary

K = 10
ROWS, COLUMNS = "abcd", "xyz"


def with_totals(inside: dict[Cell, int]) -> dict[Cell, int]:
    """A table with its totals; where nobody is there is no cell."""
    counts = {cell: n for cell, n in inside.items() if n}
    for (row, column), n in list(counts.items()):
        for total in ((row, TOTAL), (TOTAL, column), FIRST):
            counts[total] = counts.get(total, 0) + n
    return counts


@st.composite
def tables(draw: st.DrawFn) -> dict[Cell, int]:
    """Small tables with gaps, many of whose cells are too small."""
    some = st.one_of(st.just(0), st.integers(1, 9), st.integers(1, 40))
    inside = {(row, column): draw(some) for row in ROWS for column in COLUMNS}
    inside["a", "x"] = inside["a", "x"] or 1
    return with_totals(inside)


@st.composite
def hidden_tables(draw: st.DrawFn) -> tuple[dict[Cell, int], set[Cell], frozenset[Cell]]:
    """A table, what may not be shown by itself, and all that is hidden in the end."""
    counts = draw(tables())
    large = sorted(cell for cell, n in counts.items() if n >= K and cell != FIRST)
    waiting = draw(st.sets(st.sampled_from(large), max_size=2)) if large else set()
    first = {cell for cell, n in counts.items() if n < K} | waiting
    if draw(st.booleans()):
        # Gaps of which is not told that they are gaps.
        gaps = {(row, column) for row, _ in counts for _, column in counts} - counts.keys()
        counts, first = counts | dict.fromkeys(gaps, 0), first | gaps
    return counts, first, frozenset(first) | secondary(counts, first, minimum=K)


def equations(counts: dict[Cell, int], hidden: frozenset[Cell]) -> list[dict[Cell, int]]:
    """What a reader knows: per line the hidden cells, a total counting as less than nothing."""
    found = []
    for axis in (0, 1):
        for name in sorted({cell[axis] for cell in counts}):
            line = [cell for cell in sorted(hidden) if cell[axis] == name]
            found.append({cell: -1 if cell[1 - axis] == TOTAL else 1 for cell in line})
    return found


def solved(unknown: list[Cell], lines: list[dict[Cell, int]]) -> set[Cell]:
    """The cells that the lines give exactly, by elimination with fractions."""
    rows = [[Fraction(line.get(cell, 0)) for cell in unknown] for line in lines]
    rank = 0
    for column in range(len(unknown)):
        pivot = next((n for n in range(rank, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        rows[rank] = [value / rows[rank][column] for value in rows[rank]]
        for n, row in enumerate(rows):
            if n != rank and row[column]:
                rows[n] = [value - row[column] * base for value, base in zip(row, rows[rank], strict=True)]
        rank += 1
    return {unknown[row.index(1)] for row in rows if sum(value != 0 for value in row) == 1}


def sums(lines: list[dict[Cell, int]], rows: int) -> list[set[Cell]]:
    """Every group of hidden cells whose sum follows from some rows less some columns; rows come first in ``lines``."""
    turned = [{cell: value * (-1 if n >= rows else 1) for cell, value in line.items()} for n, line in enumerate(lines)]
    found = []
    for mask in range(1, 2 ** len(turned)):
        total: dict[Cell, int] = {}
        for n, line in enumerate(turned):
            if mask >> n & 1:
                for cell, value in line.items():
                    total[cell] = total.get(cell, 0) + value
        left = {cell: value for cell, value in total.items() if value}
        if left and set(left.values()) in ({1}, {-1}):
            found.append(set(left))
    return found


@given(hidden_tables())
@settings(max_examples=150, deadline=None)
def test_no_hidden_cell_can_be_solved(case: tuple[dict[Cell, int], set[Cell], frozenset[Cell]]) -> None:
    counts, _first, hidden = case
    if FIRST not in hidden:
        assert solved(sorted(hidden), equations(counts, hidden)) == set()


@given(hidden_tables())
@settings(max_examples=150, deadline=None)
def test_no_line_leaves_a_remainder_below_the_minimum(case: tuple[dict[Cell, int], set[Cell], frozenset[Cell]]) -> None:
    counts, _first, hidden = case
    for axis in (0, 1):
        for name in {cell[axis] for cell in counts}:
            line = [cell for cell in counts if cell[axis] == name]
            total = next(cell for cell in line if cell[1 - axis] == TOTAL)
            inside = [cell for cell in line if cell != total and cell in hidden]
            if inside and total not in hidden:
                assert sum(counts[cell] for cell in inside) >= K


@given(hidden_tables())
@settings(max_examples=60, deadline=None)
def test_no_sum_of_lines_tells_of_fewer_than_the_minimum(
    case: tuple[dict[Cell, int], set[Cell], frozenset[Cell]],
) -> None:
    counts, _first, hidden = case
    if FIRST in hidden:
        return
    groups = sums(equations(counts, hidden), rows=len({cell[0] for cell in counts}))
    assert [group for group in groups if sum(counts[cell] for cell in group) < K] == []


@given(tables())
@settings(max_examples=60, deadline=None)
def test_table_without_small_cells_stays_whole(counts: dict[Cell, int]) -> None:
    assert secondary(counts, set(), minimum=K) == frozenset()


def test_a_hidden_total_of_all_hides_everything() -> None:
    counts = with_totals({("a", "x"): 5, ("b", "y"): 4})
    assert secondary(counts, {FIRST}, minimum=K) == frozenset(counts) - {FIRST}


def test_two_small_cells_that_lines_give_together_are_widened() -> None:
    # Rows a and b less columns x and y leave a,z and b,z: together seven companies, though every line hides enough.
    inside = {("a", "x"): 30, ("a", "y"): 30, ("a", "z"): 3, ("b", "x"): 30, ("b", "y"): 30, ("b", "z"): 4}
    counts = with_totals(inside | {("c", "x"): 50, ("c", "y"): 50, ("c", "z"): 50})
    first = {("a", "z"), ("b", "z")}
    assert ("c", "z") in secondary(counts, first, minimum=K)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30), min_size=1))
@settings(deadline=None)
def test_hidden_parts_of_a_list_are_two_or_more_and_enough(counts: dict[str, int]) -> None:
    first = {part for part, n in counts.items() if n < K}
    hidden = first | of_list(counts, first, minimum=K)
    if sum(counts.values()) >= K and len(counts) > 1:
        assert not gives_away(counts, hidden, minimum=K)
    if not first:
        assert hidden == set()
