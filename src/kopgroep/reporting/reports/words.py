"""The time that a report is about in words, and what asks for attention in it."""

from datetime import date

from django.utils.translation import gettext as _

from kopgroep.base.periods import quarter_of
from kopgroep.programme.reports import ReportSpan
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.verdict_words import asks_attention


def attention(ground: Ground) -> str:
    """What lies behind and what is just short, by name; a sentence of rest when nothing does."""
    return " ".join(asks_attention(ground.standings())) or _("Nothing asks for attention.")


def quarter_words(until: date) -> str:
    """A quarter in words: ``het eerste kwartaal van 2023``."""
    names = (
        _("the first quarter of %(year)s"),
        _("the second quarter of %(year)s"),
        _("the third quarter of %(year)s"),
        _("the fourth quarter of %(year)s"),
    )
    return names[(until.month - 1) // 3] % {"year": until.year}


def span_words(ground: Ground) -> str:
    """The time that a report is about."""
    match ground.report.span:
        case ReportSpan.QUARTER:
            return quarter_words(ground.until)
        case ReportSpan.YEAR:
            return str(ground.until.year)
        case ReportSpan.PROGRAMME:
            period = ground.programme.period
            return f"{period.starts_on.year}–{min(ground.until, period.ends_on).year}"


def span_begins(ground: Ground) -> date:
    """The first day of the time that a report is about."""
    match ground.report.span:
        case ReportSpan.QUARTER:
            return quarter_of(ground.until)[0]
        case ReportSpan.YEAR:
            return max(date(ground.until.year, 1, 1), ground.programme.period.starts_on)
        case ReportSpan.PROGRAMME:
            return ground.programme.period.starts_on
