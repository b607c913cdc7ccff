"""Which steps a later scan shows. Whether they are proved is looked at elsewhere."""

from fractions import Fraction
from typing import assert_never

from kopgroep.programme.scans import (
    Comparability,
    Item,
    ItemKind,
    ItemRise,
    LadderRise,
    LevelRise,
    ScaleRise,
    Scan,
    StepRule,
)
from kopgroep.scans.engine.comparing import comparability
from kopgroep.scans.engine.numbers import exact
from kopgroep.scans.engine.points import points, ticked
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.engine.states import Answer, State, Stored

type Taken = tuple[Scan, Stored, Result]
"""A finished scan: its definition, its answers and its result."""


def shown_steps(scan: Scan, before: Taken, after: Taken) -> tuple[StepRule, ...]:
    """The rules of ``scan`` that hold between two finished scans, in the order of the file.

    What is compared must be measured both times, under definitions that compare exactly; the later one must be of a
    later day.
    """
    if after[2].on <= before[2].on:
        return ()
    return tuple(rule for rule in scan.steps if _Pair(before, after).shows(rule))


class _Pair:
    """An earlier and a later scan of one company."""

    def __init__(self, before: Taken, after: Taken) -> None:
        self.older, was, self.earlier = before
        self.newer, now, self.later = after
        self.was = answers(self.older, was, self.earlier.on)
        self.now = answers(self.newer, now, self.later.on)

    def shows(self, rule: StepRule) -> bool:
        match rule:
            case ItemRise():
                return any(self.item_rises(code, rule.rise) for code in rule.items)
            case ScaleRise():
                return self.rises(rule.scale, rule.rise) and all(self.is_same(code) for code in rule.same)
            case LadderRise():
                return self.rises(rule.scale, rule.rise)
            case LevelRise():
                return self.level_rises(rule.scale)
        assert_never(rule)

    def comparable(self, scale: str) -> bool:
        return comparability(self.newer, self.older, scale)[0] is Comparability.EXACT

    def same_question(self, code: str) -> bool:
        """Whether the question was asked in the same words with the same answers to choose from."""
        now, was = self.newer.items.get(code), self.older.items.get(code)
        return now is not None and was is not None and (now.revision, now.kind) == (was.revision, was.kind)

    def item_rises(self, code: str, rise: int) -> bool:
        if not self.same_question(code):
            return False
        was = height(self.older, self.older.items[code], self.was[code])
        now = height(self.newer, self.newer.items[code], self.now[code])
        return was is not None and now is not None and now - was >= rise

    def rises(self, scale: str, rise: int) -> bool:
        if not self.comparable(scale):
            return False
        was, now = self.earlier.scales[scale].value, self.later.scales[scale].value
        return was is not None and now is not None and exact(now) - exact(was) >= rise

    def level_rises(self, scale: str) -> bool:
        if not self.comparable(scale):
            return False
        was, now = self.earlier.scales[scale].level, self.later.scales[scale].level
        order = [level.code for level in self.newer.scale_of[scale].levels]
        return was in order and now in order and order.index(now) > order.index(was)

    def is_same(self, code: str) -> bool:
        known = self.same_question(code) and self.now[code].state.is_measured
        return known and self.was[code] == self.now[code]


def height(scan: Scan, item: Item, answer: Answer) -> int | None:
    """How many options an answer stands above the lowest: by their points, or by their order when they have none.

    Of ticks: how many. A structural zero stands at the bottom. None for what was not measured, and for numbers, days
    and text, which have no options.
    """
    if item.kind in (ItemKind.NUMBER, ItemKind.DATE, ItemKind.TEXT) or not answer.state.is_measured:
        return None
    if answer.state is State.ZERO:
        return 0
    if isinstance(answer.value, tuple):
        return ticked(scan, item, answer.value)
    return _rungs(scan, item).index(_rung(scan, item, str(answer.value)))


def _rungs(scan: Scan, item: Item) -> list[Fraction]:
    return sorted({_rung(scan, item, word) for word in scan.words(item)})


def _rung(scan: Scan, item: Item, word: str) -> Fraction:
    if any(option.points is None for option in scan.options(item)):
        return Fraction(scan.words(item).index(word))
    worth = points(scan, item, Answer(State.VALUE, word))
    assert worth is not None
    return worth
