"""A reader with the files of all quarters and their totals tries to compute what is hidden."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kopgroep.reporting.opendata.hiding import Table, hidden_in

TOWNS = "abcde"
NOTHING_SHOWN = frozenset(TOWNS)
"""The split of a quarter that is left out: only the total is known."""
Growth = list[int]


def published(history: list[Growth]) -> list[Table]:
    """The tables of all quarters: each adds its growth to the one before."""
    tables: list[Table] = []
    sums = [0] * len(TOWNS)
    for growth in history:
        sums = [a + b for a, b in zip(sums, growth, strict=True)]
        cells = {town: (n,) for town, n in zip(TOWNS, sums, strict=True) if n}
        hidden = hidden_in(cells, [table for table in tables if table.hidden != NOTHING_SHOWN])
        tables.append(Table(cells, NOTHING_SHOWN if hidden is None else hidden))
    return tables


def count(table: Table, town: str) -> int:
    return table.cells.get(town, (0,))[0]


def known_to_reader(table: Table) -> list[list[Fraction]]:
    """What the file and the total say, as equations over the towns."""
    shown = [[Fraction(town == other) for other in TOWNS] for town in TOWNS if town not in table.hidden]
    return [*shown, [Fraction(1)] * len(TOWNS)]


def follows(wanted: list[Fraction], equations: list[list[Fraction]]) -> bool:
    """Whether a sum of cells can be solved: adding it as an equation gives nothing new."""
    return rank([*equations, wanted]) == rank(equations)


def rank(rows: list[list[Fraction]]) -> int:
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for row in rows[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        found += 1
    return found


def groups() -> Iterator[tuple[str, ...]]:
    """Every part of the towns, but not all together: that is the programme itself."""
    for size in range(1, len(TOWNS)):
        yield from combinations(TOWNS, size)


def learned(tables: list[Table]) -> set[tuple[str, ...]]:
    """The groups of which a reader computes that 1 to 9 companies are in them, or came to them between two quarters."""
    found = set()
    for then, now in combinations([Table({}), *tables], 2):
        for group in groups():
            inside = [Fraction(town in group) for town in TOWNS]
            moved = sum(count(now, town) - count(then, town) for town in group)
            if follows(inside, known_to_reader(then)) and follows(inside, known_to_reader(now)) and 0 < moved < 10:
                found.add(group)
    return found


grown = st.lists(st.sampled_from([0, 0, 1, 3, 9, 10, 14, 30]), min_size=len(TOWNS), max_size=len(TOWNS))


@settings(max_examples=60, deadline=None)
@given(st.lists(grown, min_size=1, max_size=4))
@example([[20, 20, 20, 5, 6], [3, 0, 0, 0, 0], [10, 10, 0, 0, 0]])
@example([[12, 15, 3, 40, 9], [10, 1, 9, 0, 0], [0, 30, 0, 1, 1]])
def test_nobody_computes_a_small_group_from_all_quarters_together(history: list[Growth]) -> None:
    assert learned(published(history)) == set()


@settings(max_examples=60, deadline=None)
@given(st.lists(grown, min_size=1, max_size=4))
def test_no_hidden_cell_has_one_solution(history: list[Growth]) -> None:
    for table in published(history):
        known = known_to_reader(table)
        solved = {town for town in table.hidden if follows([Fraction(town == other) for other in TOWNS], known)}
        assert solved == set()


def test_attack_finds_what_is_not_hidden() -> None:
    """The attack itself must bite: nothing hidden tells on the small town and on what came since."""
    tables = [Table({"a": (20,), "b": (4,)}), Table({"a": (23,), "b": (4,)})]
    assert {("a",), ("b",)} <= learned(tables)


def test_large_cells_that_grow_enough_are_all_shown() -> None:
    assert [table.hidden for table in published([[10, 20, 30, 40, 50], [10, 0, 0, 15, 10]])] == [frozenset()] * 2


def test_single_small_cell_takes_the_smallest_other_with_it() -> None:
    assert published([[30, 20, 12, 4, 50]])[0].hidden == {"c", "d"}


def test_small_cells_that_together_stay_small_take_another_with_them() -> None:
    assert published([[30, 20, 2, 3, 50]])[0].hidden == {"b", "c", "d"}


def test_cell_that_grew_by_a_few_waits_for_a_later_quarter() -> None:
    first, second, third = published([[20, 21, 22, 23, 24], [3, 12, 0, 0, 0], [10, 10, 0, 0, 0]])
    assert (first.hidden, second.hidden, third.hidden) == (
        frozenset(),
        frozenset("ab"),
        frozenset(),
    )


def test_split_is_left_out_when_all_that_is_new_is_a_few() -> None:
    tables = published([[20, 21, 22, 23, 24], [3, 0, 0, 0, 0], [0, 0, 0, 0, 4]])
    assert [table.hidden for table in tables] == [frozenset(), NOTHING_SHOWN, NOTHING_SHOWN]


def test_of_a_share_those_who_did_not_count_too() -> None:
    cells = {"a": (20, 5), "b": (30, 30), "c": (40, 40)}
    assert hidden_in(cells, []) == frozenset("ab")
