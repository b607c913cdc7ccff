from datetime import date

import pytest

from kopgroep.base.dates import hours, nice_date, nice_day, short_day

MONDAY = date(2023, 5, 15)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "written"), [("nl", "23 nov 2026"), ("en", "23 Nov 2026"), ("en-gb", "23 Nov 2026")]
)
def test_nice_date_is_day_month_year(language: str, written: str) -> None:
    assert plain(nice_date(date(2026, 11, 23), language)) == written


def test_nice_day_starts_with_the_weekday() -> None:
    assert plain(nice_day(MONDAY)) == "ma 15 mei 2023"
    assert plain(nice_day(MONDAY, "en")) == "Mon 15 May 2023"


def test_short_day_leaves_the_year_out() -> None:
    assert plain(short_day(MONDAY)) == "ma 15 mei"


def test_a_date_never_breaks_over_two_lines() -> None:
    assert " " not in nice_day(MONDAY)


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(225, "3 u 45"), (1440, "24 u"), (30, "0 u 30"), (0, "0 u"), (65, "1 u 05"), (-90, "−1 u 30")],
)
def test_hours_from_minutes(minutes: int, written: str) -> None:
    assert plain(hours(minutes)) == written


def test_hours_in_english() -> None:
    assert plain(hours(225, "en")) == "3 h 45"
