"""Steps between an earlier and a later scan."""

from datetime import date
from typing import Any

import pytest

from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.engine.stepping import shown_steps
from tests.scans.engine.small import (
    DAY,
    Data,
    choice,
    gates,
    given,
    item,
    levels,
    mean,
    number,
    on,
    ratio,
    scan_of,
    ticks,
)

BEFORE = date(2022, 5, 15)


def holds(
    scan: Scan, before: dict[str, Any], after: dict[str, Any], *, older: Scan | None = None, day: date = DAY
) -> bool:
    """Whether the scan's one rule holds."""
    was, now = given(**before), given(**after)
    first = older or scan
    earlier = (first, was, score(first, was, on=BEFORE))
    later = (scan, now, score(scan, now, on=day))
    return shown_steps(scan, earlier, later) == scan.steps


def item_rise(*items: Data, rise: int = 2, **more: Any) -> Scan:
    """A scan in which a rise of one of these questions is a step."""
    rule = {"kind": "item_rise", "items": [one["code"] for one in items], "rise": rise}
    return scan_of(list(items), mean("m", {items[0]["code"]: 1}), steps=[rule], **more)


PRACTICE = [0, 0.25, 0.5, 0.75, 1]


def test_item_must_rise_so_many_options() -> None:
    scan = item_rise(choice("a", PRACTICE, not_applicable=True), choice("b", PRACTICE))
    low = {"a": "o1", "b": "o1"}
    assert holds(scan, low, {"a": "o3", "b": "o1"})
    assert holds(scan, low, {"a": "o0", "b": "o4"})
    assert not holds(scan, low, {"a": "o2", "b": "o2"})
    assert not holds(scan, {"a": "o4", "b": "o4"}, low)


@pytest.mark.parametrize("unknown", ["dont_know", "not_applicable", None])
def test_item_must_be_known_both_times(unknown: str | None) -> None:
    scan = item_rise(choice("a", PRACTICE, not_applicable=True))
    missing = {} if unknown is None else {"a": unknown}
    assert not holds(scan, missing, {"a": "o4"})
    assert not holds(scan, {"a": "o0"}, missing)


def test_height_of_an_option_follows_its_points() -> None:
    falling = item_rise(choice("a", [1, 0.5, 0.5, 0]))
    assert holds(falling, {"a": "o3"}, {"a": "o0"})
    assert not holds(falling, {"a": "o2"}, {"a": "o0"}), "two options of equal points stand on one rung"
    without = item_rise(choice("a", [None, None, None]))
    assert holds(without, {"a": "o0"}, {"a": "o2"})
    words = item_rise(item("a"))
    assert holds(words, {"a": "no"}, {"a": "yes"})
    assert not holds(words, {"a": "partly"}, {"a": "yes"})


def test_ticks_rise_by_their_number_and_numbers_do_not() -> None:
    assert holds(item_rise(ticks("a", [None] * 4)), {"a": ["o0"]}, {"a": ["o1", "o2", "o3"]})
    assert not holds(item_rise(number("a", [(1, 1)])), {"a": 0}, {"a": 100})


def test_structural_zero_is_the_lowest_option() -> None:
    scan = item_rise(choice("a", PRACTICE, when=[on("has", "yes")], otherwise="zero"), item("has", "yes_no"))
    assert holds(scan, {"has": "no"}, {"has": "yes", "a": "o2"})


def test_item_in_other_words_shows_no_step() -> None:
    older = item_rise(choice("a", PRACTICE), version="1.0.0")
    newer = item_rise(choice("a", PRACTICE, revision=2), version="1.1.0")
    assert not holds(newer, {"a": "o0"}, {"a": "o4"}, older=older)


def test_scale_must_rise_with_the_same_boundary() -> None:
    rule = {"kind": "scale_rise", "scale": "cti", "rise": 5, "same": ["edge"]}
    items = [number("part", decimals=1), number("whole"), choice("edge", [None, None])]
    scan = scan_of(items, ratio("cti", ["part"], ["whole"]), steps=[rule])
    was = {"part": 20, "whole": 100, "edge": "o0"}
    assert holds(scan, was, was | {"part": 25})
    assert not holds(scan, was, was | {"part": 24.9})
    assert not holds(scan, was, was | {"part": 25, "edge": "o1"})
    assert not holds(scan, was | {"edge": "dont_know"}, was | {"part": 25, "edge": "dont_know"})
    assert not holds(scan, was | {"part": "dont_know"}, was | {"part": 25})


def level_rise(version: str = "1.0.0", **more: Any) -> Scan:
    """A scan in which a higher level is a step."""
    demand = [{"scales": ["floor"], "minimum": 100}]
    scales = [mean("m", {"a": 1}, levels=levels(0, 50, 100, l2=demand)), mean("floor", {"b": 1})]
    rule = {"kind": "level_rise", "scale": "m"}
    return scan_of([item("a"), item("b")], *scales, steps=[rule], version=version, **more)


def test_level_must_be_higher_after_its_demands() -> None:
    scan = level_rise()
    assert holds(scan, {"a": "no", "b": "no"}, {"a": "partly", "b": "no"})
    assert holds(scan, {"a": "yes", "b": "no"}, {"a": "yes", "b": "yes"})
    assert not holds(scan, {"a": "partly", "b": "no"}, {"a": "yes", "b": "no"})
    assert not holds(scan, {"b": "no"}, {"a": "yes", "b": "yes"})


def test_other_major_version_shows_no_step_without_an_exact_link() -> None:
    older, low, high = level_rise(), {"a": "no", "b": "no"}, {"a": "yes", "b": "yes"}
    assert not holds(level_rise("2.0.0"), low, high, older=older)
    for how, expected in [("exact", True), ("linked", False)]:
        link = {"scale": "m", "other": "m", "version": 1, "how": how, "note": {"nl": "-", "en": "-"}}
        assert holds(level_rise("2.0.0", links=[link]), low, high, older=older) is expected


def test_position_must_be_higher() -> None:
    ladder = gates("position", [on("a", "yes")], [on("b", "yes")], [on("c", "yes")])
    rule = {"kind": "ladder_rise", "scale": "position", "rise": 2}
    scan = scan_of([item("a"), item("b"), item("c")], ladder, steps=[rule])
    assert holds(scan, {"a": "yes", "b": "no"}, {"a": "yes", "c": "yes"})
    assert not holds(scan, {"a": "yes", "b": "no"}, {"a": "yes", "b": "yes"})
    assert not holds(scan, {}, {"c": "yes"}), "no position before is no starting point"


def test_later_scan_must_be_of_a_later_day() -> None:
    scan = level_rise()
    low, high = {"a": "no", "b": "no"}, {"a": "yes", "b": "yes"}
    assert not holds(scan, low, high, day=BEFORE)
    assert holds(scan, low, high, day=date(2022, 5, 16))
