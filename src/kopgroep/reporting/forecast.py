"""Where a count will end if things go on as they did: plain arithmetic, with its uncertainty.

How it works and how often the interval holds: docs/explanation/forecast.md. It is measured by benchmarks/forecast.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import exp, log, sqrt

from kopgroep.reporting.counting import Window
from kopgroep.reporting.season import EVEN, Rise, Season, weighed_days

FEWEST = 3
"""Fewer events say too little about the pace."""
SHORTEST = 0.1
"""Nor does a smaller part of the period."""
EIGHTY_PERCENT = 1.2816
"""Standard deviations on either side of the middle between which four out of five outcomes lie."""

QUARTER = 365 / 4
"""Days."""
MONTH = Fraction(365, 12)
"""Days."""
HALF_LIFE = 4.0
"""After so many quarters what happened weighs half."""
USUAL_SPREAD = 2.0
"""How many times as widely as pure chance (Poisson) the counts of quarters usually lie apart."""
SURE_OF_SPREAD = 4
"""As many pairs of quarters as that usual spread weighs."""
DRIFT = 0.18
"""The part by which a pace usually changes from one quarter to the next, up or down."""


class WhyNot(StrEnum):
    """Why there is no forecast."""

    OVER = "over"
    """Its time has passed: the figure is the end."""
    TOO_FEW = "too-few"
    TOO_SHORT = "too-short"


@dataclass(frozen=True)
class Forecast:
    """The expected end value and the interval in which it lies with 80 % chance."""

    middle: int
    low: int
    high: int


def rises(points: Iterable[tuple[date, int]], starts_on: date, *, per_year: bool = False) -> list[Rise]:
    """How a figure rose between days on which it was read, in order, from the first day on that it counts.

    ``per_year`` for a figure that starts again on 1 January. Where a later reading is lower, because lines were taken
    back, it is the earlier ones that were too high.
    """
    lowered: list[tuple[date, int]] = []
    for day, value in sorted(points, reverse=True):
        same = lowered and not (per_year and day.year != lowered[-1][0].year)
        lowered.append((day, min(value, lowered[-1][1]) if same else value))
    found: list[Rise] = []
    first, reached = starts_on, 0
    for day, value in reversed(lowered):
        begin = max(date(day.year, 1, 1), starts_on) if per_year else starts_on
        if first <= begin:
            first, reached = begin, 0
        if day >= first:
            found.append(Rise(first, day, value - reached))
            first, reached = day + timedelta(days=1), value
    return found


def why_not(history: Sequence[Rise], span: Window) -> WhyNot | None:
    """Why these rises allow no forecast for the end of a window; None when they do."""
    if span.on >= span.ends_on:
        return WhyNot.OVER
    if sum(rise.by for rise in history) < FEWEST:
        return WhyNot.TOO_FEW
    if sum(rise.days for rise in history) < SHORTEST * ((span.ends_on - span.starts_on).days + 1):
        return WhyNot.TOO_SHORT
    return None


def forecast(history: Sequence[Rise], span: Window, season: Season = EVEN) -> Forecast | None:
    """Go on at the pace so far, recent quarters weighing more, in the season that is to come.

    What is still to come varies for three reasons, that add up: counts lie further apart than pure chance, the pace is
    known from those counts only, and it drifts. The end is never below what was reached. None where ``why_not`` says
    why. It knows nothing of plans or of a group that runs dry: a reason to look, never a result.
    """
    if why_not(history, span):
        return None
    reached = sum(rise.by for rise in history if rise.starts_on >= span.starts_on)
    ahead = weighed_days(span.on + timedelta(days=1), span.ends_on, season)
    weights = [(_weight(rise, span.on), weighed_days(rise.starts_on, rise.ends_on, season)) for rise in history]
    known = sum(weight * days for weight, days in weights)
    pace = sum(weight * rise.by for (weight, _days), rise in zip(weights, history, strict=True)) / known
    rest = pace * ahead
    if not rest:
        return Forecast(reached, reached, reached)
    chance = spread([(rise.by, days) for (_weight_, days), rise in zip(weights, history, strict=True)], pace) / rest
    unsure = sum(weight**2 * days for weight, days in weights) / known**2 * ahead
    quarters_ahead = (span.ends_on - span.on).days / QUARTER
    # As part of the square of what is expected, so that the three can be added.
    off = log(1 + chance * (1 + unsure) + DRIFT**2 * (1 + quarters_ahead / 3))
    low, high = (rest * exp(-off / 2 + side * EIGHTY_PERCENT * sqrt(off)) for side in (-1, 1))
    return Forecast(round(reached + rest), reached + int(low), reached + round(high + 0.5))


def _weight(rise: Rise, on: date) -> float:
    age = (on - rise.ends_on).days + rise.days / 2
    return float(0.5 ** (age / QUARTER / HALF_LIFE))


def spread(counts: Sequence[tuple[int, float]], pace: float) -> float:
    """How many times as widely as pure chance the counts of neighbouring stretches lie apart; at least once.

    Neighbours, because a pace that rises for years is no spread. Each count comes with the days that it weighs.
    """
    pairs = [(n / days - m / before) ** 2 / (1 / days + 1 / before) for (m, before), (n, days) in pairwise(counts)]
    found = (USUAL_SPREAD * SURE_OF_SPREAD + sum(pairs) / pace) / (SURE_OF_SPREAD + len(pairs))
    return max(found, 1.0)


def pace_per_month(history: Sequence[Rise]) -> Fraction | None:
    """How many came a month over the last twelve months, or over all that is known; None when nothing is."""
    by = days = 0
    for rise in sorted(history, key=lambda rise: rise.ends_on, reverse=True):
        if days >= 365 - 1:
            break
        by, days = by + rise.by, days + rise.days
    return by * MONTH / days if days else None


def needed_per_month(target: int, reached: int, span: Window) -> Fraction | None:
    """How many a month are needed from now on; None when the target is reached, or its time is over."""
    left, days = target - reached, (span.ends_on - span.on).days
    return left * MONTH / days if left > 0 and days > 0 else None
