"""The yearly survey in words: states, groups, what was written down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import short_day
from kopgroep.casework import survey_figures as figures
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.programme import current
from kopgroep.programme.scans import ItemKind, Scan
from kopgroep.programme.scans.conditions import YES

State = SurveyAsk.State
UNANSWERED = (State.SILENT, State.REFUSED, State.BOUNCED, State.NO_ADDRESS, State.NOT_MAILED)
"""Why somebody did not answer, in the order in which the page tells it."""
DAY, WEEK, MONTH = 1, 7, 31
"""In days."""
CALL = "bellen"
"""The question of the survey with which a company says that it may be called about what it wrote."""


@dataclass(frozen=True)
class Row:
    """One group: its name, and how many of it answered."""

    name: str
    part: figures.Part


@dataclass(frozen=True)
class Table:
    """The response by one kind of group."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Question:
    """One question with options, and how often each was chosen."""

    ask: str
    n: int
    given: list[tuple[str, int, float]]
    """Name of the option, how many, which share."""


@dataclass(frozen=True)
class Remark:
    """What one company wrote down; its name only when it may be called about it."""

    question: str
    text: str
    company: int | None
    name: str


@dataclass(frozen=True)
class Answers:
    """How many companies answered on one day, or in the week that begins on it."""

    label: str
    value: int


@dataclass(frozen=True)
class Pace:
    """How the answers came in, from the first to the last; days or weeks without one stand between."""

    points: list[Answers]
    per_week: bool


@dataclass(frozen=True)
class Letters:
    """How far the letters are."""

    waiting: int
    tonight: int
    """How many leave in the coming night."""
    nights: int
    """How many nights there are still letters."""


def scan_of(survey: Survey) -> Scan:
    """The questions of a round."""
    return current().scan(current().survey(survey.survey).scan)


def name_of(survey: Survey) -> str:
    """What the survey is called."""
    return current().survey(survey.survey).name.in_(_language())


def letters_of(survey: Survey) -> Letters:
    """What is still to be sent."""
    batch, waiting = current().survey(survey.survey).batch, survey.asks.waiting().count()
    return Letters(waiting, 0 if survey.paused_at else min(batch, waiting), ceil(waiting / batch))


def expected_end(survey: Survey) -> date:
    """The last day on which somebody can answer, once all letters have left as planned."""
    nights = letters_of(survey).nights
    if not nights or survey.closed_at:
        return survey.closes_on
    open_days = current().survey(survey.survey).open_days
    return max(survey.closes_on, survey.opened_at.date() + timedelta(days=nights + open_days))


def reasons(survey: Survey) -> list[tuple[str, int]]:
    """Why companies did not answer, with how many; what did not occur is left out."""
    counts = figures.progress(survey)
    still = counts[State.SENT] + counts[State.REMINDED]
    words = [(str(state.label), counts[state]) for state in UNANSWERED]
    return [(word, n) for word, n in [(_("No answer yet"), still), *words] if n]


def tables(survey: Survey) -> list[Table]:
    """Who answered and who is missing: by theme, size and sector."""
    benchmark, language = current().benchmark, _language()
    themes = {theme.code: theme.name.in_(language) for theme in current().themes}
    sizes = {group.code: group.name.in_(language) for group in benchmark.size_groups}
    sectors = {group.code: group.name.in_(language) for group in benchmark.sector_groups}
    kinds: list[tuple[str, dict[str, str], Callable[[Survey], list[figures.Part]]]] = [
        (_("Theme"), themes, figures.by_theme),
        (_("Size"), sizes, figures.by_size),
        (_("Sector"), sectors, figures.by_sector),
    ]
    return [
        Table(title, [Row(names.get(part.code, _("Other, or not known")), part) for part in of(survey)])
        for title, names, of in kinds
    ]


def pace(survey: Survey) -> Pace:
    """How many answered per day; per week when it took longer than a month."""
    found, language = dict(figures.by_day(survey)), _language()
    if not found:
        return Pace([], per_week=False)
    first, last = min(found), max(found)
    step = DAY if (last - first).days < MONTH else WEEK
    first -= timedelta(days=first.weekday() if step == WEEK else 0)
    starts = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    return Pace([Answers(short_day(day, language), _between(found, day, step)) for day in starts], step == WEEK)


def _between(found: dict[date, int], first: date, days: int) -> int:
    return sum(found.get(first + timedelta(days=n), 0) for n in range(days))


def marks(survey: Survey) -> list[tuple[str, figures.Mark]]:
    """Every question that gives a mark, with its words."""
    scan, language = scan_of(survey), _language()
    codes = current().survey(survey.survey).scores
    return [(scan.items[code].ask.in_(language), figures.mark(survey, scan.items[code])) for code in codes]


def questions(survey: Survey) -> list[Question]:
    """Every question with options that enough companies answered."""
    scan, language = scan_of(survey), _language()
    told = []
    for one in figures.answers(scan, figures.fillings_of(survey)):
        if one.item.code == CALL:
            continue
        names = {option.code: option.name.in_(language) for option in scan.options(one.item)}
        names = names or {"yes": _("Yes"), "partly": _("In part"), "no": _("No")}
        given = [(names[word], n, n / one.n) for word, n in one.given]
        told.append(Question(one.item.ask.in_(language), one.n, given))
    return told


def remarks(survey: Survey) -> list[Remark]:
    """What companies wrote down, by question; in an order that does not tell who answered when."""
    scan, language = scan_of(survey), _language()
    found = []
    for filling in figures.fillings_of(survey):
        may_call = filling.answers.get(CALL, {}).get("value") == YES
        company = filling.company if may_call else None
        for item in scan.items.values():
            text = filling.answers.get(item.code, {}).get("value")
            if item.kind is ItemKind.TEXT and text:
                pk, name = (company.pk, company.name) if company else (None, "")
                found.append(Remark(item.ask.in_(language), str(text), pk, name))
    return sorted(found, key=lambda remark: (remark.question, remark.text.casefold()))


def sheet(survey: Survey) -> list[list[str]]:
    """Every figure of the page as rows: what, of which group, value, number of companies."""
    rows = [[_("Response"), _("All"), *_response(figures.response(survey))]]
    rows += [[_("State"), str(state.label), str(n), ""] for state, n in figures.progress(survey).items()]
    rows += [[table.title, row.name, *_response(row.part)] for table in tables(survey) for row in table.rows]
    rows += [[_("Letters of a day"), day.isoformat(), *_response(part)] for day, part in figures.by_batch(survey)]
    rows += [[_("Answers of a day"), day.isoformat(), str(n), ""] for day, n in figures.by_day(survey)]
    for ask, mark in marks(survey):
        mean = _("fewer than ten") if mark.mean is None else f"{mark.mean:.2f}"
        rows.append([ask, _("Mean"), mean, str(mark.n)])
        rows += [[ask, str(band), str(band.times), str(mark.n)] for band in mark.given]
    rows += [[one.ask, option, str(times), str(one.n)] for one in questions(survey) for option, times, _s in one.given]
    return rows


def _response(part: figures.Part) -> list[str]:
    return [str(part.answered), str(part.asked)]


def _language() -> str:
    return get_language() or "nl"
