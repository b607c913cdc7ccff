"""The figures without a target, by what they ask, as the page of all figures shows them."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from kopgroep.programme import EntryKind, KeyFigure, current
from kopgroep.programme.figure_checks import rules_of
from kopgroep.programme.key_figures import (
    DaysAsked,
    HoursAsked,
    NeedsAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)
from kopgroep.programme.results import ResultKind
from kopgroep.reporting import figures
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.small_cells import SMALLEST_CELL
from kopgroep.reporting.view import View
from kopgroep.workspace.cut_words import theme_names

PLAIN = {Measure.COUNT, Measure.MINUTES, Measure.CENTS}
"""Numbers that say how much was done; the rest says something of those whom it is about."""
STAGES = (EntryKind.RESULT_FORECAST, EntryKind.RESULT_STATED, EntryKind.RESULT_VERIFIED)


class About(StrEnum):
    """What a figure is about, in the order of the page."""

    REACH = "reach"
    WORK = "work"
    REFERRALS = "referrals"
    OPINION = "opinion"
    RESULTS = "results"


@dataclass(frozen=True)
class FigureRow:
    """One figure with its value; None where it is about too few to show."""

    figure: KeyFigure
    reading: Reading | None

    @property
    def nothing_yet(self) -> bool:
        """Whether nothing was counted at all, so that a nought would say too much."""
        return self.reading is not None and self.reading.n == 0 and not self.reading.part


@dataclass(frozen=True)
class ResultRow:
    """One kind of result at its three stages, which are never added up; None where it is not followed."""

    kind: ResultKind
    stages: list[FigureRow | None]


@dataclass
class Group:
    """Figures under one heading: as a list, and kinds of result in three columns."""

    code: str
    name: str
    rows: list[FigureRow] = field(default_factory=list)
    results: list[ResultRow] = field(default_factory=list)


def about(figure: KeyFigure) -> About:
    """What a figure is about, by the lines that it asks for."""
    ask = figure.ask
    if isinstance(ask, ResultAsked):
        return About.RESULTS
    kinds = {kind.value for _where, rule in rules_of(figure) for kind in rule.kinds}
    if isinstance(ask, DaysAsked):
        kinds |= {ask.start.value, ask.end.value}
    if any(kind.startswith("referral_") for kind in kinds):
        return About.REFERRALS
    if isinstance(ask, ScoreAsked) or any(kind.startswith("survey_") for kind in kinds):
        return About.OPINION
    return About.WORK if isinstance(ask, NeedsAsked | HoursAsked | ShareAsked | DaysAsked) else About.REACH


def about_word(subject: About) -> str:
    """The heading above the figures about one subject."""
    words = {
        About.REACH: _("Whom we reach"),
        About.WORK: _("What they ask, and what we do"),
        About.REFERRALS: _("What partners do with a referral"),
        About.OPINION: _("What companies think of it"),
        About.RESULTS: _("What came of it"),
    }
    return words[subject]


def figure_row(figure: KeyFigure, view: View, *, public: bool) -> FigureRow:
    """One figure. With ``public`` hidden when it tells of fewer than ten, also when that is a sum of results."""
    reading = figures.read(figure, view)
    plain = reading.measure in PLAIN and not isinstance(figure.ask, ResultAsked)
    told = not public or plain or not 0 < reading.n < SMALLEST_CELL
    return FigureRow(figure, reading if told else None)


def grouped_figures(view: View, *, public: bool) -> list[Group]:
    """The figures in use: those of the whole programme by subject, then those of each theme."""
    names = theme_names()
    groups = {subject.value: Group(subject.value, about_word(subject)) for subject in About}
    groups |= {theme.code: Group(theme.code, names[theme.code]) for theme in current().themes}
    staged: dict[str, dict[EntryKind, FigureRow]] = {}
    for figure in current().figures:
        if figure.is_active(view.on):
            row = figure_row(figure, view, public=public)
            if isinstance(figure.ask, ResultAsked) and not figure.theme:
                staged.setdefault(figure.ask.result, {})[figure.ask.kind] = row
            else:
                groups[figure.theme or about(figure).value].rows.append(row)
    for code, found in staged.items():
        row_of = ResultRow(current().result_kind(code), [found.get(stage) for stage in STAGES])
        groups[About.RESULTS].results.append(row_of)
    return [group for group in groups.values() if group.rows or group.results]
