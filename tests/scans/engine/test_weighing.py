"""Means and counts: who is in the denominator, and when there is no score."""

from typing import Any

import pytest

from kopgroep.scans.engine.answers import State, WrongAnswerError
from tests.scans.engine.small import (
    at,
    choice,
    count,
    first,
    item,
    levels,
    mean,
    mean_of,
    number,
    on,
    result,
    scan_of,
    ticks,
    variable,
)

FOUR = [item(code, not_applicable=True) for code in "abcd"]
EVEN = {"a": 1, "b": 1, "c": 1, "d": 1}


def test_mean_is_weighted() -> None:
    score = first(scan_of(FOUR, mean("m", {"a": 3, "b": 1})), a="yes", b="no")
    assert (score.value, score.questions, score.measured, score.weight, score.answered) == (75.0, 2, 2, 4.0, 4.0)


def test_weights_are_read_as_written() -> None:
    scan = scan_of(FOUR, mean("m", {"a": 0.1, "b": 0.2, "c": 0.7}, required_percent=30))
    assert first(scan, a="yes", b="yes").value == 100.0


def test_not_applicable_leaves_the_denominator() -> None:
    score = first(scan_of(FOUR, mean("m", EVEN)), a="yes", b="yes", c="no", d="not_applicable")
    assert (score.value, score.questions, score.measured, score.weight) == (66.7, 3, 3, 3.0)


def test_nothing_applicable_is_not_measured() -> None:
    score = first(scan_of(FOUR, mean("m", {"a": 1})), a="not_applicable")
    assert (score.value, score.questions, score.weight) == (None, 0, 0.0)


@pytest.mark.parametrize("missing", ["dont_know", None])
def test_no_score_under_the_required_weight(missing: str | None) -> None:
    scan = scan_of(FOUR, mean("m", {"a": 3, "b": 3, "c": 1, "d": 3}, required_percent=70))
    left = {} if missing is None else {"d": missing}
    enough = first(scan, a="yes", b="no", c="yes", **left)
    assert (enough.value, enough.questions, enough.measured, enough.answered) == (57.1, 4, 3, 7.0)
    short = first(scan, a="yes", b="no", **left)
    assert (short.value, short.questions, short.measured, short.answered) == (None, 4, 2, 6.0)


def test_structural_zero_is_measured_and_missing_is_not() -> None:
    items = [item("has", "yes_no"), *(item(c, when=[on("has", "yes")], otherwise="zero") for c in "bc")]
    scan = scan_of(items, mean("m", {"has": 1, "b": 1, "c": 1}))
    zero, missing = first(scan, has="no"), first(scan, has="dont_know")
    assert (zero.value, zero.measured) == (0.0, 3)
    assert (missing.value, missing.measured) == (None, 0)


def test_routed_past_without_zero_leaves_the_denominator() -> None:
    scan = scan_of([item("a"), item("b", when=[on("a", "no")])], mean("m", {"a": 1, "b": 1}))
    score = first(scan, a="yes")
    assert (score.value, score.questions) == (100.0, 1)


def test_weight_of_nought_is_not_scored() -> None:
    scan = scan_of(FOUR, mean("m", {"a": 1, "b": 0}))
    assert first(scan, a="yes", b="no") == first(scan, a="yes")
    assert first(scan, a="yes").questions == 1


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        (item("q"), "yes", 100.0),
        (item("q"), "partly", 50.0),
        (item("q", "yes_no"), "no", 0.0),
        (choice("q", [0, 0.33, 0.67, 1]), "o2", 67.0),
        (choice("q", [0, None]), "o1", None),
        (ticks("q", [None] * 3), ["o0", "o2"], 66.7),
        (ticks("q", [None] * 3), [], 0.0),
        (ticks("q", [0.5, 0.4, 0.3, 0]), ["o1", "o2"], 70.0),
        (ticks("q", [0.5, 0.4, 0.3, 0]), ["o0", "o1", "o2"], 100.0),
        (ticks("q", [0.5, None]), ["o0", "o1"], 50.0),
        (number("q", [(1, 0.5), (10, 1)]), 0, 0.0),
        (number("q", [(1, 0.5), (10, 1)]), 9, 50.0),
        (number("q", [(1, 0.5), (10, 1)]), 10, 100.0),
        (number("q"), 10, None),
        (item("q", "date"), "2023-05-15", None),
        (item("q", "text"), "words", None),
    ],
)
def test_points_of_an_answer(question: dict[str, Any], answer: Any, value: float | None) -> None:
    assert first(scan_of([question], mean("m", {"q": 1})), q=answer).value == value


def test_options_may_stand_in_a_list_of_the_scan() -> None:
    shared = choice("q", [0.2, 0.8])
    scan = scan_of(
        [item("q", "choice", choices="often"), ticks("t", [None])],
        mean("m", {"q": 1}),
        choices={"often": shared["options"]},
    )
    assert first(scan, q="o1").value == 80.0


def test_tick_that_says_nothing_of_this_is_no_thing() -> None:
    boxes = ticks("t", [None, None, None])
    boxes["options"][2]["alone"] = True
    scan = scan_of([boxes, item("any", when=[on("t", at_least=1)], otherwise="zero")], mean("m", {"t": 1}))
    assert first(scan, t=["o0", "o1"]).value == 100.0
    assert first(scan, t=["o2"]) == first(scan, t=[])
    assert result(scan, t=["o2"]).states["any"] is State.ZERO
    with pytest.raises(WrongAnswerError):
        first(scan, t=["o0", "o2"])


def test_count_is_not_prorated() -> None:
    scan = scan_of(FOUR, count("n", EVEN, checks=True))
    score = first(scan, a="yes", b="partly", c="no", d="dont_know")
    assert (score.value, score.measured, score.questions) == (1.5, 3, 4)
    assert score.unmet == ("b", "c", "d")
    assert first(scan, a="yes", b="yes", c="yes", d="not_applicable").value == 3.0
    assert first(scan, a="yes", b="yes", c="yes", d="not_applicable").unmet == ()
    assert first(scan, a="yes", b="yes").value is None


def sells(**more: Any) -> Any:
    """A count with a point for selling online enough, and enough of it to consumers."""
    items = [
        item("shop", "yes_no", not_applicable=True),
        number("online", when=[on("shop", "yes")], otherwise="zero"),
        number("consumers", when=[on("shop", "yes")], otherwise="zero"),
    ]
    enough = variable("sells", on("online", at_least=1), on("consumers", at_least=10))
    return scan_of(items, count("n", {"shop": 1, "sells": 1}, variables=[enough], **more))


def test_variable_needs_all_of_its_answers() -> None:
    assert first(sells(), shop="yes", online=1, consumers=10).value == 2.0
    assert first(sells(), shop="yes", online=1, consumers=9).value == 1.0
    assert first(sells(), shop="yes", online=0).value == 1.0
    assert first(sells(), shop="no").value == 0.0
    assert first(sells(), shop="no").unmet == ("sells", "shop")


def test_variable_that_nobody_knows_is_not_measured() -> None:
    score = first(sells(required_percent=50), shop="yes", online=5, consumers="dont_know")
    assert (score.value, score.measured, score.questions, score.unmet) == (1.0, 1, 2, ("sells",))
    assert first(sells(), shop="not_applicable").questions == 0


def test_mean_takes_variables_too() -> None:
    recent = variable("recent", on("plan", within_months=24))
    scan = scan_of([item("a"), item("plan", "date")], mean("m", {"a": 1, "recent": 1}, variables=[recent]))
    assert first(scan, a="yes", plan="2022-01-01").value == 100.0
    assert first(scan, a="yes", plan="2020-01-01").value == 50.0
    assert first(scan, a="yes").value is None


def test_mean_of_scales_is_of_their_exact_values() -> None:
    thirds = mean("x", {"a": 1, "b": 1, "c": 1})
    scan = scan_of(FOUR, mean_of("total", ["x", "y"]), thirds, mean("y", {"d": 1}))
    assert result(scan, a="yes", b="yes", c="no", d="no").scales["x"].value == 66.7
    assert first(scan, a="yes", b="yes", c="no", d="no").value == 33.3, "of what is shown it would be 33.35, so 33.4"


def test_mean_of_scales_needs_all_or_the_number_it_names() -> None:
    parts = [mean(code, {code: 1}) for code in "abc"]
    all_three = scan_of(FOUR, mean_of("total", ["a", "b", "c"]), *parts)
    assert first(all_three, a="yes", b="no").value is None
    assert (first(all_three, a="yes", b="no").measured, first(all_three, a="yes", b="no").questions) == (2, 3)
    two = scan_of(FOUR, mean_of("total", ["a", "b", "c"], at_least=2), *parts)
    assert first(two, a="yes", b="no").value == 50.0
    assert first(two, a="yes").value is None


def test_headline_is_the_first_that_was_measured() -> None:
    scales = [mean("long", {"a": 1}), mean("short", {"b": 1}, levels=levels(0, 50))]
    scan = scan_of(FOUR, *scales, headline=["long", "short"])
    assert result(scan, a="yes", b="yes").headline == "long"
    assert result(scan, b="yes").headline == "short"
    assert result(scan).headline is None


def test_variable_may_look_at_a_scale() -> None:
    safe = variable("safe", at("floor", at_least=2))
    scan = scan_of(FOUR, mean("m", {"d": 1, "safe": 1}, variables=[safe]), count("floor", {"a": 1, "b": 1}))
    assert first(scan, a="yes", b="yes", d="no").value == 50.0
    assert first(scan, a="yes", b="no", d="no").value == 0.0
