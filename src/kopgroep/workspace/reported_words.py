"""The numbers of reports that are no target and no figure, in words: what each is called and how it is counted."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kopgroep.programme import EntryKind, current
from kopgroep.reporting.reported import Reported
from kopgroep.reporting.reported.groups import GroupNumber
from kopgroep.reporting.reported.journeys import JourneyNumber
from kopgroep.reporting.reported.money import MoneyNumber
from kopgroep.reporting.reported.number import DOT
from kopgroep.reporting.reported.results import EVIDENCE, WITHOUT, ResultNumber
from kopgroep.reporting.reported.surveys import SurveyNumber
from kopgroep.reporting.results import Stage


def reported_name(item: Reported) -> str:
    """What the number is called."""
    match item:
        case MoneyNumber(kind=EntryKind.MONEY_SPENT):
            return _("Money spent")
        case MoneyNumber():
            return _("Money committed")
        case ResultNumber(kind=kind, stage=stage):
            return f"{_result_name(kind)}: {_stage_word(stage)}"
        case GroupNumber(name=name):
            return _group_word(name)
        case JourneyNumber(target=target):
            return current().indicator(target).name.in_(get_language() or "nl")
        case SurveyNumber(survey=survey):
            return current().survey(survey).name.in_(get_language() or "nl")
    return item.code


def reported_rule(item: Reported) -> list[str]:
    """How it is counted, in short sentences."""
    match item:
        case MoneyNumber():
            return [
                _("The sum of what was written, in the year of the day on which it was paid or promised."),
                _("What was taken back stands there with a minus. Budgets are plans, and are not counted here."),
            ]
        case ResultNumber():
            return [
                _("Forecast, stated and verified are counted apart, and never added up."),
                _("A result counts from the day on which somebody said it. One that was taken back does not count."),
            ]
        case JourneyNumber():
            return [
                _("Each trajectory counts once. It is open from the day it began until the day it ended."),
                _("What ended is counted over the twelve months before the day."),
            ]
        case SurveyNumber():
            return [_("Each company counts once a year, also when it stood in the file twice.")]
    return [
        _("Each company counts once, also when it stood in the file twice."),
        _("A line that was taken back does not count."),
    ]


def reported_cell(item: Reported, cell: str) -> str:
    """The name of one cell of it; empty for the whole."""
    if not cell:
        return ""
    first, _dot, rest = cell.partition(DOT)
    language = get_language() or "nl"
    match item:
        case MoneyNumber():
            sources = {source.code: source.name.in_(language) for source in current().money}
            return " ".join(part for part in (sources.get(first, first), rest) if part)
        case GroupNumber():
            return current().theme(cell).name.in_(language)
        case JourneyNumber():
            return _journey_word(cell)
        case SurveyNumber():
            return f"{_survey_word(rest)} ({first})"
    if first == WITHOUT:
        answers = {answer.code: answer.name.in_(language) for answer in current().results.without}
        return _("without the help: %(answer)s") % {"answer": answers[rest]}
    return _("evidence level %(level)s of 5") % {"level": rest} if first == EVIDENCE else _result_word(cell)


def reported_evidence(item: Reported) -> str:
    """What the number can prove."""
    if isinstance(item, ResultNumber):
        return _("By itself nothing of the effect: a true amount does not say that the help brought it.")
    return _("Counts what was done. It says nothing about the effect.")


def _result_name(code: str) -> str:
    names = {kind.code: kind.name.in_(get_language() or "nl") for kind in current().results.kinds}
    return names[code]


def _stage_word(stage: Stage) -> str:
    words = {
        Stage.FORECAST: _("forecast by the adviser"),
        Stage.STATED: _("stated by the company"),
        Stage.VERIFIED: _("verified against a source"),
    }
    return words[stage]


def _group_word(name: str) -> str:
    words = {
        "traject": _("Companies in a trajectory"),
        "alleen-intake": _("Companies with an intake, never in a trajectory"),
        "alleen-gesprek": _("Companies with a talk only"),
        "afgewezen": _("Companies that were turned down"),
        "laat": _("Companies in a trajectory since less than a year"),
        "gescand": _("Companies scanned"),
        "opnieuw-gescand": _("Companies scanned again on a later day"),
        "stap-gezet": _("Companies that showed a step"),
        "stap-na-opnieuw": _("Part of those scanned again that showed a step"),
    }
    return words.get(name, name)


def _journey_word(cell: str) -> str:
    words = {
        "open": _("open trajectories"),
        "geeindigd": _("trajectories ended in twelve months"),
        "met-resultaat": _("ended in twelve months with a result that the target asks for"),
    }
    return words[cell]


def _survey_word(what: str) -> str:
    words = {
        "gevraagd": pgettext("survey", "Asked"),
        "geantwoord": pgettext("survey", "Answered"),
        "respons": pgettext("survey", "Response"),
    }
    return words[what]


def _result_word(cell: str) -> str:
    words = {
        "bedrijven": _("number of companies"),
        "resultaten": _("number of results"),
        "gevraagd": _("results that a company was asked about"),
        "geantwoord": _("answered"),
        "klopt-niet": _("said that it is not so"),
        "geen-antwoord": _("no answer"),
        "wacht-nog": _("may still answer"),
        "respons": _("response"),
        "dankzij": _("part that companies owe to the help"),
    }
    return words[cell]
