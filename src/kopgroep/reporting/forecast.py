"""Where a count will end if things go on as they did: plain arithmetic, with its uncertainty."""

from dataclasses import dataclass
from math import sqrt

FEWEST = 3
"""Fewer events say too little about the pace."""
SHORTEST = 0.1
"""Nor does a smaller part of the period."""
EIGHTY_PERCENT = 1.2816
"""Standard deviations on either side of the middle between which four out of five outcomes lie."""


@dataclass(frozen=True)
class Forecast:
    """The expected end value and the interval in which it lies with 80 % chance."""

    middle: int
    low: int
    high: int


def forecast(actual: int, elapsed: float) -> Forecast | None:
    """Go on at the pace so far: ``actual`` events in the part ``elapsed`` (0 to 1) of the period.

    Events to come spread as a count (Poisson) around a pace that is itself known from ``actual`` events only; together
    that makes the variance ``rest / elapsed``. None when too little is known, or nothing is left to forecast. It does
    not know of plans, holidays or a pool that runs dry: a reason to look, never a result.
    """
    if actual < FEWEST or not SHORTEST <= elapsed < 1:
        return None
    rest = actual * (1 - elapsed) / elapsed
    spread = EIGHTY_PERCENT * sqrt(rest / elapsed)
    return Forecast(round(actual + rest), round(actual + max(rest - spread, 0)), round(actual + rest + spread))
