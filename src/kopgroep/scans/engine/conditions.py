"""Whether a condition holds, when an answer may also be unknown or not apply."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum

from kopgroep.base.periods import months_before
from kopgroep.programme.scans import Condition, Item, ItemKind, Scan
from kopgroep.scans.engine.numbers import exact
from kopgroep.scans.engine.points import ticked
from kopgroep.scans.engine.states import Answer, State, Value


class Holds(IntEnum):
    """The outcome of a condition; of several, the highest one decides."""

    MET = 0
    NOT_APPLICABLE = 1
    """It is about something that does not concern this company."""
    UNKNOWN = 2
    """Nobody knows: not answered, or answered with "I don't know"."""
    UNMET = 3


UNKNOWN_STATES = (State.DONT_KNOW, State.NOT_ASKED)


def all_of(outcomes: Iterable[Holds]) -> Holds:
    """Whether all hold. One that does not is enough to know; otherwise one unknown leaves it open."""
    return max(outcomes, default=Holds.MET)


def any_of(outcomes: Iterable[Holds]) -> Holds:
    """Whether one of them holds; of no conditions at all, nothing is asked."""
    return min(outcomes, default=Holds.MET)


def on_answer(condition: Condition, scan: Scan, item: Item, answer: Answer, on: date) -> Holds:
    """Whether a condition on an item holds on a day.

    A structural zero is the number 0, or no ticks; it is none of the options and no date.
    """
    if answer.state is State.NOT_APPLICABLE:
        return Holds.NOT_APPLICABLE
    if answer.state in UNKNOWN_STATES:
        return Holds.UNKNOWN
    return Holds.MET if _meets(condition, scan, item, answer.value, on) else Holds.UNMET


def on_score(condition: Condition, value: float | None, level: str | None) -> Holds:
    """Whether a condition on a scale holds, by what is shown of it."""
    if value is None:
        return Holds.UNKNOWN
    met = level in condition.one_of if condition.one_of else _in_range(condition, value)
    return Holds.MET if met else Holds.UNMET


def _meets(condition: Condition, scan: Scan, item: Item, value: Value | None, on: date) -> bool:
    if condition.within_months is not None:
        return isinstance(value, str) and _recent(value, condition.within_months, on)
    ticks = value if isinstance(value, tuple) else (value,)
    if condition.one_of:
        return any(tick in condition.one_of for tick in ticks)
    if condition.none_of:
        return not any(tick in condition.none_of for tick in ticks)
    if item.kind is ItemKind.MANY:
        return _in_range(condition, ticked(scan, item, value) if isinstance(value, tuple) else 0)
    if item.kind is ItemKind.NUMBER:
        return _in_range(condition, value if isinstance(value, int | float) else 0)
    return False


def _recent(day: str, months: int, on: date) -> bool:
    return months_before(on, months) <= date.fromisoformat(day) <= on


def _in_range(condition: Condition, value: float) -> bool:
    low, high = condition.at_least, condition.below
    return (low is None or exact(value) >= exact(low)) and (high is None or exact(value) < exact(high))
