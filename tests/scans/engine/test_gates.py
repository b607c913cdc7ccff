"""The position on a ladder."""

from typing import Any

import pytest

from kopgroep.scans.engine.results import Gate
from tests.scans.engine.small import at, first, gates, item, levels, mean, number, on, result, scan_of

ITEMS = [item("a"), item("b", not_applicable=True), item("c"), number("sold")]


def ladder(*phases: Any, **more: Any) -> Any:
    """A scan with this ladder."""
    return scan_of(ITEMS, gates("position", *phases, **more))


THREE = ladder([on("a", "yes")], [on("b", "yes"), on("c", "yes")], [on("sold", at_least=5000)])


def test_position_is_the_highest_open_gate() -> None:
    assert first(THREE, a="no", b="no", c="no", sold=0).value == 0.0
    assert first(THREE, a="yes", b="no", c="no", sold=0).value == 1.0
    assert first(THREE, a="yes", b="yes", c="yes", sold=0).value == 2.0


def test_lower_gates_may_be_shut() -> None:
    """Some companies sell abroad before they have a plan."""
    found = result(THREE, a="yes", b="no", c="yes", sold=5000)
    assert found.scales["position"].value == 3.0
    assert found.gates == {"p1": Gate(open=True), "p2": Gate(open=False, unmet=("b",)), "p3": Gate(open=True)}


@pytest.mark.parametrize("answer", ["partly", "no", "dont_know"])
def test_only_yes_opens(answer: str) -> None:
    found = result(THREE, a=answer, b="yes", c=answer, sold=4999)
    assert [gate.open for gate in found.gates.values()] == [False, False, False]
    assert [gate.unmet for gate in found.gates.values()] == [("a",), ("c",), ("sold",)]


def test_not_applicable_passes_where_the_question_allows_it() -> None:
    assert result(THREE, b="not_applicable", c="yes").gates["p2"].open
    routed = [item("x", "yes_no"), item("y", when=[on("x", "yes")])]
    scan = scan_of(routed, gates("position", [on("x", "no"), on("y", "yes")]))
    assert result(scan, x="no").gates["p1"] == Gate(open=False, unmet=("y",))


def test_structural_zero_keeps_a_gate_shut() -> None:
    routed = [item("x", "yes_no"), number("y", when=[on("x", "yes")], otherwise="zero", not_applicable=True)]
    scan = scan_of(routed, gates("position", [on("y", at_least=1)]))
    assert first(scan, x="no").value == 0.0


def test_one_of_several_ways_in_is_enough() -> None:
    scan = ladder({"must": [on("a", "yes")], "either": [on("c", "yes"), on("sold", at_least=1)]})
    assert result(scan, a="yes", c="no", sold=1).gates["p1"] == Gate(open=True)
    assert result(scan, a="yes", sold=1).gates["p1"] == Gate(open=True)
    assert result(scan, a="yes", c="partly", sold=0).gates["p1"] == Gate(open=False, unmet=("c", "sold"))
    assert result(scan, a="no", c="yes", sold=0).gates["p1"] == Gate(open=False, unmet=("a",))


def test_nothing_answered_is_no_position() -> None:
    assert first(THREE).value is None
    score = first(THREE, a="dont_know", b="not_applicable")
    assert (score.value, score.questions, score.measured) == (None, 3, 0)
    score = first(THREE, c="no")
    assert (score.value, score.questions, score.measured) == (0.0, 4, 1)


def test_levels_stand_on_the_position() -> None:
    scan = ladder([on("a", "yes")], [on("c", "yes")], levels=levels(0, 1, 2))
    assert first(scan, a="yes", c="no").level == "l1"


def test_gate_may_ask_for_a_score() -> None:
    scan = scan_of(ITEMS, gates("position", [at("m", at_least=50)]), mean("m", {"a": 1}))
    assert result(scan, a="partly").gates["p1"].open
    assert result(scan, a="no").gates["p1"] == Gate(open=False, unmet=("m",))
    assert not result(scan).gates["p1"].open
