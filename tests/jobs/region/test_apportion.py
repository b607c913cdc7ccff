"""Dividing a whole number over shares."""

from hypothesis import given
from hypothesis import strategies as st

from kopgroep.jobs.region.apportion import apportion, running

WEIGHTS = st.lists(st.floats(0.001, 1_000), min_size=1, max_size=8)


@given(total=st.integers(0, 5_000), weights=WEIGHTS)
def test_nothing_is_lost_or_invented(total: int, weights: list[float]) -> None:
    seats = apportion(total, weights)
    assert sum(seats) == total
    assert min(seats) >= 0


@given(total=st.integers(0, 500), weights=WEIGHTS)
def test_one_more_takes_nothing_away(total: int, weights: list[float]) -> None:
    steps = [
        after - before for before, after in zip(apportion(total, weights), apportion(total + 1, weights), strict=True)
    ]
    assert sorted(steps) == [0] * (len(weights) - 1) + [1]


def test_small_shares_get_their_part_over_a_row_of_totals() -> None:
    rows = running([10] * 10, [0.97, 0.03])
    assert [sum(row) for row in rows] == [10] * 10
    assert sum(row[1] for row in rows) == 3
