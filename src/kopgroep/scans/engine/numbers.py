"""Exact numbers, and how they are shown: with one decimal, a half up."""

from fractions import Fraction
from math import floor

PERCENT = 100
TENTHS = 10


def exact(number: float) -> Fraction:
    """The number as a person wrote it: 0.1 is one tenth, not the float beside it."""
    return Fraction(repr(number))


def shown(number: Fraction) -> float:
    """One decimal, a half up: 39.95 becomes 40.0, and -0.05 becomes 0.0."""
    return floor(number * TENTHS + Fraction(1, 2)) / TENTHS


def growth_a_year(start: Fraction, end: Fraction, years: int) -> Fraction | None:
    """Mean growth a year in per cent, to one decimal; None when there was nothing to grow from.

    A root is seldom a fraction, so the decimal is found by whole numbers: the largest one whose lower edge, to the
    power of ``years``, is not above the ratio.
    """
    if start <= 0 or end < 0:
        return None
    ratio, unit = end / start, PERCENT * TENTHS

    def reaches(steps: int) -> bool:
        return steps <= 0 or Fraction(2 * steps - 1, 2 * unit) ** years <= ratio

    steps = 0
    stride = 1
    while reaches(steps + stride):
        steps, stride = steps + stride, stride * 2
    while stride > 1:
        stride //= 2
        if reaches(steps + stride):
            steps += stride
    return Fraction(steps - unit, TENTHS)
