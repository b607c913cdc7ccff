"""Working days, counted forwards and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.base.working_days import is_working_day, working_days_before, working_days_between


@pytest.mark.parametrize(
    ("end", "days", "start"),
    [
        (date(2023, 5, 15), 0, date(2023, 5, 15)),
        # Monday: the weekend before it is within one working day.
        (date(2023, 5, 15), 1, date(2023, 5, 14)),
        (date(2023, 5, 15), 3, date(2023, 5, 10)),
        # Thursday 18 May 2023 is Ascension Day.
        (date(2023, 5, 19), 2, date(2023, 5, 16)),
    ],
)
def test_so_many_working_days_before_a_day(end: date, days: int, start: date) -> None:
    assert working_days_before(end, days) == start


@given(end=st.dates(date(2020, 1, 1), date(2030, 12, 31)), days=st.integers(1, 40))
def test_it_is_the_latest_day_with_so_many_working_days_after_it(end: date, days: int) -> None:
    start = working_days_before(end, days)
    assert working_days_between(start, end) == days
    # One day later there is one working day less: the latest day was found.
    assert is_working_day(date.fromordinal(start.toordinal() + 1))
