"""What may stand beside what, and what changed."""

from datetime import date
from typing import Any

import pytest

from kopgroep.programme.scans import Comparability, Scan
from kopgroep.scans.engine.answers import Answer, State
from kopgroep.scans.engine.comparing import comparability, differences
from tests.scans.engine.small import DAY, Data, given, item, mean, scan_of, text

BEFORE = date(2022, 5, 15)
ITEMS = [item("a"), item("b")]
EXACT, LINKED, NOT = Comparability.EXACT, Comparability.LINKED, Comparability.NOT


def version(number: str, scales: str = "xy", *links: Data, items: list[Data] | None = None, **more: Any) -> Scan:
    """A version of the scan with these scales, each the mean of two questions."""
    return scan_of(
        items or ITEMS, *(mean(code, {"a": 1, "b": 1}) for code in scales), version=number, links=list(links), **more
    )


def link(scale: str, other: str, how: str, version: int | None = None) -> Data:
    """A link."""
    return {
        "scale": scale,
        "other": other,
        "how": how,
        "note": text("why"),
        **({"version": version} if version else {}),
    }


@pytest.mark.parametrize("newer", ["1.0.0", "1.0.1", "1.4.0"])
def test_scale_compares_with_itself_within_a_major_version(newer: str) -> None:
    assert comparability(version(newer), version("1.0.0"), "x") == (EXACT, None)
    assert comparability(version("1.0.0"), version(newer), "x") == (EXACT, None)


def test_nothing_else_compares_without_a_link() -> None:
    assert comparability(version("2.0.0"), version("1.9.9"), "x") == (NOT, None)
    assert comparability(version("1.0.0"), version("1.0.0"), "x", "y") == (NOT, None)
    assert comparability(version("1.1.0"), version("1.0.0", "x"), "y") == (NOT, None)
    assert comparability(version("1.0.0"), version("1.0.0", code="another"), "x") == (NOT, None)


@pytest.mark.parametrize("how", ["exact", "linked", "not"])
def test_link_to_an_earlier_version_holds_both_ways(how: str) -> None:
    newer = version("2.0.0", "xy", link("x", "x", how, version=1), link("y", "z", how, version=1))
    older = version("1.3.0", "xz")
    expected = Comparability(how)
    assert comparability(newer, older, "x") == (expected, newer.links[0])
    assert comparability(older, newer, "x") == (expected, newer.links[0])
    assert comparability(newer, older, "y", "z") == (expected, newer.links[1])
    assert comparability(older, newer, "z", "y") == (expected, newer.links[1])
    assert comparability(newer, version("3.0.0", "xz"), "x") == (NOT, None), "the link names version 1"


def test_link_to_an_earlier_version_is_not_turned_round() -> None:
    newer = version("2.0.0", "yz", link("y", "z", "exact", version=1))
    assert comparability(newer, version("1.0.0", "yz"), "y", "z")[0] is EXACT
    assert comparability(newer, version("1.0.0", "yz"), "z", "y")[0] is NOT


@pytest.mark.parametrize("how", ["exact", "linked", "not"])
def test_link_within_a_version_holds_both_ways(how: str) -> None:
    scan = version("1.0.0", "xy", link("x", "y", how))
    assert comparability(scan, scan, "x", "y") == (Comparability(how), scan.links[0])
    assert comparability(scan, scan, "y", "x") == (Comparability(how), scan.links[0])
    assert comparability(scan, scan, "x") == (EXACT, None)
    assert comparability(version("2.0.0", "xy", link("x", "y", how)), scan, "x") == (NOT, None)


def changes(newer: Scan, older: Scan, after: dict[str, Any], before: dict[str, Any]) -> Any:
    """What changed in a year."""
    return differences(newer, given(**after), older, given(**before), on=DAY, older_on=BEFORE)


def test_change_is_the_difference_of_what_is_shown() -> None:
    items = [item(code) for code in "abc"]
    scan = scan_of(items, mean("x", {"a": 1, "b": 1, "c": 1}))
    found = changes(scan, scan, {"a": "yes", "b": "yes", "c": "no"}, {"a": "yes", "b": "no", "c": "no"}).scales[0]
    assert (found.before.value, found.after.value, found.change) == (33.3, 66.7, 33.4)
    assert (found.how, found.other) == (EXACT, "x")


@pytest.mark.parametrize(
    ("links", "how", "change"),
    [
        ([], NOT, None),
        ([link("x", "x", "not", 1)], NOT, None),
        ([link("x", "x", "linked", 1)], LINKED, None),
        ([link("x", "x", "exact", 1)], EXACT, 50.0),
    ],
)
def test_change_is_given_only_where_scores_compare_exactly(links: list[Data], how: str, change: float | None) -> None:
    newer, older = version("2.0.0", "x", *links), version("1.0.0", "x")
    found = changes(newer, older, {"a": "yes", "b": "yes"}, {"a": "yes", "b": "no"}).scales[0]
    assert (found.how, found.change, found.before.value, found.after.value) == (how, change, 50.0, 100.0)


def test_change_needs_both_measurements() -> None:
    scan = version("1.0.0", "x")
    found = changes(scan, scan, {"a": "yes", "b": "yes"}, {"a": "dont_know"}).scales[0]
    assert (found.before.value, found.after.value, found.change) == (None, 100.0, None)


def test_scale_stands_beside_the_one_that_it_is_linked_with() -> None:
    newer, older = version("2.0.0", "xy", link("x", "z", "exact", 1)), version("1.0.0", "xz")
    yes, no = {"a": "yes", "b": "yes"}, {"a": "no", "b": "no"}
    found = changes(newer, older, yes, no).scales
    assert [(one.scale, one.other, one.how, one.change) for one in found] == [
        ("x", "z", EXACT, 100.0),
        ("y", None, NOT, None),
    ]
    assert found[1].before is None


def test_items_that_changed_with_both_answers() -> None:
    scan = version("1.0.0", items=[item("a"), item("b"), item("c", not_applicable=True)])
    after = {"a": "yes", "b": "partly", "c": "not_applicable"}
    found = changes(scan, scan, after, {"a": "yes", "b": "no"}).items
    assert [(one.item, one.before, one.after, one.reworded) for one in found] == [
        ("b", Answer(State.VALUE, "no"), Answer(State.VALUE, "partly"), False),
        ("c", Answer(State.NOT_ASKED), Answer(State.NOT_APPLICABLE), False),
    ]


def test_items_say_when_the_question_itself_changed() -> None:
    newer = version("1.1.0", items=[item("a", revision=2), item("b"), item("c")])
    found = changes(newer, version("1.0.0"), {"a": "no", "b": "no", "c": "no"}, {"a": "yes", "b": "yes"}).items
    assert [(one.item, one.reworded) for one in found] == [("a", True), ("b", False), ("c", True)]
