"""Which advice fits a result, and in which order."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import isfinite

from kopgroep.programme.scans import Advice, CountScale, Scan
from kopgroep.scans.engine.conditions import Holds, all_of
from kopgroep.scans.engine.levels import ShownValue
from kopgroep.scans.engine.numbers import PERCENT, exact
from kopgroep.scans.engine.weighing import Judge


def proposals(scan: Scan, on: date, judge: Judge, values: ShownValue) -> tuple[str, ...]:
    """The codes of all advice of which every condition is known to hold.

    A requirement that is not met comes first, then what helps the lowest dimension, then the lower number of priority,
    then the order of the file. A scale from 0 to 12 is compared with one from 0 to 100 by how far up it stands; one
    that was not measured comes last.
    """
    fitting = [advice for advice in scan.advice if advice.is_active(on) and _fits(advice, judge)]
    return tuple(advice.code for advice in sorted(fitting, key=_rank(scan, values)))


def _fits(advice: Advice, judge: Judge) -> bool:
    return all_of(judge(condition) for condition in advice.when) is Holds.MET


def _rank(scan: Scan, values: ShownValue) -> Callable[[Advice], tuple[bool, bool, Fraction, int]]:
    def rank(advice: Advice) -> tuple[bool, bool, Fraction, int]:
        value, scale = values(advice.scale), scan.scale_of[advice.scale]
        top = exact(scale.highest) if isfinite(scale.highest) else Fraction(PERCENT)
        share = Fraction(0) if value is None else exact(value) / top
        required = isinstance(scale, CountScale) and scale.checks and value is not None and share < 1
        return not required, value is None, share, advice.priority

    return rank
