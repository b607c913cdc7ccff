"""One answer: what is kept, and what is told about a wrong one."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kopgroep.scans.engine.answers import Reason, WrongAnswerError, clean
from tests.scans.engine.small import choice, item, number, scan_of, ticks

SCAN = scan_of(
    [
        item("yn", "yes_no", dont_know=False),
        item("ypn", not_applicable=True),
        choice("one", [0, 1]),
        ticks("many", [None, None, None]),
        ticks("some", [None, None, None]) | {"most": 2},
        number("whole", minimum=1, maximum=5000),
        number("share", minimum=0, maximum=100, decimals=1),
        number("free", decimals=3),
        item("day", "date"),
        item("words", "text"),
    ]
)


@pytest.mark.parametrize(
    ("code", "raw", "stored"),
    [
        ("yn", "yes", "yes"),
        ("ypn", "partly", "partly"),
        ("one", "o1", "o1"),
        ("many", ["o2", "o0", "o2"], ["o0", "o2"]),
        ("many", [], []),
        ("some", ["o0", "o1", "o0"], ["o0", "o1"]),
        ("whole", 12, 12),
        ("whole", "12", 12),
        ("whole", 12.0, 12),
        ("whole", Decimal("12.00"), 12),
        ("share", "12,5", 12.5),
        ("share", "12.5", 12.5),
        ("share", Decimal("12.50"), 12.5),
        ("share", 0.1, 0.1),
        ("free", "\N{MINUS SIGN}0,125", -0.125),
        ("day", "2023-05-15", "2023-05-15"),
        ("day", date(2023, 5, 15), "2023-05-15"),
        ("day", datetime(2023, 5, 15, 12, 30), "2023-05-15"),  # noqa: DTZ001  (as a spreadsheet gives it)
        ("words", "  wat we doen ", "wat we doen"),
    ],
)
def test_answer_has_one_form_and_keeps_it(code: str, raw: Any, stored: Any) -> None:
    once = clean(SCAN, code, {"value": raw})
    assert once == {"value": stored}
    assert type(once["value"]) is type(stored)
    assert clean(SCAN, code, once) == once


@pytest.mark.parametrize(
    ("code", "raw", "reason", "limit"),
    [
        ("gone", "yes", Reason.UNKNOWN_ITEM, None),
        ("yn", "partly", Reason.NOT_AN_OPTION, None),
        ("yn", True, Reason.NOT_AN_OPTION, None),
        ("one", "o2", Reason.NOT_AN_OPTION, None),
        ("one", ["o1"], Reason.NOT_AN_OPTION, None),
        ("many", "o1", Reason.NOT_AN_OPTION, None),
        ("many", ["o1", "o9"], Reason.NOT_AN_OPTION, None),
        ("many", [["o1"]], Reason.NOT_AN_OPTION, None),
        ("some", ["o0", "o1", "o2"], Reason.TOO_MANY, 2),
        ("whole", "twelve", Reason.NOT_A_NUMBER, None),
        ("whole", "", Reason.NOT_A_NUMBER, None),
        ("whole", "1.000.000", Reason.NOT_A_NUMBER, None),
        ("whole", "١٢", Reason.NOT_A_NUMBER, None),
        ("whole", True, Reason.NOT_A_NUMBER, None),
        ("whole", float("nan"), Reason.NOT_A_NUMBER, None),
        ("whole", float("inf"), Reason.NOT_A_NUMBER, None),
        ("whole", [12], Reason.NOT_A_NUMBER, None),
        ("whole", None, Reason.NOT_A_NUMBER, None),
        ("whole", 0, Reason.TOO_LOW, 1),
        ("whole", 5001, Reason.TOO_HIGH, 5000),
        ("whole", 10**400, Reason.TOO_HIGH, 5000),
        ("whole", "1.000", Reason.TOO_MANY_DECIMALS, 0),
        ("share", 12.25, Reason.TOO_MANY_DECIMALS, 1),
        ("free", 10**12 + 1, Reason.TOO_HIGH, 10**12),
        ("free", -(10**12) - 1, Reason.TOO_LOW, -(10**12)),
        ("day", "15-05-2023", Reason.NOT_A_DATE, None),
        ("day", "2023-02-30", Reason.NOT_A_DATE, None),
        ("day", "0023-05-15", Reason.NOT_A_DATE, None),
        ("day", 20230515, Reason.NOT_A_DATE, None),
        ("words", "   ", Reason.NOT_A_TEXT, None),
        ("words", "a\0b", Reason.NOT_A_TEXT, None),
        ("words", 5, Reason.NOT_A_TEXT, None),
        ("words", "x" * 2001, Reason.TOO_LONG, 2000),
    ],
)
def test_wrong_answer_says_why(code: str, raw: Any, reason: Reason, limit: float | None) -> None:
    with pytest.raises(WrongAnswerError) as wrong:
        clean(SCAN, code, {"value": raw})
    assert (wrong.value.item, wrong.value.reason, wrong.value.limit) == (code, reason, limit)


def test_states_only_where_the_question_allows_them() -> None:
    assert clean(SCAN, "ypn", {"state": "not_applicable"}) == {"state": "not_applicable"}
    assert clean(SCAN, "one", {"state": "dont_know"}) == {"state": "dont_know"}
    for code, state in [
        ("yn", "dont_know"),
        ("one", "not_applicable"),
        ("one", "zero"),
        ("one", "not_asked"),
        ("one", 1),
    ]:
        with pytest.raises(WrongAnswerError) as wrong:
            clean(SCAN, code, {"state": state})
        assert wrong.value.reason is Reason.STATE_NOT_ALLOWED


@pytest.mark.parametrize("raw", [{}, {"value": "yes", "state": "dont_know"}, {"values": "yes"}])
def test_answer_is_a_value_or_a_state(raw: dict[str, Any]) -> None:
    with pytest.raises(WrongAnswerError) as wrong:
        clean(SCAN, "yn", raw)
    assert wrong.value.reason is Reason.NOT_AN_ANSWER
