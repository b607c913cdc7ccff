"""Which answers are left when conditions on questions must hold, all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from kopgroep.programme.scan_checks.bounds import FAR, Span, exact, has_multiple, within
from kopgroep.programme.scans import Condition, Item, ItemKind, Otherwise, Scan, Section

ONE = Fraction(1)


@dataclass(frozen=True)
class Left:
    """What is left of one question: the words that may be answered or ticked, and the number or number of ticks."""

    words: frozenset[str]
    span: Span
    one_each: tuple[frozenset[str], ...] = ()
    """Of each of these sets something must be ticked."""


def everything(scan: Scan, item: Item) -> Left:
    """Every answer that a question takes."""
    words = frozenset(scan.words(item))
    if item.kind is ItemKind.MANY:
        return Left(words, (Fraction(0), Fraction(min(len(words), item.most or len(words)))))
    low = -FAR if item.minimum is None else exact(item.minimum)
    return Left(words, (low, FAR if item.maximum is None else exact(item.maximum)))


def narrowed(item: Item, left: Left, condition: Condition) -> Left | None:
    """What is left under one more condition; None when nothing is."""
    chosen = frozenset(condition.one_of)
    if item.kind is ItemKind.MANY:
        words = left.words - frozenset(condition.none_of)
        one_each = (*left.one_each, chosen) if chosen else left.one_each
        span = within(left.span, condition.at_least, condition.below)
        span = span and within((span[0], min(span[1], Fraction(len(words)))), 1 if one_each else 0, None)
        fits = span is not None and has_multiple(span, ONE) and all(words & some for some in one_each)
        return Left(words, span, one_each) if span is not None and fits else None
    if item.kind is ItemKind.NUMBER:
        span = within(left.span, condition.at_least, condition.below)
        step = Fraction(1, 10**item.decimals)
        return replace(left, span=span) if span is not None and has_multiple(span, step) else None
    words = (left.words & chosen if chosen else left.words) - frozenset(condition.none_of)
    return replace(left, words=words) if words or not left.words else None


def nought_meets(item: Item, condition: Condition) -> bool:
    """Whether a structural zero meets a condition: the number 0, no ticks, none of the words."""
    if item.otherwise is not Otherwise.ZERO or condition.one_of or condition.within_months:
        return False
    low, below = condition.at_least, condition.below
    return bool(condition.none_of) or ((low is None or low <= 0) and (below is None or below > 0))


class Possible:
    """The questions of a scan while some conditions hold.

    A condition on a question can only hold when that question is asked, so the conditions on its route hold as well,
    and so on upwards. ``because`` says why all of it cannot be; None when nothing speaks against it.
    """

    def __init__(self, scan: Scan, conditions: Iterable[Condition]) -> None:
        self.scan = scan
        self.conditions = tuple(conditions)
        self.left: dict[str, Left] = {}
        """What is left of the questions that must be answered."""
        self.because: str | None = None
        waiting = [condition for condition in self.conditions if condition.item]
        while waiting and self.because is None:
            waiting += self._take(waiting.pop(0))

    def _take(self, condition: Condition) -> list[Condition]:
        """Let a condition hold; gives the conditions that must hold for it."""
        item = self.scan.items[condition.item or ""]
        if nought_meets(item, condition):
            return []
        first = item.code not in self.left
        left = narrowed(item, self.left.get(item.code) or everything(self.scan, item), condition)
        if left is None:
            self.because = f"no answer to {item.code!r} fits all of it, the routing included"
            return []
        self.left[item.code] = left
        return list(self.route(item)) if first else []

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {item.code: section for section, item in self.scan.walk()}

    def route(self, item: Item) -> tuple[Condition, ...]:
        """What must hold for a question to be asked."""
        return (*self._sections[item.code].when, *item.when)

    def further(self, conditions: Iterable[Condition]) -> "Possible":
        """The same with more conditions."""
        return Possible(self.scan, (*self.conditions, *conditions))

    def can_be_asked(self, item: Item) -> bool:
        """Whether a question can be asked while all of it holds."""
        return self.further(self.route(item)).because is None

    def is_zero(self, item: Item) -> bool:
        """Whether a question surely is a structural zero: an answer that must be there routes past it."""
        page = self._sections[item.code].when
        return (
            item.otherwise is Otherwise.ZERO
            and not page
            and any(when.item in self.left and self.further([when]).because is not None for when in item.when)
        )

    def left_of(self, item: Item) -> Left:
        """What is left of a question, whether it must be answered or not."""
        return self.left.get(item.code) or everything(self.scan, item)
