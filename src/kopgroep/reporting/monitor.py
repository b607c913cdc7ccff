"""Every target beside what was reached: the figure, where it should be by today, and a verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kopgroep.base.periods import quarter_ends, quarter_of
from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import Indicator, current
from kopgroep.reporting.counting import Window, days, window
from kopgroep.reporting.counts import Counts
from kopgroep.reporting.forecast import Forecast
from kopgroep.reporting.outlook import Outlook, Told, outlooks, told_of
from kopgroep.reporting.tallies import counts
from kopgroep.reporting.view import View, as_view

NEARLY = 0.9
"""From this part of what was expected on, a figure is nearly there and not behind."""


class Verdict(StrEnum):
    """How a figure stands against its target."""

    REACHED = "reached"
    ON_COURSE = "on-course"
    NEARLY = "nearly"
    BEHIND = "behind"
    AHEAD = "ahead"
    """Its period has not begun."""
    REFERENCE = "reference"
    """To compare with; nobody promised it."""


def verdict(indicator: Indicator, figure: int, expected: int | None) -> Verdict:
    """The verdict on a figure, with ``expected`` rounded to whole ones as people read it."""
    if indicator.reference:
        return Verdict.REFERENCE
    if expected is None:
        return Verdict.AHEAD
    if figure >= indicator.value:
        return Verdict.REACHED
    if figure >= expected:
        return Verdict.ON_COURSE
    return Verdict.NEARLY if figure >= NEARLY * expected else Verdict.BEHIND


def expected_by(indicator: Indicator, span: Window | None) -> int | None:
    """Where a figure should be by now, along its path or else evenly over its window; None before it begins."""
    if span is None:
        return None
    if not indicator.path:
        return int(indicator.value * span.elapsed + 0.5)
    return int(along(indicator, span.on) + 0.5)


def along(indicator: Indicator, on: date) -> float:
    """The height of the path on a day: even between the ends of the quarters that it names, and up to the target."""
    before, reached = indicator.period.starts_on - timedelta(days=1), 0
    steps = [(quarter_ends(quarter), value) for quarter, value in sorted(indicator.path.items())]
    for ends_on, value in [*steps, (indicator.period.ends_on, indicator.value)]:
        if on <= ends_on:
            part = (on - before).days / max((ends_on - before).days, 1)
            return reached + (value - reached) * part
        before, reached = ends_on, value
    return float(indicator.value)


@dataclass(frozen=True)
class MonitorRow:
    """One target on one day."""

    indicator: Indicator
    value: int
    expected: int | None
    verdict: Verdict
    window: Window | None
    outlook: Outlook | None = None
    """None for what has not begun, for a reference, and for a part of the programme."""
    told: tuple[Told, ...] = ()
    """What closed quarters said of it, in order; nothing for a part of the programme."""

    @property
    def forecast(self) -> Forecast | None:
        """Where it will end; None where too little is known to say."""
        return self.outlook.forecast if self.outlook else None


def monitor_rows(
    on: date | View, indicators: Iterable[Indicator] | None = None, *, counted: Counts | None = None
) -> list[MonitorRow]:
    """A row for every indicator of the programme that is in use on a day, in the programme's own order.

    ``counted`` are the answers for that view, for a caller that asks more of them.
    """
    programme, view = current(), as_view(on)
    chosen = programme.indicators if indicators is None else indicators
    shown = [indicator for indicator in chosen if indicator.is_active(view.on)]
    figures = (counted or counts(view)).figures(shown)
    told = {} if view.cut else told_of(view)
    ahead = outlooks(figures, shown, view, told)
    return [_row(item, figures[item.code], view.on, ahead.get(item.code), told.get(item.code, ())) for item in shown]


def _row(indicator: Indicator, figure: int, on: date, ahead: Outlook | None, told: Sequence[Told]) -> MonitorRow:
    span = window(indicator, on)
    expected = expected_by(indicator, span)
    return MonitorRow(indicator, figure, expected, verdict(indicator, figure, expected), span, ahead, tuple(told))


def themed(rows: Iterable[MonitorRow]) -> dict[str, list[MonitorRow]]:
    """The rows by theme code, in the order of the programme's themes; "" holds those of the whole programme, last."""
    groups: dict[str, list[MonitorRow]] = {code: [] for code in (*(theme.code for theme in current().themes), "")}
    for row in rows:
        groups[row.indicator.theme or ""].append(row)
    return {code: found for code, found in groups.items() if found}


@dataclass(frozen=True)
class QuarterPoint:
    """The figure at the end of a quarter (or on the day asked for, in the last one), and what was expected."""

    year: int
    quarter: int
    value: int
    expected: int

    @property
    def label(self) -> str:
        """Such as ``2023-2``: the second quarter."""
        return f"{self.year}-{self.quarter}"


def quarters(indicator: Indicator, on: date, lines: EntryQuerySet | None = None) -> list[QuarterPoint]:
    """How the figure grew, quarter by quarter, from the start of its window up to a day.

    ``lines`` are the lines behind it, for a caller that has them already.
    """
    span = window(indicator, on)
    if span is None:
        return []
    rises, points, first = days(indicator, on, lines), [], span.starts_on
    while first <= span.on:
        last = min(quarter_of(first)[1], span.on)
        expected = expected_by(indicator, Window(span.starts_on, span.ends_on, last)) or 0
        reached = sum(day <= last for day in rises)
        points.append(QuarterPoint(first.year, (first.month + 2) // 3, reached, expected))
        first = last + timedelta(days=1)
    return points
