"""Quarters beside each other: what differs by few companies is never shown twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.scans.benchmarks.cells import UNKNOWN, Place
from kopgroep.scans.benchmarks.hiding import ALL, Earlier, hide
from kopgroep.scans.models import Cell

K = 10
SECTORS, SIZES, TOWNS = ("bouw", "handel", "horeca"), ("klein", "micro"), ("GM0106", "GM0109")

Company = tuple[str, str, str]
Quarter = dict[int, Company]
"""The scans that count, by key, each with the group of its company."""

companies = st.tuples(st.sampled_from(SECTORS), st.sampled_from(SIZES), st.sampled_from(TOWNS))


@st.composite
def histories(draw: st.DrawFn) -> list[Quarter]:
    """Three quarters; companies come in larger and smaller numbers, and some go."""
    quarters: list[Quarter] = []
    now: Quarter = {}
    key = 0
    for _ in range(3):
        gone = draw(st.integers(0, 15))
        now = dict(list(now.items())[gone:])
        for group, number in draw(st.lists(st.tuples(companies, st.integers(1, 25)), max_size=5)):
            for _company in range(number):
                key += 1
                now = now | {key: group}
        quarters.append(now)
    return quarters


def places(company: Company) -> list[Place]:
    sector, size, town = company
    return [ALL, (sector, "", ""), ("", size, ""), (sector, size, ""), ("", "", town)]


def members(quarter: Quarter) -> dict[Place, set[int]]:
    found: dict[Place, set[int]] = {}
    for key, company in quarter.items():
        for place in places(company):
            found.setdefault(place, set()).add(key)
    return found


def frozen(quarter: Quarter, earlier: list[Earlier]) -> dict[Place, Cell]:
    """The cells of a quarter, hidden where they must be."""
    behind = members(quarter)
    cells = {
        place: Cell(
            sector_group=place[0], size_group=place[1], municipality_code=place[2], n=len(keys), weighted_mean=1.0
        )
        for place, keys in behind.items()
    }
    if cells:
        hide(cells.values(), behind, earlier, minimum=K)
    return cells


def shown(cells: dict[Place, Cell]) -> set[Place]:
    return {place for place, cell in cells.items() if cell.shown}


@given(histories())
@settings(max_examples=100, deadline=None)
def test_two_shown_versions_differ_by_nobody_or_by_enough(history: list[Quarter]) -> None:
    earlier: list[Earlier] = []
    for quarter in history:
        now, seen = members(quarter), shown(frozen(quarter, earlier))
        for then in earlier:
            for place in seen & set(then.shown):
                moved = len(now[place] ^ then.members[place])
                assert moved == 0 or moved >= K
        earlier.append(Earlier(now, seen))


@given(histories())
@settings(max_examples=100, deadline=None)
def test_group_that_was_hidden_is_not_shown_unchanged(history: list[Quarter]) -> None:
    earlier: list[Earlier] = []
    for quarter in history:
        now, seen = members(quarter), shown(frozen(quarter, earlier))
        for then in earlier:
            if ALL in then.shown:
                assert {place for place in seen - set(then.shown) if then.members.get(place) == now[place]} == set()
        earlier.append(Earlier(now, seen))


@given(histories())
@settings(max_examples=60, deadline=None)
def test_quarter_in_which_nothing_happened_shows_the_same(history: list[Quarter]) -> None:
    first = frozen(history[-1], [])
    again = frozen(history[-1], [Earlier(members(history[-1]), shown(first))])
    assert shown(again) == shown(first)


def some(number: int, company: Company, *, start: int) -> Quarter:
    return dict.fromkeys(range(start, start + number), company)


def test_scans_done_again_by_few_companies_wait() -> None:
    then = some(20, ("bouw", "micro", "GM0106"), start=0)
    now = {key: company for key, company in then.items() if key > 5} | some(6, ("bouw", "micro", "GM0106"), start=100)
    # Six companies did it again: twelve scans differ, and of six companies one would read how they changed.
    assert frozen(now, [Earlier(members(then), set(members(then)))])[ALL].hidden == Cell.Hidden.CHANGED


def test_group_of_which_nobody_knows_the_name_is_never_shown() -> None:
    quarter = some(30, ("bouw", "micro", "GM0106"), start=0) | some(30, (UNKNOWN, "micro", "GM0106"), start=100)
    cells = frozen(quarter, [])
    assert cells[UNKNOWN, "", ""].hidden == Cell.Hidden.SMALL
    # And with it the other one, or its thirty could be told by subtraction.
    assert (cells[ALL].shown, cells["bouw", "", ""].shown) == (True, False)


def test_small_municipality_hides_another_and_not_the_whole() -> None:
    quarter = some(30, ("bouw", "micro", "GM0106"), start=0) | some(4, ("bouw", "micro", "GM0109"), start=100)
    cells = frozen(quarter | some(12, ("bouw", "micro", "GM0114"), start=200), [])
    assert {place[2]: cell.shown for place, cell in cells.items() if place[2]} == {
        "GM0106": True, "GM0109": False, "GM0114": False,
    }  # fmt: skip
    assert cells[ALL].shown


def test_weighted_mean_is_left_out_where_it_would_tell_on_a_hidden_size() -> None:
    quarter = some(30, ("bouw", "micro", "GM0106"), start=0) | some(4, ("bouw", "klein", "GM0106"), start=100)
    quarter |= some(30, ("handel", "micro", "GM0106"), start=200) | some(20, ("handel", "klein", "GM0106"), start=300)
    quarter |= some(30, ("horeca", "micro", "GM0106"), start=400) | some(25, ("horeca", "klein", "GM0106"), start=500)
    cells = frozen(quarter, [])
    assert [cells["bouw", size, ""].shown for size in ("micro", "klein")] == [False, False]
    means = {place: cells[place].weighted_mean for place in (ALL, ("bouw", "", ""), ("horeca", "", ""))}
    assert means == {ALL: 1.0, ("bouw", "", ""): None, ("horeca", "", ""): 1.0}
