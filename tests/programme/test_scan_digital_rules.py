"""The digitalisation scan: the safe basics, more never gives less, and advice for everybody."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.programme.scans import Advice, Item, ItemKind, Scan
from kopgroep.scans.engine.results import Result
from tests.programme.digital_answers import DIMENSIONS, SCAN, UNSCORED, Words, by_points, extreme, take


@pytest.fixture
def scan() -> Scan:
    return SCAN


@pytest.mark.parametrize("missing", ["back-up", "twee-stappen", "updates"])
def test_an_open_door_holds_back_the_level_and_comes_first_in_the_advice(scan: Scan, missing: str) -> None:
    best = extreme(scan, high=True)
    assert take(scan, best).scales["kort-digitaal"].level == "koploper"
    ticks = [tick for tick in best["beveiliging"] if tick != missing]
    result = take(scan, best | {"beveiliging": ticks, "updates": "no" if missing == "updates" else "yes"})
    found = result.scales["kort-digitaal"]
    assert (found.level, found.fell_from) == ("op-weg", "koploper")
    floor = {"back-up": "met-back-up", "twee-stappen": "met-twee-stappen", "updates": "updates"}[missing]
    assert (result.scales["veiligheid"].value, result.scales["veiligheid"].unmet) == (2.0, (floor,))
    first = {"back-up": "maak-back-up", "twee-stappen": "zet-twee-stappen-aan", "updates": "regel-updates"}[missing]
    assert result.advice[0] == first


# More never gives less


@given(data=st.data())
def test_more_never_lowers_a_score(data: st.DataObject) -> None:
    scan = SCAN
    words = {code: data.draw(_answer(scan, item), label=code) for code, item in scan.items.items()}
    words |= {"grondigheid": "lang"}
    code = data.draw(st.sampled_from([code for code in words if code not in UNSCORED]))
    more = words | {code: _raised(scan, scan.items[code], words[code], data)}
    before, after = take(scan, words), take(scan, more)
    lower = [code for code in scan.scale_of if _number(after, code) < _number(before, code)]
    assert lower == []


def _answer(scan: Scan, item: Item) -> st.SearchStrategy[Any]:
    if item.kind is ItemKind.NUMBER:
        return st.integers(int(item.minimum or 0), int(item.maximum or 0))
    words = st.sampled_from(scan.words(item))
    return st.lists(words, unique=True) if item.kind is ItemKind.MANY else words


def _raised(scan: Scan, item: Item, word: Any, data: st.DataObject) -> Any:
    if item.kind is ItemKind.NUMBER:
        return data.draw(st.integers(int(word), int(item.maximum or 0)))
    if item.kind is ItemKind.MANY:
        return list({*word, data.draw(st.sampled_from(scan.words(item)))})
    ladder = by_points(scan, item)
    return data.draw(st.sampled_from(ladder[ladder.index(word) :]))


def _number(result: Result, scale: str) -> float:
    value = result.scales[scale].value
    assert value is not None
    return value


# Advice


def _asks_of_items(scan: Scan, advice: Advice) -> Words:
    """Answers that meet what an advice asks of single questions."""
    wanted: Words = {}
    for condition in advice.when:
        if condition.item is None:
            continue
        if condition.one_of:
            wanted[condition.item] = condition.one_of[0]
        elif condition.at_least is not None:
            wanted[condition.item] = int(condition.at_least)
        else:
            wanted[condition.item] = []
    return wanted


def _ladder(scan: Scan) -> list[Words]:
    """From the least to the most, one question after the other: every number of points of an index is passed."""
    low, high = extreme(scan, high=False), extreme(scan, high=True)
    codes = list(scan.items)
    return [low | {code: high[code] for code in codes[:length]} for length in range(len(codes) + 1)]


def test_every_advice_is_given_to_somebody(scan: Scan) -> None:
    bases = _ladder(scan)
    given = {
        advice.code: any(advice.code in take(scan, base | _asks_of_items(scan, advice)).advice for base in bases)
        for advice in scan.advice
    }
    assert [code for code, found in given.items() if not found] == []
    assert 15 <= len(given) <= 20


def test_advice_helps_all_six_dimensions_and_the_safe_basics(scan: Scan) -> None:
    assert {advice.scale for advice in scan.advice} == {"veiligheid", *(f"kort-{code}" for code in DIMENSIONS)}


def test_each_level_of_the_index_has_its_own_next_step(scan: Scan) -> None:
    by_level = {
        word: advice.code
        for advice in scan.advice
        for condition in advice.when
        if condition.scale == "dii-v3"
        for word in condition.one_of
    }
    assert {level.code for level in scan.scale_of["dii-v3"].levels} == set(by_level)
    low = next(advice for advice in scan.advice if advice.code == by_level["laag"])
    assert (low.hours, low.voucher) == (24, True)


def test_who_does_everything_is_asked_to_share_and_to_try(scan: Scan) -> None:
    assert set(take(scan, extreme(scan, high=True)).advice) == {"word-ambassadeur", "doe-een-proef"}
