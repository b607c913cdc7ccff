"""Which questions are asked, and the five states."""

from datetime import date
from typing import Any

import pytest

from kopgroep.scans.engine.answers import Answer, Reason, State, WrongAnswerError
from kopgroep.scans.engine.routing import answers, asked, open_items
from tests.scans.engine.small import DAY, Data, choice, given, item, number, on, scan_of, section, ticks

PARENT = item("kpis", "yes_no", not_applicable=True)


def states(items: list[Data], **stored: Any) -> dict[str, State]:
    """The state of each question."""
    return {code: answer.state for code, answer in answers(scan_of(items), given(**stored), DAY).items()}


def follow_up(otherwise: str) -> list[Data]:
    """A question that is asked only after yes."""
    return [PARENT, choice("how", [0, 1], when=[on("kpis", "yes")], otherwise=otherwise)]


def test_value_is_kept() -> None:
    found = answers(scan_of([number("n"), ticks("t", [None, None])]), given(n=3, t=["o1"]), DAY)
    assert found == {"n": Answer(State.VALUE, 3), "t": Answer(State.VALUE, ("o1",))}


@pytest.mark.parametrize(
    ("parent", "zero", "skip"),
    [
        ("no", State.ZERO, State.NOT_APPLICABLE),
        ("not_applicable", State.NOT_APPLICABLE, State.NOT_APPLICABLE),
        ("dont_know", State.NOT_ASKED, State.NOT_ASKED),
        ("yes", State.NOT_ASKED, State.NOT_ASKED),
    ],
)
def test_state_of_a_follow_up_follows_from_its_parent(parent: str, zero: State, skip: State) -> None:
    assert states(follow_up("zero"), kpis=parent)["how"] is zero
    assert states(follow_up("skip"), kpis=parent)["how"] is skip


def test_parent_without_answer_makes_no_zero() -> None:
    assert states(follow_up("zero"))["how"] is State.NOT_ASKED


def test_answer_from_before_the_parent_changed_does_not_count() -> None:
    assert states(follow_up("zero"), kpis="no", how="o1")["how"] is State.ZERO
    assert states(follow_up("zero"), kpis="dont_know", how="o1")["how"] is State.NOT_ASKED


def test_zero_is_handed_down() -> None:
    items = [
        PARENT,
        number("many", when=[on("kpis", "yes")], otherwise="zero"),
        item("shared", when=[on("many", at_least=1)], otherwise="zero"),
        item("why", when=[on("many", below=1)]),
    ]
    assert states(items, kpis="no") == {
        "kpis": State.VALUE,
        "many": State.ZERO,
        "shared": State.ZERO,
        "why": State.NOT_ASKED,
    }


def test_one_condition_that_fails_is_enough() -> None:
    both = [item("a"), item("b"), item("c", when=[on("a", "yes"), on("b", "yes")], otherwise="zero")]
    assert states(both, a="no", b="dont_know")["c"] is State.ZERO
    assert states(both, a="yes", b="dont_know")["c"] is State.NOT_ASKED


def test_page_is_routed_past_whole() -> None:
    deep = section(item("x"), item("y", when=[on("x", "yes")], otherwise="zero"), code="deep", when=[on("long", "yes")])
    pages = [section(item("long", "yes_no")), deep]
    assert states(pages, long="no", x="yes") == {
        "long": State.VALUE,
        "x": State.NOT_APPLICABLE,
        "y": State.NOT_APPLICABLE,
    }
    assert states(pages)["x"] is State.NOT_ASKED
    assert states(pages, long="yes", x="no")["y"] is State.ZERO


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2021-05-15", State.NOT_ASKED),
        ("2021-05-14", State.NOT_APPLICABLE),
        ("2023-05-15", State.NOT_ASKED),
        ("2023-05-16", State.NOT_APPLICABLE),
    ],
)
def test_within_months_counts_back_from_the_day_of_the_scan(day: str, state: State) -> None:
    items = [item("plan", "date"), item("goal", when=[on("plan", within_months=24)])]
    assert states(items, plan=day)["goal"] is state


def test_month_without_that_day_starts_at_its_last() -> None:
    scan = scan_of([item("plan", "date"), item("goal", when=[on("plan", within_months=1)])])
    assert answers(scan, given(plan="2023-02-28"), date(2023, 3, 31))["goal"].state is State.NOT_ASKED
    assert answers(scan, given(plan="2023-02-27"), date(2023, 3, 31))["goal"].state is State.NOT_APPLICABLE


def test_ranges_hold_their_lower_edge_and_count_ticks() -> None:
    items = [
        number("n", decimals=1),
        ticks("t", [None] * 3),
        item("low", when=[on("n", at_least=0.1, below=0.3)]),
        item("two", when=[on("t", at_least=2)]),
        item("named", when=[on("t", "o1", "o2")]),
    ]
    assert states(items, n=0.1, t=["o0", "o1"])["low"] is State.NOT_ASKED
    assert states(items, n=0.3, t=["o0", "o1"])["low"] is State.NOT_APPLICABLE
    found = states(items, n=0.1, t=["o0"])
    assert (found["two"], found["named"]) == (State.NOT_APPLICABLE, State.NOT_APPLICABLE)
    found = states(items, n=0.1, t=["o0", "o1"])
    assert (found["two"], found["named"]) == (State.NOT_ASKED, State.NOT_ASKED)


def test_asked_are_those_known_to_be_needed() -> None:
    scan = scan_of([*follow_up("zero"), item("last")])
    assert [one.code for one in asked(scan, {}, DAY)] == ["kpis", "last"]
    assert [one.code for one in asked(scan, given(kpis="yes"), DAY)] == ["kpis", "how", "last"]
    assert [one.code for one in open_items(scan, given(kpis="yes", last="dont_know"), DAY)] == ["how"]
    assert open_items(scan, given(kpis="no", last="no"), DAY) == []


def test_retired_question_is_not_asked_from_that_day() -> None:
    scan = scan_of([item("a"), item("b", retired_on=date(2023, 5, 15))])
    assert [one.code for one in asked(scan, {}, date(2023, 5, 14))] == ["a", "b"]
    assert [one.code for one in asked(scan, {}, DAY)] == ["a"]
    assert answers(scan, given(b="yes"), DAY)["b"].state is State.NOT_APPLICABLE


def test_question_that_waits_for_itself_is_never_asked() -> None:
    scan = scan_of([item("a"), item("b", when=[on("c", "yes")]), item("c", when=[on("b", "yes")])])
    assert [one.code for one in asked(scan, given(b="yes", c="yes"), DAY)] == ["a"]


def test_answers_of_another_definition_are_refused() -> None:
    with pytest.raises(WrongAnswerError) as wrong:
        answers(scan_of([item("a")]), given(b="yes"), DAY)
    assert wrong.value.reason is Reason.UNKNOWN_ITEM
