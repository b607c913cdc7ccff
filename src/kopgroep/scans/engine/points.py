"""What one answer is worth, from 0 to 1."""

from fractions import Fraction

from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.programme.scans.conditions import NO, PARTLY, YES
from kopgroep.scans.engine.numbers import exact
from kopgroep.scans.engine.states import Answer, State

WORDS = {YES: Fraction(1), PARTLY: Fraction(1, 2), NO: Fraction(0)}


def points(scan: Scan, item: Item, answer: Answer) -> Fraction | None:
    """The points of an answer; None when it was not measured, or when the question or the option is not scored.

    Ticks: the share of the list that was ticked or, when the options have points of their own, their sum up to 1.
    A number: the points of the highest band that it reaches.
    """
    if answer.state is State.ZERO:
        return Fraction(0)
    value = answer.value
    if value is None or item.kind in (ItemKind.DATE, ItemKind.TEXT):
        return None
    if item.kind is ItemKind.CHOICE:
        return next((_of(option.points) for option in scan.options(item) if option.code == value), None)
    if isinstance(value, tuple):
        return _of_ticks(scan, item, value)
    if isinstance(value, int | float):
        return _of_number(item, value)
    return WORDS[value]


def ticked(scan: Scan, item: Item, ticks: tuple[str, ...]) -> int:
    """How many things were ticked; "nothing of this" is no thing."""
    return len([option for option in scan.options(item) if option.code in ticks and not option.alone])


def _of(points: float | None) -> Fraction | None:
    return None if points is None else exact(points)


def _of_ticks(scan: Scan, item: Item, ticks: tuple[str, ...]) -> Fraction:
    worth = {option.code: option.points for option in scan.options(item)}
    if all(points is None for points in worth.values()):
        return Fraction(ticked(scan, item, ticks), max(1, ticked(scan, item, tuple(worth))))
    return min(Fraction(1), sum((_of(worth[tick]) or Fraction(0) for tick in ticks), Fraction(0)))


def _of_number(item: Item, value: float) -> Fraction | None:
    if not item.bands:
        return None
    reached = [band.points for band in item.bands if exact(value) >= exact(band.at_least)]
    return exact(reached[-1]) if reached else Fraction(0)
