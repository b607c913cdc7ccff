"""Levels: decided on what is shown, and held down by demands."""

import pytest

from tests.scans.engine.small import advice, at, choice, first, item, levels, mean, on, result, scan_of

TEN = [choice(code, [n / 10000 for n in range(10001)]) for code in "ab"]


@pytest.mark.parametrize(
    ("option", "value", "level"),
    [("o0", 0.0, "l0"), ("o3994", 39.9, "l0"), ("o3995", 40.0, "l1"), ("o7500", 75.0, "l2"), ("o10000", 100.0, "l2")],
)
def test_level_follows_what_is_shown(option: str, value: float, level: str) -> None:
    score = first(scan_of(TEN, mean("m", {"a": 1}, levels=levels(0, 40, 75))), a=option)
    assert (score.value, score.level, score.fell_from) == (value, level, None)


def test_not_measured_has_no_level() -> None:
    score = first(scan_of(TEN, mean("m", {"a": 1}, levels=levels(0, 40))))
    assert (score.value, score.level, score.fell_from) == (None, None, None)


def demanding(number: int | None = None) -> dict[str, list[dict[str, object]]]:
    """Demands on two other scales under the two upper levels."""
    both = {"scales": ["b", "c"], "minimum": 50, **({"number": number} if number else {})}
    return {"l1": [{"scales": ["b"], "minimum": 25}], "l2": [both]}


QUESTIONS = [item("a"), item("b"), item("c")]
OTHERS = [mean("b", {"b": 1}), mean("c", {"c": 1})]


@pytest.mark.parametrize(
    ("answers", "level", "fell_from", "held_by"),
    [
        ({"a": "yes", "b": "yes", "c": "partly"}, "l2", None, ()),
        ({"a": "yes", "b": "partly", "c": "no"}, "l1", "l2", ("c",)),
        ({"a": "yes", "b": "no", "c": "no"}, "l0", "l2", ("b", "c")),
        ({"a": "partly", "b": "no", "c": "no"}, "l0", "l1", ("b",)),
        ({"a": "yes", "b": "yes", "c": "dont_know"}, "l1", "l2", ("c",)),
        ({"a": "no", "b": "no", "c": "no"}, "l0", None, ()),
    ],
)
def test_demand_pulls_down_to_the_highest_level_that_is_met(
    answers: dict[str, str], level: str, fell_from: str | None, held_by: tuple[str, ...]
) -> None:
    scan = scan_of(QUESTIONS, mean("m", {"a": 1}, levels=levels(0, 40, 75, **demanding())), *OTHERS)
    score = first(scan, **answers)
    assert (score.level, score.fell_from, score.held_by) == (level, fell_from, held_by)


def test_demand_may_ask_for_some_of_the_scales() -> None:
    scan = scan_of(QUESTIONS, mean("m", {"a": 1}, levels=levels(0, 40, 75, **demanding(number=1))), *OTHERS)
    assert first(scan, a="yes", b="yes", c="no").level == "l2"
    assert first(scan, a="yes", b="no", c="no").held_by == ("b", "c")


def test_no_level_when_even_the_lowest_demands_too_much() -> None:
    floor = levels(0, 50, l0=[{"scales": ["b"], "minimum": 100}], l1=[{"scales": ["b"], "minimum": 100}])
    score = first(scan_of(QUESTIONS, mean("m", {"a": 1}, levels=floor), *OTHERS), a="yes", b="no")
    assert (score.value, score.level, score.fell_from) == (100.0, None, "l1")


def test_condition_sees_the_level_after_its_fall() -> None:
    scale = mean("m", {"a": 1}, levels=levels(0, 40, 75, **demanding()))
    told = [advice("high", "m", at("m", "l2")), advice("low", "m", at("m", "l0"), on("a", "yes"))]
    scan = scan_of(QUESTIONS, scale, *OTHERS, advice=told)
    assert result(scan, a="yes", b="no", c="no").advice == ("low",)
