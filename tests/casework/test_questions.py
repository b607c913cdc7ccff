"""A question from the counter: who calls, by when, taken once, closed with an outcome."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.questions import (
    Asked,
    ask_question,
    attach_company,
    close_question,
    reopen_question,
    take_question,
)
from kopgroep.casework.models import Question
from kopgroep.ledger.models import Entry
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_contact, make_question

Stand = Callable[[date], None]


@pytest.fixture(autouse=True)
def _monday(today_is: Stand) -> None:
    today_is(TODAY)


def test_question_is_promised_to_the_adviser_of_the_municipality(db: None) -> None:
    make_user("Wim Ver", Role.ADVISER, areas=["GM0114"])
    near = make_user("Nel Bij", Role.ADVISER, areas=["GM0106"])
    assert make_question(company=make_company()).caller == near


def test_question_goes_to_the_account_manager_first(anna: User) -> None:
    make_user("Nel Bij", Role.ADVISER, areas=["GM0106"])
    company = make_company()
    make_contact(company, anna)
    company.refresh_from_db()
    assert make_question(company=company).caller == anna


def test_question_goes_to_who_has_the_fewest_waiting(db: None) -> None:
    first, second = make_user("Een Ee", Role.ADVISER), make_user("Twee Tee", Role.ADVISER)
    assert [make_question().caller for _ in range(3)] == [first, second, first]


def test_closed_account_of_the_manager_is_passed_over(anna: User) -> None:
    other = make_user("Nel Bij", Role.ADVISER)
    company = make_company()
    make_contact(company, anna)
    anna.is_active = False
    anna.save(update_fields=["is_active"])
    company.refresh_from_db()
    assert make_question(company=company).caller == other


def test_without_advisers_the_visitor_is_told_to_ring(db: None) -> None:
    with pytest.raises(Refused, match="ring us"):
        make_question()
    assert Question.objects.count() == 0


def test_call_is_promised_over_a_holiday(anna: User, today_is: Stand) -> None:
    today_is(date(2023, 5, 17))
    # Thursday 18 May 2023 is Ascension Day.
    assert make_question().call_by == date(2023, 5, 22)


def test_asking_twice_with_one_submission_asks_once(anna: User) -> None:
    submission = uuid.uuid4()
    asked = Asked(text="Hoe?", name="Bram", email="bram@example.org")
    first = ask_question(asked, submission=submission)
    assert ask_question(asked, submission=submission) == first
    assert Entry.objects.filter(kind="question_asked").count() == 1


def test_taken_question_cannot_be_taken_again(anna: User, sjoerd: User) -> None:
    question = take_question(make_question(), by=anna)
    with pytest.raises(Refused, match="Anna Bakker has already taken"):
        take_question(question, by=sjoerd)
    assert Question.objects.get().caller == anna


def test_charlie_takes_nothing(anna: User, charlie: User) -> None:
    question = make_question()
    with pytest.raises(NotAllowed):
        take_question(question, by=charlie)
    assert Question.objects.get().state == "new"


def test_question_closes_only_with_a_known_outcome(anna: User) -> None:
    question = take_question(make_question(), by=anna)
    with pytest.raises(Refused) as refused:
        close_question(question, outcome="weg ermee", by=anna)
    assert refused.value.field == "outcome"
    closed = close_question(question, outcome="answered", by=anna)
    assert (closed.state, closed.closed_on, closed.outcome) == ("closed", TODAY, "answered")


def test_new_question_cannot_be_closed_before_it_is_taken(anna: User) -> None:
    with pytest.raises(Refused, match="Take the question first"):
        close_question(make_question(), outcome="answered", by=anna)


def test_closing_can_be_undone_with_a_reason(anna: User) -> None:
    question = close_question(take_question(make_question(), by=anna), outcome="answered", by=anna)
    with pytest.raises(Refused, match="Say why"):
        reopen_question(question, reason=" ", by=anna)
    again = reopen_question(question, reason="Per ongeluk", by=anna)
    assert (again.state, again.closed_on, again.outcome) == ("taken", None, "")


def test_who_saves_second_hears_what_the_first_changed(anna: User, sjoerd: User) -> None:
    question = take_question(make_question(), by=anna)
    seen = question.version
    attach_company(question, make_company("Kwekerij Oost"), by=sjoerd, version=seen)
    with pytest.raises(Stale) as stale:
        close_question(question, outcome="answered", by=anna, version=seen)
    latest = stale.value.changes[0]
    assert (latest.actor, latest.detail) == (sjoerd, {"company": "Kwekerij Oost"})
    assert Question.objects.get().state == "taken"


def test_each_act_writes_one_line_and_one_audit_event(anna: User) -> None:
    question = take_question(make_question(company=make_company()), by=anna)
    close_question(question, outcome="answered", by=anna)
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["question_asked", "question_taken", "question_closed"]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["ask", "take", "close"]
