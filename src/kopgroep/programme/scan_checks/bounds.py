"""Which answers are still possible when some conditions must hold, and which scores follow from those.

All of it errs on one side. Bounds are never narrower than the truth, so what is found impossible is impossible; what
passes may still be impossible in a way that looking at questions one at a time cannot see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, inf

Span = tuple[Fraction, Fraction]
"""From the lowest to the highest, both possible."""

FAR = Fraction(10**400)
"""Stands for no limit at all."""
NEAR = Fraction(1, 10**9)
"""What lies below a bound that is not itself possible: finer than any answer or score is shown."""


def exact(number: float) -> Fraction:
    """The number as written: 0.1 is one tenth."""
    if number in (inf, -inf):
        return FAR if number > 0 else -FAR
    return Fraction(repr(float(number)))


def within(span: Span, low: float | None, below: float | None) -> Span | None:
    """The part of a span from ``low`` up to, and not including, ``below``; None when nothing is left."""
    first = span[0] if low is None else max(span[0], exact(low))
    last = span[1] if below is None else min(span[1], exact(below) - NEAR)
    return (first, last) if first <= last else None


def has_multiple(span: Span, step: Fraction) -> bool:
    """Whether a multiple of a step lies in the span."""
    return ceil(span[0] / step) * step <= span[1]


def shown(span: Span) -> Span:
    """Bounds of the same values with one decimal, a half up."""
    low, high = (Fraction(floor(value * 10 + Fraction(1, 2)), 10) for value in span)
    return low, high


@dataclass(frozen=True)
class Piece:
    """What one question gives to a scale: its weight, its points, and whether it may be missing."""

    weight: Fraction
    points: Span
    optional: bool


def mean(pieces: Iterable[Piece]) -> Span | None:
    """Bounds of the weighted mean, times 100, of the pieces that are there; None when none can be."""
    pieces = list(pieces)
    if not pieces:
        return None
    low = -_highest((piece.weight, -piece.points[0], piece.optional) for piece in pieces)
    return low * 100, _highest((piece.weight, piece.points[1], piece.optional) for piece in pieces) * 100


def _highest(found: Iterable[tuple[Fraction, Fraction, bool]]) -> Fraction:
    """The highest weighted mean that leaving out optional ones can give: the best ones join while they lift it."""
    rows = list(found)
    weight = sum((row[0] for row in rows if not row[2]), Fraction(0))
    total = sum((row[0] * row[1] for row in rows if not row[2]), Fraction(0))
    for more, points, _ in sorted((row for row in rows if row[2]), key=lambda row: -row[1]):
        if not weight or points > total / weight:
            weight, total = weight + more, total + more * points
    return total / weight


def count(pieces: Iterable[Piece]) -> Span | None:
    """Bounds of the points together; what is missing gives none. None when there are no pieces."""
    pieces = list(pieces)
    if not pieces:
        return None
    low = sum((piece.weight * piece.points[0] for piece in pieces if not piece.optional), Fraction(0))
    return low, sum((piece.weight * piece.points[1] for piece in pieces), Fraction(0))


def common_step(numbers: Iterable[Fraction]) -> Fraction | None:
    """The largest number of which all are multiples; None when all are nought."""
    step: Fraction | None = None
    for number in _above_nought(numbers):
        step = number if step is None else _greatest_common(step, number)
    return step


def _above_nought(numbers: Iterable[Fraction]) -> Iterator[Fraction]:
    yield from (number for number in numbers if number > 0)


def _greatest_common(one: Fraction, other: Fraction) -> Fraction:
    while other:
        one, other = other, one % other
    return one
