"""The sentences that a report says about all its targets together, and the words for verdicts."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopgroep.base.periods import quarter_of
from kopgroep.programme.reports import ReportSpan
from kopgroep.reporting.monitor import Verdict
from kopgroep.reporting.reports.ground import Ground, Standing

GOOD = {Verdict.REACHED, Verdict.ON_COURSE}


def verdict_word(verdict: Verdict) -> str:
    """A verdict in one or two words."""
    words = {
        Verdict.REACHED: _("reached"),
        Verdict.ON_COURSE: _("on course"),
        Verdict.NEARLY: _("just short"),
        Verdict.BEHIND: _("behind"),
        Verdict.AHEAD: _("not begun yet"),
        Verdict.REFERENCE: _("to compare"),
    }
    return words[verdict]


def running(standings: Sequence[Standing]) -> list[Standing]:
    """The targets of which the period has begun; what is only compared with is no target."""
    return [each for each in standings if each.verdict not in {Verdict.REFERENCE, Verdict.AHEAD}]


def good(standings: Sequence[Standing]) -> int:
    """How many are reached or on course."""
    return sum(each.verdict in GOOD for each in running(standings))


def spelled(number: int) -> str:
    """A small number in letters, a larger one in figures."""
    small = (_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"))
    words = (*small, _("nine"), _("ten"), _("eleven"), _("twelve"))
    return words[number] if number < len(words) else str(number)


def conclusion(standings: Sequence[Standing]) -> str:
    """How many of the targets are reached or on course, in one sentence."""
    some, whole = good(standings), len(running(standings))
    if not whole:
        return _("No target has begun yet.")
    if some == 0:
        return _("None of the targets is on course.")
    if some == whole:
        return _("All targets are on course or reached.")
    sentence = ngettext(
        "%(some)s of the %(all)s targets is on course or reached.",
        "%(some)s of the %(all)s targets are on course or reached.",
        some,
    ) % {"some": spelled(some), "all": spelled(whole)}
    return sentence[0].upper() + sentence[1:]


def attention(ground: Ground, standings: Sequence[Standing]) -> str:
    """What lies behind and what is just short, by name; a sentence of rest when nothing does."""
    sentences = []
    for verdict, sentence in (
        (Verdict.BEHIND, _("Behind: %(names)s.")),
        (Verdict.NEARLY, _("Just short: %(names)s.")),
    ):
        names = [ground.say(each.indicator.name) for each in standings if each.verdict is verdict]
        if names:
            sentences.append(sentence % {"names": ", ".join([names[0], *(n[0].lower() + n[1:] for n in names[1:])])})
    return " ".join(sentences) or _("Nothing asks for attention.")


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
