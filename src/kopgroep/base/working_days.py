"""Working days: Monday to Friday, without the Dutch public holidays."""

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
SUNDAY = 6
LIBERATION_DAY_EVERY = 5


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days on which Dutch government offices are closed.

    Good Friday is left out: most employers work. Liberation Day counts once in five years, as for most employers.
    """
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= ONE_DAY
    moving = {sunday + timedelta(days=n) for n in (0, 1, 39, 49, 50)}
    fixed = {date(year, 1, 1), kings_day, date(year, 12, 25), date(year, 12, 26)}
    if year % LIBERATION_DAY_EVERY == 0:
        fixed.add(date(year, 5, 5))
    return frozenset(moving | fixed)


def is_working_day(day: date) -> bool:
    """True from Monday to Friday, unless the day is a public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The working day ``days`` working days after ``start``; 0 gives the first working day from ``start`` on."""
    day = start
    while days > 0:
        day += ONE_DAY
        days -= is_working_day(day)
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_before(end: date, days: int) -> date:
    """The latest day that lies ``days`` working days before ``end``; 0 gives ``end`` itself."""
    day = end
    while days > 0:
        days -= is_working_day(day)
        day -= ONE_DAY
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to and including ``end``; negative when ``end`` comes first."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
