"""Months, quarters and how far a period has run."""

from calendar import monthrange
from datetime import date, timedelta


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    return months_before(day, -months)


def share_elapsed(starts_on: date, ends_on: date, on: date) -> float:
    """Which part of a period (both days included) has passed at the end of a day: 0.0 before it, 1.0 after it."""
    whole = (ends_on - starts_on).days + 1
    return min(max(((on - starts_on).days + 1) / whole, 0.0), 1.0)


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter in which a day lies."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return first, months_before(first, -3) - timedelta(days=1)


def quarter_ends(quarter: str) -> date:
    """The last day of a quarter such as ``2023Q1``. Raises ValueError for anything else."""
    year, mark, number = quarter.partition("Q")
    if not mark or number not in {"1", "2", "3", "4"}:
        raise ValueError(f"{quarter!r} is not a quarter of the form 2023Q1")
    return quarter_of(date(int(year), 3 * int(number), 1))[1]


def quarter_name(day: date) -> str:
    """The quarter in which a day lies, such as ``2023Q1``."""
    return f"{day.year}Q{(day.month + 2) // 3}"
