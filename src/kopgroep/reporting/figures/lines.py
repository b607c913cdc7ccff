"""Which lines make up a target or a figure. Every reading is asked of these very lines, so the two cannot differ."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from kopgroep.base.periods import quarter_of
from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import EntryKind, Indicator, KeyFigure, Over, Rule, current
from kopgroep.programme.indicators import Companies, LadderSteps
from kopgroep.programme.key_figures import (
    CountAsked,
    CoverageAsked,
    DaysAsked,
    FirstTimeAsked,
    HoursAsked,
    NeedsAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)
from kopgroep.reporting.counting import counted_lines, lines_behind, of_same_company
from kopgroep.reporting.view import View, as_view

PART, WHOLE = "part", "whole"
"""The two cells of a share: the lines above and below its stroke."""


@dataclass(frozen=True)
class Asking:
    """One question of one view: from which day on, and up to the day of the view."""

    starts_on: date
    view: View

    @property
    def lines(self) -> EntryQuerySet:
        """The lines of the view in these days."""
        return self.view.entries.between(self.starts_on, self.view.on)


def asking(figure: KeyFigure, view: View) -> Asking:
    """The days over which a figure looks, as seen from the day of the view; never before the programme began."""
    first = current().period.starts_on
    if figure.over is Over.YEAR:
        first = max(first, date(view.on.year, 1, 1))
    elif figure.over is Over.QUARTER:
        first = max(first, quarter_of(view.on)[0])
    return Asking(first, view)


def behind(item: Indicator | KeyFigure, on: date | View, cell: str = "") -> EntryQuerySet:
    """The lines behind a target or a figure, or behind one cell of it.

    Cells are the code of a need, and PART or WHOLE of a share; without one all lines are given that play a part.
    """
    view = as_view(on)
    if isinstance(item, Indicator):
        return lines_behind(item, view)
    asked = asking(item, view)
    match item.ask:
        case CountAsked(rule=rule):
            return counted_lines(rule, asked.starts_on, view)
        case FirstTimeAsked():
            return first_times(item.ask, asked)
        case ShareAsked():
            return _of_share(item.ask, asked, cell)
        case CoverageAsked(part=rule):
            area = [place.code for place in current().area]
            return counted_lines(rule, asked.starts_on, view).filter(municipality_code__in=area)
        case NeedsAsked(kinds=kinds):
            named = asked.lines.filter(kind__in=kinds, company__isnull=False, detail__has_key="needs")
            # A code stands in quotes in the list, so that no other code that holds it is found.
            return named.filter(detail__needs__icontains=f'"{cell}"') if cell else named.exclude(detail__needs=[])
        case DaysAsked():
            return ends(item.ask, asked)
        case ScoreAsked(survey=survey, question=question):
            return asked.lines.filter(kind=EntryKind.SURVEY_SCORED, outcome=question, detail__survey=survey)
        case ResultAsked(kind=kind, result=result):
            return asked.lines.filter(kind=kind, outcome=result)
        case HoursAsked():
            return _hours(item.ask, asked)


def needs_figures() -> list[KeyFigure]:
    """The figures of the programme that ask what companies need, in its own order."""
    return [figure for figure in current().figures if isinstance(figure.ask, NeedsAsked)]


def of_companies(rule: Rule) -> bool:
    """Whether a rule counts companies; else it counts lines."""
    return isinstance(rule, Companies | LadderSteps)


def first_times(ask: FirstTimeAsked, asked: Asking) -> EntryQuerySet:
    """The lines of companies that have no such line from before, in whatever part of the ledger."""
    which = Q(kind=ask.kind, company__isnull=False) & (Q(theme=ask.theme) if ask.theme else Q())
    earlier = asked.view.all_entries.filter(which, happened_on__lt=asked.starts_on)
    found = asked.lines.filter(which)
    known = of_same_company(found.order_by(), earlier, asked.view.doubles)
    return found.exclude(pk__in=known.values("pk"))


def whole_of(ask: ShareAsked, asked: Asking) -> EntryQuerySet:
    """The lines below the stroke of a share."""
    return counted_lines(ask.whole, asked.starts_on, asked.view)


def part_of(ask: ShareAsked, asked: Asking) -> EntryQuerySet:
    """The lines above it: only of companies, or of things, that stand below it too."""
    part, whole = counted_lines(ask.part, asked.starts_on, asked.view), whole_of(ask, asked).order_by()
    if of_companies(ask.whole):
        return of_same_company(part, whole, asked.view.doubles)
    same = Exists(whole.filter(subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id")))
    return part.filter(Q(same) | Q(Exists(whole.filter(pk=OuterRef("pk")))))


def _of_share(ask: ShareAsked, asked: Asking, cell: str) -> EntryQuerySet:
    if cell == PART:
        return part_of(ask, asked)
    if cell == WHOLE:
        return whole_of(ask, asked)
    part, whole = (found.order_by().values("pk") for found in (part_of(ask, asked), whole_of(ask, asked)))
    return asked.lines.filter(Q(pk__in=part) | Q(pk__in=whole))


def ends(ask: DaysAsked, asked: Asking) -> EntryQuerySet:
    """The first end of each thing that was begun, when it lies in these days."""
    same = {"subject_type": OuterRef("subject_type"), "subject_id": OuterRef("subject_id")}
    begun = asked.view.all_entries.filter(kind=ask.start, happened_on__lte=OuterRef("happened_on"), **same)
    before = Q(happened_on__lt=OuterRef("happened_on")) | Q(happened_on=OuterRef("happened_on"), pk__lt=OuterRef("pk"))
    ended = asked.view.all_entries.filter(before, kind=ask.end, **same).filter(Exists(begun))
    found = asked.lines.filter(kind=ask.end, subject_id__isnull=False)
    return found.filter(Exists(begun)).exclude(Exists(ended))


def _hours(ask: HoursAsked, asked: Asking) -> EntryQuerySet:
    found = asked.lines.filter(kind=EntryKind.HOURS_WRITTEN)
    if ask.theme:
        found = found.filter(theme=ask.theme)
    return found.filter(line=ask.line) if ask.line else found
