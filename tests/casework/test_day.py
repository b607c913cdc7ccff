"""What needs somebody on a day: in which part it stands, whose it is, and how little it costs to ask."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kopgroep.accounts.models import User
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.actions.contacts import assign_manager, finish_step
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.questions import take_question
from kopgroep.casework.day import Day, Section, day_of
from kopgroep.casework.due import Kind
from kopgroep.companies.models import Company
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests.casework.work import DAY, make_action, make_appointment, make_draft, make_referral, make_task
from tests.factories import TODAY, make_company, make_contact, make_journey, make_question

LATE, SOON, FAR = TODAY - DAY, TODAY + DAY, TODAY + timedelta(days=8)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def day(user: User, *, on: date = TODAY, team: bool = False) -> Day:
    return day_of(user, on=on, team=team)


def where(found: Day) -> dict[Section, list[tuple[Kind, int]]]:
    """The parts of a day that hold something, each with the kind and key of its things."""
    return {section: [(item.kind, item.pk) for item in items] for section, items in found.parts.items() if items}


def managed(user: User, name: str = "Timmerfabriek De Drift", *, since: date = TODAY) -> Company:
    """A company with an account manager that nobody spoke with yet."""
    company = make_company(name)
    company.account_manager, company.manager_since = user, since
    company.save()
    return company


@pytest.mark.parametrize(
    ("due_on", "section"),
    [(LATE, Section.OVERDUE), (TODAY, Section.TODAY), (SOON, Section.WEEK), (TODAY + timedelta(days=7), Section.WEEK)],
)
def test_a_thing_with_a_term_stands_where_its_day_says(anna: User, due_on: date, section: Section) -> None:
    company = managed(anna)
    task = make_task(anna, due_on=due_on, company=company)
    action = make_action(company, anna, due_on=due_on)
    referral = make_referral(company, anna, due_on=due_on)
    meeting = make_appointment(company, anna, on=due_on)
    expected = {
        (Kind.TASK, task.pk),
        (Kind.ACTION, action.pk),
        (Kind.REFERRAL, referral.pk),
        (Kind.APPOINTMENT, meeting.pk),
    }
    found = where(day(anna))
    assert (set(found), set(found[section])) == ({section}, expected)


def test_what_is_further_away_than_a_week_is_not_of_this_day(anna: User) -> None:
    company = managed(anna)
    make_task(anna, due_on=FAR)
    make_action(company, anna, due_on=FAR)
    make_referral(company, anna, due_on=FAR)
    make_appointment(company, anna, on=FAR)
    make_contact(company, anna, next_step="Bellen", next_step_owner=anna, next_step_on=FAR)
    assert where(day(anna)) == {}


def test_a_step_says_what_was_agreed_with_whom_and_goes_when_it_is_done(anna: User) -> None:
    company = make_company("Van Rhee")
    contact = make_contact(
        company, anna, held_on=LATE, next_step="Budget nakijken", next_step_owner=anna, next_step_on=LATE
    )
    item = day(anna)[Section.OVERDUE][0]
    assert (item.kind, item.pk, item.company, item.what, item.due_on, item.owner) == (
        Kind.STEP,
        contact.pk,
        "Van Rhee",
        "Budget nakijken",
        LATE,
        "Anna Bakker",
    )
    finish_step(contact, by=anna)
    assert where(day(anna)) == {}


def test_a_question_is_new_then_due_then_late_until_somebody_takes_it(anna: User) -> None:
    question = make_question(company=None, company_typed="Bakkerij Smit")
    thing = [(Kind.QUESTION, question.pk)]
    assert where(day(anna)) == {Section.NEW: thing}
    assert where(day(anna, on=question.call_by)) == {Section.TODAY: thing}
    late = day(anna, on=question.call_by + DAY)
    assert (where(late), late.late, late[Section.OVERDUE][0].company) == ({Section.OVERDUE: thing}, 1, "Bakkerij Smit")
    take_question(question, by=anna)
    assert where(day(anna, on=question.call_by + DAY)) == {}


def test_the_longest_waiting_comes_first_and_appointments_go_by_the_clock(anna: User) -> None:
    company = managed(anna)
    after = make_appointment(company, anna, hour=15)
    before = make_appointment(company, anna, hour=9)
    newer = make_task(anna, due_on=LATE)
    older = make_task(anna, due_on=LATE - DAY)
    found = where(day(anna))
    assert found[Section.OVERDUE] == [(Kind.TASK, older.pk), (Kind.TASK, newer.pk)]
    assert found[Section.TODAY] == [(Kind.APPOINTMENT, before.pk), (Kind.APPOINTMENT, after.pk)]


def test_a_held_appointment_waits_for_its_contact_moment(anna: User) -> None:
    company = make_company()
    meeting = make_appointment(company, anna, on=LATE)
    gone = make_appointment(company, anna, on=LATE, cancelled_on=LATE)
    assert where(day(anna)) == {Section.OVERDUE: [(Kind.APPOINTMENT, meeting.pk)]}
    assert gone.contact_id is None
    meeting.contact = make_contact(company, anna, held_on=LATE)
    meeting.save()
    assert where(day(anna)) == {}


def test_drafts_are_for_their_owner_and_those_of_nobody_for_all(anna: User, sjoerd: User) -> None:
    own, loose = make_draft(anna), make_draft(None)
    make_draft(sjoerd)
    make_draft(anna, on=SOON)
    make_draft(anna, state="dropped")
    assert sorted(where(day(anna))[Section.NEW]) == [(Kind.DRAFT, own.pk), (Kind.DRAFT, loose.pk)]


@pytest.mark.parametrize("state", ["consent_asked", "sent", "accepted", "contacted", "active", "result_known"])
def test_a_referral_with_somebody_else_shows_only_when_that_one_is_late(anna: User, sjoerd: User, state: str) -> None:
    company = managed(sjoerd)
    facts = {"outcome": "answered", "result_on": TODAY} if state == "result_known" else {}
    make_referral(company, anna, state=state, due_on=TODAY, **facts)
    late = make_referral(company, anna, state=state, due_on=LATE, **facts)
    expected = {Section.OVERDUE: [(Kind.REFERRAL, late.pk)]}
    assert (where(day(anna)), where(day(sjoerd))) == (expected, expected)


@pytest.mark.parametrize("state", ["draft", "declined", "expired"])
def test_a_referral_that_waits_for_the_adviser_is_of_its_owner_alone(anna: User, sjoerd: User, state: str) -> None:
    company = managed(sjoerd)
    facts = {"decline_reason": "vol"} if state == "declined" else {}
    referral = make_referral(company, anna, state=state, due_on=SOON, **facts)
    assert where(day(anna)) == {Section.WEEK: [(Kind.REFERRAL, referral.pk)]}
    assert where(day(sjoerd)) == {}


def test_what_stays_late_for_long_comes_to_the_manager_as_well(anna: User, marieke: User) -> None:
    company = managed(anna)
    days = current().clocks.to_manager
    # Monday: so many working days ago, and one more.
    just, longer = TODAY - timedelta(days=5), TODAY - timedelta(days=6)
    assert days == 3
    make_referral(company, anna, state="sent", due_on=just)
    late = make_referral(company, anna, state="sent", due_on=longer)
    assert where(day(marieke)) == {Section.OVERDUE: [(Kind.REFERRAL, late.pk)]}
    assert day(marieke)[Section.OVERDUE][0].owner == "Anna Bakker"


def test_a_call_that_nobody_makes_comes_to_the_manager_as_well(anna: User, marieke: User) -> None:
    question = make_question()
    assert question.caller == anna
    just = add_working_days(question.call_by, current().clocks.to_manager)
    assert where(day(marieke, on=just)) == {}
    assert where(day(marieke, on=just + DAY)) == {Section.OVERDUE: [(Kind.QUESTION, question.pk)]}


def test_a_company_goes_silent_and_one_never_spoken_with_comes_first(anna: User) -> None:
    limit = timedelta(days=current().clocks.silent_days)
    never = managed(anna, "Nooit gesproken", since=TODAY - limit - DAY)
    managed(anna, "Pas gekregen", since=TODAY - limit)
    silent, spoken = make_company("Stil"), make_company("Gesproken")
    make_contact(silent, anna, held_on=TODAY - limit - DAY)
    make_contact(spoken, anna, held_on=TODAY - limit)
    found = day(anna)[Section.SILENT]
    assert [(item.pk, item.since) for item in found] == [(never.pk, None), (silent.pk, TODAY - limit - DAY)]


def test_a_trajectory_that_is_nearly_full_is_told(anna: User) -> None:
    journey, other = make_journey(make_company(), anna), make_journey(make_company(), anna)
    warned = journey.cap_minutes * current().clocks.hours_warning_percent // 100
    book_hours(journey, contact=warned, on=TODAY, submission=journey.submission, by=anna)
    book_hours(other, contact=warned - 1, on=TODAY, submission=other.submission, by=anna)
    item = day(anna)[Section.FULL][0]
    assert len(day(anna)[Section.FULL]) == 1
    assert (item.kind, item.pk, item.written, item.cap) == (Kind.JOURNEY, journey.pk, warned, journey.cap_minutes)


def test_letters_that_did_not_arrive_are_for_who_looks_after_the_post(anna: User, marieke: User) -> None:
    facts = {"kind": "consent", "to": "bram@example.org", "subject": "Mag dit?", "text": "Dag", "language": "nl"}
    moment = timezone.now()
    failed = Letter.objects.create(key="1", state="failed", last_error="550", written_at=moment, **facts)
    Letter.objects.create(key="2", written_at=moment, **facts)
    assert where(day(marieke)) == {Section.LETTERS: [(Kind.LETTER, failed.pk)]}
    assert where(day(anna)) == {}


def test_the_team_sees_everybodys_things_with_the_name_of_who_does_them(anna: User, sjoerd: User) -> None:
    make_task(anna, due_on=LATE)
    make_task(sjoerd, due_on=LATE - DAY)
    assert [item.owner for item in day(anna, team=True)[Section.OVERDUE]] == ["Sjoerd Hoekstra", "Anna Bakker"]
    assert [item.owner for item in day(anna)[Section.OVERDUE]] == ["Anna Bakker"]


def test_who_may_see_nothing_has_an_empty_day(charlie: User, anna: User) -> None:
    company = managed(anna, since=date(2020, 1, 1))
    make_task(charlie, due_on=LATE)
    make_referral(company, anna, state="sent", due_on=LATE)
    make_question(company=company)
    assert where(day(charlie, team=True)) == {}


def test_news_has_a_name_that_changes_with_its_term_and_its_part_of_the_day(anna: User) -> None:
    task = make_task(anna, due_on=LATE)
    item = day(anna)[Section.OVERDUE][0]
    assert item.key(Section.OVERDUE) == f"overdue:task:{task.pk}::2023-05-14"
    task.due_on = LATE - DAY
    task.save()
    assert day(anna)[Section.OVERDUE][0].key(Section.OVERDUE) == f"overdue:task:{task.pk}::2023-05-13"


@pytest.mark.parametrize("number", [1, 3])
def test_a_day_costs_five_queries_however_much_there_is(
    anna: User, marieke: User, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        company = managed(anna, since=date(2020, 1, 1))
        make_task(anna, due_on=LATE, company=company)
        make_action(company, anna)
        make_referral(company, anna)
        make_appointment(company, anna)
        make_draft(anna)
        make_question(company=company)
        make_journey(company, anna)
    assert marieke.permissions
    with django_assert_num_queries(5):
        found = day(marieke, team=True)
    assert (len(found[Section.TODAY]), len(found[Section.SILENT])) == (3 * number, number)


def test_an_account_manager_is_told_of_a_company_from_the_day_it_is_given(anna: User, marieke: User) -> None:
    company = managed(anna, since=date(2020, 1, 1))
    assert [item.pk for item in day(anna)[Section.SILENT]] == [company.pk]
    assign_manager(company, marieke, by=marieke)
    assert (where(day(anna)), where(day(marieke))) == ({}, {})
