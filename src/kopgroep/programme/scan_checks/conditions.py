"""Conditions look at what is there and at what they can look at, with a test that fits the kind of answer."""

from collections.abc import Iterable, Iterator, Sequence

from kopgroep.programme.faults import known
from kopgroep.programme.scan_checks.ground import Ground, words_of
from kopgroep.programme.scans import Condition, CountScale, GateScale, Item, ItemKind, MeanScale
from kopgroep.programme.yaml_lines import KeyPath

CHOSEN = (ItemKind.YES_NO, ItemKind.YES_PARTLY_NO, ItemKind.CHOICE, ItemKind.MANY)
"""Answers that are words."""
RANGED = (ItemKind.NUMBER, ItemKind.MANY)
"""Answers that are a number, or a number of ticks."""

WORD_TESTS = ("one_of", "none_of")

Placed = tuple[KeyPath, Condition]


def check_conditions(ground: Ground) -> None:
    """Every condition of the scan."""
    _check_routing(ground)
    for path, condition in _in_scales(ground):
        if condition.scale:
            ground.blame((*path, "scale"), "a score that looks at a score", "Name an item; only advice looks at scales")
        elif condition.none_of:
            problem = "points for what was not answered: with a better answer the score could fall"
            ground.blame((*path, "none_of"), problem, "Write one_of: with the answers that count")
        else:
            _check(ground, path, condition)
    for path, condition in placed(("counting",), ground.scan.counting):
        if condition.scale:
            problem = "whether a filling counts does not hang on its score"
            ground.blame((*path, "scale"), problem, "Name an item")
        else:
            _check(ground, path, condition)
    for at, advice in enumerate(ground.scan.advice):
        for path, condition in placed(("advice", at, "when"), advice.when):
            _check(ground, path, condition)


def placed(path: KeyPath, conditions: Iterable[Condition]) -> Iterator[Placed]:
    """Conditions with the place of each."""
    yield from (((*path, at), condition) for at, condition in enumerate(conditions))


def _check_routing(ground: Ground) -> None:
    """Routing may only look back: at questions that stand before."""
    before: set[str] = set()
    for path, section in ground.sections():
        _check_back(ground, placed((*path, "when"), section.when), before)
        for at, item in enumerate(section.items):
            _check_back(ground, placed((*path, "items", at, "when"), item.when), before)
            before.add(item.code)


def _check_back(ground: Ground, conditions: Iterable[Placed], before: set[str]) -> None:
    for path, condition in conditions:
        if condition.scale:
            problem = "a question that waits for a score: no score is known yet"
            ground.blame((*path, "scale"), problem, "Name an item that stands before")
        elif condition.item in ground.scan.items and condition.item not in before:
            problem = f"{condition.item!r} does not stand before this"
            ground.blame((*path, "item"), problem, "Move that question up, or look at an earlier one")
        else:
            _check(ground, path, condition)


def _in_scales(ground: Ground) -> Iterator[Placed]:
    for path, scale in ground.scales():
        if isinstance(scale, CountScale | MeanScale):
            for at, variable in enumerate(scale.variables):
                yield from placed((*path, "variables", at, "all_of"), variable.all_of)
        if isinstance(scale, GateScale):
            for at, gate in enumerate(scale.gates):
                yield from placed((*path, "gates", at, "must"), gate.must)
                yield from placed((*path, "gates", at, "either"), gate.either)


def _check(ground: Ground, path: KeyPath, condition: Condition) -> None:
    if condition.item and ground.known((*path, "item"), condition.item, ground.scan.items, "item"):
        _check_item(ground, path, condition, ground.scan.items[condition.item])
    if condition.scale and ground.known((*path, "scale"), condition.scale, ground.scan.scale_of, "scale"):
        _check_level(ground, path, condition, condition.scale)


def _check_item(ground: Ground, path: KeyPath, condition: Condition, item: Item) -> None:
    key, kinds, subject = _test_of(condition)
    if item.kind not in kinds:
        problem = f"{key} goes with {subject}, and {item.code!r} is of kind {item.kind}"
        ground.blame((*path, key), problem, _remedy_for(item.kind))
    elif key in WORD_TESTS and (words := words_of(ground.scan, item)):
        _check_words(ground, (*path, key), condition.one_of or condition.none_of, words, f"answers of {item.code}")


def _test_of(condition: Condition) -> tuple[str, tuple[ItemKind, ...], str]:
    """The key of a condition's test, the kinds of question it fits, and those kinds in words."""
    if condition.one_of or condition.none_of:
        return ("one_of" if condition.one_of else "none_of"), CHOSEN, "words"
    if condition.within_months:
        return "within_months", (ItemKind.DATE,), "a date"
    return ("below" if condition.at_least is None else "at_least"), RANGED, "a number or ticks"


def _remedy_for(kind: ItemKind) -> str:
    if kind in CHOSEN:
        return "Write one_of: or none_of:"
    others = {ItemKind.NUMBER: "Write at_least: or below:", ItemKind.DATE: "Write within_months:"}
    return others.get(kind, "Look at another question: a text has no test")


def _check_level(ground: Ground, path: KeyPath, condition: Condition, scale: str) -> None:
    levels = tuple(level.code for level in ground.scan.scale_of[scale].levels)
    if condition.one_of and not levels:
        ground.blame((*path, "one_of"), f"scale {scale!r} has no levels", "Write at_least: or below:, or add levels:")
    elif condition.one_of:
        _check_words(ground, (*path, "one_of"), condition.one_of, levels, f"levels of {scale}")


def _check_words(ground: Ground, path: KeyPath, chosen: Sequence[str], words: Sequence[str], what: str) -> None:
    for at, word in enumerate(chosen):
        if word not in words:
            ground.blame((*path, at), f"no such word {word!r}", known(word, words, what))
