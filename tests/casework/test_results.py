"""A result: forecast by the adviser, stated by the company, verified by somebody else, and never added up."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.result_answers import close_unanswered_results, deny_result, state_result
from kopgroep.casework.actions.results import ask_result, verify_result, withdraw_result, write_result
from kopgroep.casework.models import Result
from kopgroep.casework.result_lines import STAGES
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from tests.factories import TODAY, make_company, make_journey, make_referral
from tests.results import FTE, TURNOVER, make_result, reached, stated, verified

State = Result.State
TERM = timedelta(days=current().results.link_days)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], db: None) -> None:
    today_is(TODAY)


def lines(result: Result) -> list[tuple[str, int, str]]:
    """Kind, hundredths and code of each line of a result that counts, in the order of writing."""
    found = Entry.objects.standing().about(result).filter(kind__in=STAGES).order_by("pk")
    return list(found.values_list("kind", "quantity", "outcome"))


def everything() -> tuple[Any, ...]:
    """All that an answer can change."""
    return list(Result.objects.order_by("pk").values()), *(m.objects.count() for m in (Entry, AuditEvent, Letter))


def test_three_stages_are_three_lines_each_with_its_own_amount(anna: User) -> None:
    result = make_result(make_company(), anna, State.VERIFIED)
    assert lines(result) == [
        ("result_forecast", 200, "banen-erbij"),
        ("result_stated", 300, "banen-erbij"),
        ("result_verified", 200, "banen-erbij"),
    ]
    assert (result.forecast, result.stated, result.verified) == (Decimal(2), Decimal(3), Decimal(2))
    details = Entry.objects.about(result).order_by("pk").values_list("detail", flat=True)
    assert list(details) == [
        {"reached_on": "2023-05-14"},
        {"reached_on": "2023-05-15", "without": "kleiner", "evidence": 0},
        {"reached_on": "2023-05-15", "evidence": 1},
    ]


def test_form_sent_twice_writes_one_result(anna: User) -> None:
    company, submission = make_company(), uuid.uuid4()
    one, other = (write_result(company, reached(), submission=submission, by=anna) for _ in range(2))
    assert (one.pk, Result.objects.count(), len(lines(one))) == (other.pk, 1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "geluk"}, "kind"),
        ({"line": "nergens"}, "line"),
        ({"theme": "nergens"}, "theme"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("NaN")}, "amount"),
        ({"amount": Decimal("1.5")}, "amount"),
        ({"kind": FTE, "amount": Decimal("0.555")}, "amount"),
        ({"amount": Decimal(1_000_000_000)}, "amount"),
        ({"happened_on": date(1999, 1, 1)}, "happened_on"),
        ({"happened_on": date(2099, 1, 1)}, "happened_on"),
        ({"description": "  "}, "description"),
    ],
)
def test_nonsense_is_not_written(anna: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        write_result(make_company(), reached(**changes), submission=uuid.uuid4(), by=anna)
    assert (refused.value.field, Result.objects.count()) == (field, 0)


def test_half_a_full_time_job_is_one_but_half_a_person_is_none(anna: User) -> None:
    assert make_result(make_company(), anna, kind=FTE, amount=Decimal("0.5")).forecast == Decimal("0.5")


def test_result_comes_after_the_help_began_and_belongs_to_the_same_company(anna: User) -> None:
    company, other = make_company("Een"), make_company("Ander")
    journey, referral = make_journey(other, anna), make_referral(other, anna)
    for faulty in (
        {"journey": journey},
        {"referral": referral},
    ):
        with pytest.raises(Refused):
            write_result(company, reached(**faulty), submission=uuid.uuid4(), by=anna)
    with pytest.raises(Refused, match="before the help"):
        write_result(other, reached(journey=journey), submission=uuid.uuid4(), by=anna)
    assert make_result(other, anna, journey=journey, happened_on=TODAY).journey == journey


def test_asking_sends_one_mail_and_twice_is_once(anna: User) -> None:
    result = make_result(make_company("De Drift"), anna, State.ASKED)
    again = ask_result(result, name="Bram Jansen", email="bram@example.org", by=anna)
    letter = Letter.objects.get()
    assert (again.round, letter.kind, letter.to, letter.reply_to) == (1, "result_ask", "bram@example.org", anna.email)
    assert letter.subject == "Klopt wat we over De Drift opschreven?"
    assert "Banen erbij: 2 mensen" in letter.text
    with pytest.raises(Refused):
        ask_result(result, name="Saar Smit", email="saar@example.org", by=anna)


def test_result_that_is_still_to_come_is_not_asked_about(anna: User, today_is: Callable[[date], None]) -> None:
    result = make_result(make_company(), anna, happened_on=TODAY + timedelta(days=30))
    with pytest.raises(Refused):
        ask_result(result, name="Bram Jansen", email="bram@example.org", by=anna)
    today_is(TODAY + timedelta(days=30))
    assert ask_result(result, name="Bram Jansen", email="bram@example.org", by=anna).state == State.ASKED


@pytest.mark.parametrize(("name", "email"), [(" ", "bram@example.org"), ("Bram", "bram"), ("Bram", "")])
def test_asking_needs_a_name_and_an_address(anna: User, name: str, email: str) -> None:
    result = make_result(make_company(), anna)
    with pytest.raises(Refused):
        ask_result(result, name=name, email=email, by=anna)
    result.refresh_from_db()
    assert (result.state, Letter.objects.count()) == (State.FORECAST, 0)


def test_the_same_answer_twice_changes_nothing_and_another_one_is_refused(anna: User) -> None:
    result = make_result(make_company(), anna, State.STATED)
    before = everything()
    state_result(result, link_round=1, **stated())
    assert everything() == before
    with pytest.raises(Refused):
        state_result(result, link_round=1, **stated(amount=Decimal(9)))
    with pytest.raises(Refused):
        deny_result(result, link_round=1)
    assert everything() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": Decimal("2.5")},
        {"amount": Decimal(-3)},
        {"happened_on": TODAY + timedelta(days=1)},
        {"happened_on": date(1999, 1, 1)},
        {"without": ""},
        {"without": "misschien"},
        {"link_round": 2},
        {"link_round": 0},
    ],
)
def test_answer_that_cannot_be_changes_nothing(anna: User, changes: dict[str, Any]) -> None:
    result = make_result(make_company(), anna, State.ASKED)
    before = everything()
    with pytest.raises(Refused):
        state_result(result, **{"link_round": 1, **stated(), **changes})
    assert everything() == before


@pytest.mark.parametrize("by_amount", [True, False])
def test_denied_forecast_stays_a_forecast_and_nothing_is_stated(anna: User, by_amount: bool) -> None:
    result = make_result(make_company(), anna, State.ASKED)
    if by_amount:
        result = state_result(result, link_round=1, **stated(amount=Decimal(0), without=""))
    else:
        result = deny_result(result, link_round=1)
    assert (result.state, result.stated, lines(result)) == (
        State.DENIED,
        None,
        [("result_forecast", 200, "banen-erbij")],
    )
    before = everything()
    deny_result(result, link_round=1)
    assert everything() == before


def test_adviser_hears_what_the_company_says(anna: User) -> None:
    make_result(make_company("De Drift"), anna, State.STATED)
    make_result(make_company("De Linde"), anna, State.DENIED)
    told = Letter.objects.filter(kind="result_answered").order_by("pk")
    assert [(letter.to, letter.text.splitlines()[0]) for letter in told] == [
        (anna.email, "De Drift gaf een resultaat op: 3 mensen. Jij schreef 2 mensen."),
        (anna.email, "De Linde zegt: dit resultaat klopt niet."),
    ]


def test_silence_is_written_down_after_the_term_and_asked_once_more(
    anna: User, today_is: Callable[[date], None]
) -> None:
    result = make_result(make_company(), anna, State.ASKED)
    assert [close_unanswered_results(TODAY + TERM), close_unanswered_results(TODAY + TERM + timedelta(days=1))] == [
        0,
        1,
    ]
    assert close_unanswered_results(TODAY + TERM + timedelta(days=1)) == 0
    today_is(TODAY + TERM + timedelta(days=1))
    result = ask_result(result, name="Bram Jansen", email="bram@example.org", by=anna)
    assert (result.state, result.round, Letter.objects.filter(kind="result_ask").count()) == (State.ASKED, 2, 2)
    with pytest.raises(Refused):
        state_result(result, link_round=1, **stated())
    close_unanswered_results(TODAY + 3 * TERM)
    with pytest.raises(Refused, match="asked twice"):
        ask_result(result, name="Bram Jansen", email="bram@example.org", by=anna)


def test_answer_after_the_term_is_too_late_even_before_the_night(anna: User, today_is: Callable[[date], None]) -> None:
    result = make_result(make_company(), anna, State.ASKED)
    today_is(TODAY + TERM + timedelta(days=1))
    with pytest.raises(Refused):
        state_result(result, link_round=1, **stated())
    today_is(TODAY + TERM)
    assert state_result(result, link_round=1, **stated()).state == State.STATED


def test_somebody_else_verifies_against_something(anna: User, marieke: User) -> None:
    result = make_result(make_company(), marieke, State.STATED)
    words = {"amount": Decimal(2), "on": TODAY, "against": "Loonstaat", "evidence": 1}
    with pytest.raises(NotAllowed):
        verify_result(result, by=anna, **words)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="yourself"):
        verify_result(result, by=marieke, **words)  # type: ignore[arg-type]
    assert verified(result).state == State.VERIFIED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"evidence": 2}, "evidence"),
        ({"evidence": 5}, "evidence"),
        ({"against": " "}, "against"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=1)}, "on"),
        ({"amount": Decimal("0.5")}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
    ],
)
def test_verifying_says_what_when_and_how_much(anna: User, olga: User, changes: dict[str, Any], field: str) -> None:
    result = make_result(make_company(), anna, State.STATED)
    words = {"amount": Decimal(2), "on": TODAY, "against": "Loonstaat", "evidence": 1, **changes}
    before = everything()
    with pytest.raises(Refused) as refused:
        verify_result(result, by=olga, **words)  # type: ignore[arg-type]
    assert (refused.value.field, everything()) == (field, before)


@pytest.mark.parametrize("state", [State.FORECAST, State.ASKED, State.DENIED, State.UNANSWERED, State.WITHDRAWN])
def test_only_what_was_stated_is_verified(anna: User, state: str) -> None:
    with pytest.raises(Refused):
        verified(make_result(make_company(), anna, state))


def test_register_may_show_nothing(anna: User) -> None:
    result = verified(make_result(make_company(), anna, State.STATED), amount=Decimal(0))
    assert lines(result)[-1] == ("result_verified", 0, "banen-erbij")


def test_withdrawing_reverses_every_line_and_closes_the_link(anna: User) -> None:
    result = make_result(make_company(), anna, State.VERIFIED)
    result = withdraw_result(result, reason="Bij het verkeerde bedrijf", by=anna)
    entries = Entry.objects.about(result).order_by("pk")
    assert (lines(result), entries.count(), entries.total()) == ([], 6, 0)
    assert (result.state, result.round, result.verified) == (State.WITHDRAWN, 2, Decimal(2))
    before = everything()
    withdraw_result(result, reason="Nog eens", by=anna)
    assert everything() == before
    with pytest.raises(Refused):
        withdraw_result(make_result(make_company(), anna), reason=" ", by=anna)


def test_two_desks_do_not_change_one_result_unseen(anna: User) -> None:
    result = make_result(make_company(), anna)
    seen = result.version
    ask_result(result, name="Bram Jansen", email="bram@example.org", by=anna, version=seen)
    with pytest.raises(Stale):
        withdraw_result(result, reason="Dubbel", by=anna, version=seen)


def test_only_who_may_sees_and_writes_results(anna: User, fenna: User, charlie: User) -> None:
    company = make_company()
    make_result(company, anna)
    assert [Result.objects.visible_to(user).count() for user in (anna, fenna, charlie)] == [1, 0, 0]
    with pytest.raises(NotAllowed):
        write_result(company, reached(), submission=uuid.uuid4(), by=fenna)


def test_euros_are_kept_to_the_cent(anna: User) -> None:
    result = make_result(make_company(), anna, kind=TURNOVER, amount=Decimal("12500.55"))
    assert lines(result) == [(EntryKind.RESULT_FORECAST, 1_250_055, TURNOVER)]
