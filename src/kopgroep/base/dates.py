"""Dates and lengths of time as people here write them: ``23 nov 2026``, ``ma 15 mei 2023``, ``3 u 45``."""

from datetime import date

MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
HOUR = {"nl": "u", "en": "h"}
# The parts of one date or length stay on one line.
JOIN = "\N{NO-BREAK SPACE}"


def written_in(language: str) -> str:
    """The language we write figures in: ``en`` for every English, else ``nl``."""
    return "en" if language.lower().startswith("en") else "nl"


def nice_date(day: date, language: str = "nl") -> str:
    """``23 nov 2026``."""
    return JOIN.join((str(day.day), MONTHS[written_in(language)][day.month - 1], str(day.year)))


def short_day(day: date, language: str = "nl") -> str:
    """``ma 15 mei``, for lists in which the year is plain."""
    key = written_in(language)
    return JOIN.join((WEEKDAYS[key][day.weekday()], str(day.day), MONTHS[key][day.month - 1]))


def nice_day(day: date, language: str = "nl") -> str:
    """``ma 15 mei 2023``."""
    return f"{short_day(day, language)}{JOIN}{day.year}"


def hours(minutes: int, language: str = "nl") -> str:
    """Minutes as ``3 u 45``, ``24 u`` or ``0 u 30``; less than nothing gets a minus sign."""
    whole, rest = divmod(abs(minutes), 60)
    words = [f"{'−' if minutes < 0 else ''}{whole}", HOUR[written_in(language)]]
    return JOIN.join([*words, f"{rest:02d}"] if rest else words)
