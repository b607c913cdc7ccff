"""Handing over the work of somebody who leaves: all of it moves, nothing that was done does."""

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.permissions import Permission
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.casework.actions.contacts import finish_step
from kopgroep.casework.actions.handover import hand_over
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.actions.lists import keep_list
from kopgroep.casework.actions.questions import close_question, take_question
from kopgroep.casework.handover import MOVES, STAYS, Work, counted, pieces_of
from kopgroep.casework.handover_letter import work_words
from kopgroep.casework.models import AgendaLink, Question, SavedList
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme.kinds import EntryKind
from tests.casework.work import make_action, make_appointment, make_draft, make_referral, make_task
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_contact, make_filling, make_journey, make_question

CODES = [work.code for work in MOVES]


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def relations(models_of: list[type[models.Model]]) -> set[str]:
    """Every relation to a person, by its name."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in models_of
        for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]
        if field.related_model is User
    }


def test_every_relation_to_a_person_moves_or_says_why_it_stays() -> None:
    named = [*(work.label for work in MOVES), *STAYS]
    assert relations(list(apps.get_models(include_auto_created=True))) == set(named)
    assert len(named) == len(set(named))


def test_every_kind_of_work_has_a_word() -> None:
    assert set(work_words()) == set(CODES)


def make_one(code: str, owner: User, company: Company) -> None:
    """One piece of open work of each kind, at a company of somebody else."""
    if code == "companies":
        held = make_company()
        held.account_manager, held.manager_since = owner, TODAY
        held.save()
    elif code == "questions":
        Question.objects.filter(pk=make_question(company=company).pk).update(caller=owner)
    elif code == "steps":
        make_contact(company, owner, next_step="Bellen", next_step_owner=owner, next_step_on=TODAY)
    elif code == "tasks":
        make_task(owner)
    elif code in ("plans", "actions"):
        # A plan always brings its action along.
        make_action(make_company(), owner)
    elif code == "referrals":
        make_referral(company, owner)
    elif code == "journeys":
        make_journey(make_company(), owner)
    elif code == "scans":
        make_filling(make_company(), owner, finished=False)
    elif code == "appointments":
        make_appointment(company, owner)
    elif code == "drafts":
        make_draft(owner)
    else:
        keep_list(uuid.uuid4().hex, of=SavedList.Of.COMPANIES, query="", shared=True, by=owner)


def held_by(other: User) -> Company:
    """A company that somebody else manages, so that speaking with it makes nobody its manager."""
    company = make_company()
    company.account_manager, company.manager_since = other, TODAY
    company.save()
    return company


def all_open(work: Work) -> int:
    return work.rows.count()


@pytest.mark.parametrize("code", CODES)
def test_each_kind_of_open_work_moves(anna: User, sjoerd: User, marieke: User, code: str) -> None:
    company = held_by(marieke)
    make_one(code, anna, company)
    work = next(work for work in MOVES if work.code == code)
    moved = work.of(anna).get()
    version = moved.version
    hand_over(anna, heir=sjoerd, by=marieke)
    moved.refresh_from_db()
    assert (getattr(moved, work.field), moved.version) == (sjoerd, version + 1)
    assert pieces_of(anna) == []


class RandomWork(TestCase):
    """Whatever there is, all of it moves and none of it is lost."""

    @settings(max_examples=12, deadline=None)
    @given(codes=st.lists(st.sampled_from(CODES), max_size=8), split=st.booleans())
    def test_nothing_is_left_and_nothing_is_lost(self, codes: list[str], split: bool) -> None:
        anna, sjoerd, olaf, marieke = (
            make_user(f"{name} Proef", role, email=f"{uuid.uuid4()}@example.org")
            for name, role in (
                ("Anna", Role.ADVISER),
                ("Sjoerd", Role.SPECIALIST),
                ("Olaf", Role.ADVISER),
                ("Marieke", Role.MANAGER),
            )
        )
        company = held_by(marieke)
        for code in codes:
            make_one(code, anna, company)
        before, pieces = {work.code: all_open(work) for work in MOVES}, counted(pieces_of(anna))
        shares = hand_over(anna, heir=sjoerd, by_municipality={"GM0106": olaf} if split else {}, by=marieke)
        assert pieces_of(anna) == []
        assert {work.code: all_open(work) for work in MOVES} == before
        assert sum(shares.values(), Counter()) == pieces
        assert counted(pieces_of(sjoerd)) + counted(pieces_of(olaf)) == pieces


def test_what_is_done_keeps_the_name_of_who_did_it(anna: User, sjoerd: User, marieke: User) -> None:
    company = held_by(marieke)
    contact = make_contact(company, anna, next_step="Bellen", next_step_owner=anna, next_step_on=TODAY)
    finish_step(contact, by=anna)
    question = take_question(make_question(company=company), by=anna)
    close_question(question, outcome="answered", by=anna)
    journey = make_journey(company, anna)
    close_journey(journey, outcome="step_taken", result="Klaar", by=anna)
    task = make_task(anna, done_on=TODAY)
    hand_over(anna, heir=sjoerd, by=marieke)
    for row in (contact, question, journey, task):
        row.refresh_from_db()
    assert (contact.by, contact.next_step_owner, question.caller, journey.specialist, task.owner) == (anna,) * 5
    assert Letter.objects.count() == 0


def test_work_in_another_municipality_can_go_to_somebody_else(anna: User, sjoerd: User, marieke: User) -> None:
    olaf = make_user("Olaf Ooster", Role.ADVISER)
    here, there = make_company("Hier"), make_company("Daar", municipality_code="GM0114")
    for company in (here, there):
        company.account_manager, company.manager_since = anna, TODAY
        company.save()
        make_task(anna, company=company)
    loose = make_question(municipality_code="GM0114", company_typed="Nieuw")
    Question.objects.filter(pk=loose.pk).update(caller=anna)
    make_task(anna)
    shares = hand_over(anna, heir=sjoerd, by_municipality={"GM0114": olaf}, by=marieke)
    assert shares == {sjoerd: Counter(companies=1, tasks=2), olaf: Counter(companies=1, tasks=1, questions=1)}
    there.refresh_from_db()
    assert there.account_manager == olaf


def test_another_account_manager_is_a_line_in_the_ledger(anna: User, sjoerd: User, marieke: User) -> None:
    company = held_by(anna)
    hand_over(anna, heir=sjoerd, by=marieke)
    line = Entry.objects.get(company=company, kind=EntryKind.MANAGER_ASSIGNED)
    company.refresh_from_db()
    assert (line.actor, line.happened_on, company.manager_since) == (marieke, TODAY, TODAY)


def test_each_heir_gets_one_mail_that_names_no_company(anna: User, sjoerd: User, marieke: User) -> None:
    company = held_by(anna)
    make_task(anna, company=company)
    make_task(anna)
    hand_over(anna, heir=sjoerd, by=marieke)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (sjoerd.email, "Het werk van Anna Bakker is nu van jou")
    assert ("- 2 taken" in letter.text, company.name in letter.text) == (True, False)


def test_a_second_hand_over_finds_nothing(anna: User, sjoerd: User, marieke: User) -> None:
    make_task(anna)
    hand_over(anna, heir=sjoerd, by=marieke)
    written = AuditEvent.objects.count()
    assert hand_over(anna, heir=sjoerd, by=marieke) == {sjoerd: Counter()}
    assert (AuditEvent.objects.count(), Letter.objects.count()) == (written, 1)


def test_the_private_calendar_ends(anna: User, sjoerd: User, marieke: User) -> None:
    link = AgendaLink.objects.create(user=anna, digest="0" * 64, made_at="2023-05-01T09:00Z")
    hand_over(anna, heir=sjoerd, by=marieke)
    link.refresh_from_db()
    assert link.ended_at is not None


def test_a_shared_list_gets_a_free_name_and_a_private_one_stays(anna: User, sjoerd: User, marieke: User) -> None:
    for user, name, shared in ((anna, "Emmen", True), (anna, "Van mij", False), (sjoerd, "Emmen", False)):
        keep_list(name, of=SavedList.Of.COMPANIES, query="", shared=shared, by=user)
    hand_over(anna, heir=sjoerd, by=marieke)
    assert sorted(SavedList.objects.filter(owner=sjoerd).values_list("name", flat=True)) == ["Emmen", "Emmen (Anna)"]
    assert SavedList.objects.get(owner=anna).name == "Van mij"


def test_the_heir_must_advise_companies_and_be_somebody_else(anna: User, fenna: User, marieke: User) -> None:
    make_task(anna)
    for heir in (anna, fenna):
        with pytest.raises(Refused) as refused:
            hand_over(anna, heir=heir, by=marieke)
        assert refused.value.field == "heir"
    assert len(pieces_of(anna)) == 1


def test_only_a_manager_hands_over(anna: User, sjoerd: User) -> None:
    assert not anna.may(Permission.HAND_OVER)
    with pytest.raises(NotAllowed):
        hand_over(sjoerd, heir=anna, by=anna)


def test_what_is_open_is_asked_in_one_query(
    anna: User, marieke: User, django_assert_num_queries: Callable[[int], object]
) -> None:
    company = held_by(marieke)
    for code in CODES:
        make_one(code, anna, company)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # a context manager
        pieces = pieces_of(anna)
    # The company that came with the plan, the trajectory and the step is of nobody.
    assert counted(pieces) == Counter({**dict.fromkeys(CODES, 1), "plans": 2, "actions": 2})


def test_far_appointments_move_as_well(anna: User, sjoerd: User, marieke: User) -> None:
    meeting = make_appointment(held_by(marieke), anna, on=TODAY + timedelta(days=40))
    hand_over(anna, heir=sjoerd, by=marieke)
    meeting.refresh_from_db()
    assert (meeting.owner, meeting.by) == (sjoerd, anna)
