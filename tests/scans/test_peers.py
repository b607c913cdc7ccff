"""Which group a company is held against, and how sure its place in it is."""

import itertools
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.scans.actions.fillings import Visitor, begin_alone, finish_filling, link_filling, save_answers
from kopgroep.scans.models import Cell
from kopgroep.scans.peers import Third, comparison, first_compared, groups_of, position
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling
from tests.scans.others import make_cell, make_group, make_snapshot


@pytest.fixture(autouse=True)
def _noon(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def cell(scores: list[float], **facts: object) -> Cell:
    """A cell that is not kept."""
    rows = sorted((score, scores.count(score)) for score in set(scores))
    return Cell(n=len(scores), histogram=rows, scale="totaal", scan="energie", **facts)  # type: ignore[misc]


def test_the_narrowest_group_comes_first_and_all_last() -> None:
    assert groups_of("bouw", "klein") == (("bouw", "klein"), ("", "klein"), ("bouw", ""), ("", ""))


def test_what_is_not_known_of_a_company_makes_no_group() -> None:
    assert groups_of("", "klein") == (("", "klein"), ("", ""))
    assert groups_of("bouw", "") == (("bouw", ""), ("", ""))
    assert groups_of("", "") == (("", ""),)


@pytest.mark.parametrize(
    ("sizes", "used"),
    [
        ({("bouw", "klein"): 10, ("", "klein"): 30, ("bouw", ""): 30, ("", ""): 90}, "bouw/klein"),
        ({("bouw", "klein"): 9, ("", "klein"): 30, ("bouw", ""): 30, ("", ""): 90}, "/klein"),
        ({("bouw", "klein"): 9, ("", "klein"): 9, ("bouw", ""): 10, ("", ""): 90}, "bouw/"),
        ({("bouw", "klein"): 9, ("", "klein"): 9, ("bouw", ""): 9, ("", ""): 10}, "/"),
        ({("bouw", "klein"): 9, ("", "klein"): 9, ("bouw", ""): 9, ("", ""): 9}, ""),
    ],
    ids=["sector-and-size", "size", "sector", "all", "none"],
)
def test_a_group_below_the_minimum_falls_back(anna: User, sizes: dict[tuple[str, str], int], used: str) -> None:
    snapshot = make_snapshot()
    for (sector, size), n in sizes.items():
        make_group(snapshot, n, sector_group=sector, size_group=size)
    filling = make_filling(make_company(), anna)
    assert (filling.sector_group, filling.size_group) == ("bouw", "klein")
    assert (filling.snapshot, filling.peer_group) == (snapshot if used else None, used)


def test_a_hidden_cell_is_never_used_however_large(anna: User) -> None:
    snapshot = make_snapshot()
    make_group(snapshot, 40, size_group="klein", hidden=Cell.Hidden.SECONDARY)
    make_group(snapshot, 90)
    filling = make_filling(make_company(), anna)
    found = comparison(filling)
    assert found is not None
    assert (found.sector_group, found.size_group, found.n) == ("", "", 90)
    assert sorted(found.cells) == ["doen", "meten", "totaal"]


def test_the_group_is_chosen_by_the_score_that_heads_the_page(anna: User) -> None:
    snapshot = make_snapshot()
    make_cell(snapshot, [50.0] * 20, "meten", size_group="klein")
    make_group(snapshot, 12)
    found = comparison(make_filling(make_company(), anna))
    assert found is not None
    assert (found.size_group, found.n) == ("", 12)


def test_cells_of_a_municipality_another_scan_or_another_major_version_are_no_group(anna: User) -> None:
    snapshot = make_snapshot()
    make_group(snapshot, 20, municipality_code="GM0106")
    make_group(snapshot, 20, scan="anders")
    make_group(snapshot, 20, major=2)
    assert comparison(make_filling(make_company(), anna)) is None


def test_the_first_company_has_nobody_to_be_compared_with(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    assert first_compared(filling) == (None, "")
    assert comparison(filling) is None


def test_a_scan_stays_with_the_quarter_before_it(anna: User) -> None:
    for quarter, until in (("2022Q4", date(2022, 12, 31)), ("2023Q1", date(2023, 3, 31))):
        make_group(make_snapshot(quarter, until), 10)
    filling = make_filling(make_company(), anna)
    make_group(make_snapshot("2023Q2", date(2023, 6, 30)), 60)
    found = comparison(filling)
    assert found is not None
    assert (found.snapshot.quarter, found.n) == ("2023Q1", 10)


def test_quarter_that_shows_nothing_gives_way_to_the_one_that_does(anna: User) -> None:
    early = make_filling(make_company(), anna)
    make_group(make_snapshot("2023Q1", date(2023, 3, 31)), 9, hidden=Cell.Hidden.SMALL)
    make_group(make_snapshot("2022Q4", date(2022, 12, 31)), 12)
    found = comparison(make_filling(make_company(), anna))
    assert found is not None
    assert (found.snapshot.quarter, found.n) == ("2022Q4", 12)
    make_group(make_snapshot("2023Q2", date(2023, 6, 30)), 15, hidden=Cell.Hidden.CHANGED)
    assert comparison(early) is None
    make_group(make_snapshot("2023Q3", date(2023, 9, 30)), 20)
    found = comparison(early)
    assert found is not None
    assert found.snapshot.quarter == "2023Q3"


def test_the_group_follows_the_company_when_somebody_says_which_it_is(anna: User) -> None:
    snapshot = make_snapshot()
    for size in ("klein", "middelgroot"):
        make_group(snapshot, 20, size_group=size)
    visitor = Visitor(company_typed="Bakkerij De Korenaar")
    begun = begin_alone(energy_scan(), visitor, submission=uuid.uuid4())
    filling = finish_filling(save_answers(begun, ENERGY, by=None).filling, by=None)
    assert (filling.snapshot, filling.peer_group) == (snapshot, "/klein")
    linked = link_filling(filling, make_company(size_class="50-99"), by=anna)
    assert (linked.snapshot, linked.peer_group) == (snapshot, "/middelgroot")
    found = comparison(linked)
    assert found is not None
    assert found.size_group == "middelgroot"


def test_who_came_before_the_first_quarter_gets_that_one_and_keeps_it(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    make_group(make_snapshot("2023Q2", date(2023, 6, 30)), 12)
    make_group(make_snapshot("2023Q3", date(2023, 9, 30)), 60)
    found = comparison(filling)
    assert found is not None
    assert (found.snapshot.quarter, found.n) == ("2023Q2", 12)


@pytest.mark.parametrize(
    ("n", "third"), [(10, Third.UPPER), (49, Third.UPPER), (50, None), (150, None)], ids=["10", "49", "50", "150"]
)
def test_a_percentile_is_said_from_fifty_companies_and_a_third_below_that(n: int, third: Third | None) -> None:
    place = position(cell([float(number) for number in range(n)]), 0.8 * n)
    assert (place.n, place.third) == (n, third)
    assert place.low < place.lower_share < place.high


def test_nine_companies_give_no_position() -> None:
    with pytest.raises(ValueError, match="may not be shown"):
        position(cell([float(number) for number in range(9)]), 5)


def test_a_hidden_cell_gives_no_position() -> None:
    with pytest.raises(ValueError, match="may not be shown"):
        position(cell([1.0] * 20, hidden=Cell.Hidden.SMALL), 5)


@pytest.mark.parametrize(
    ("value", "third"), [(0.0, Third.LOWER), (45.0, Third.MIDDLE), (90.0, Third.UPPER)], ids=["low", "middle", "high"]
)
def test_thirds(value: float, third: Third) -> None:
    assert position(cell([10.0 * number for number in range(10)]), value).third == third


def test_who_scores_the_same_counts_half() -> None:
    assert position(cell([50.0] * 10), 50.0).lower_share == 0.5
    assert position(cell([40.0] * 4 + [50.0] * 4 + [60.0] * 2), 50.0).lower_share == 0.6


@given(scores=st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=10, max_size=80))
def test_a_higher_score_never_stands_lower(scores: list[float]) -> None:
    group = cell(scores)
    shares = [position(group, value).lower_share for value in sorted({*scores, 0.0, 100.0})]
    assert all(one <= other for one, other in itertools.pairwise(shares))
    assert 0 <= shares[0] <= shares[-1] <= 1
