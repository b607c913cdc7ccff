"""The private calendar: a secret that is shown once, and everything with a day that waits for somebody."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import RoleGrant, User
from kopgroep.base.errors import NotAllowed
from kopgroep.casework.actions.agenda import end_agenda_link, make_agenda_link, owner_of
from kopgroep.casework.agenda import Kind, agenda_of
from kopgroep.casework.models import AgendaLink
from tests.factories import TODAY, make_company, make_contact, make_question, make_referral
from tests.planned import at, make_appointment, make_plan, make_task


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_only_a_digest_of_the_secret_is_kept(anna: User) -> None:
    secret = make_agenda_link(by=anna)
    link = AgendaLink.objects.get()
    assert (owner_of(secret), len(link.digest), secret in link.digest) == (anna, 64, False)
    assert owner_of(link.digest) is None


def test_new_link_ends_the_one_before(anna: User) -> None:
    old, new = make_agenda_link(by=anna), make_agenda_link(by=anna)
    assert (owner_of(old), owner_of(new)) == (None, anna)
    assert end_agenda_link(by=anna) is True
    assert (owner_of(new), end_agenda_link(by=anna)) == (None, False)


def test_link_of_who_left_opens_nothing(anna: User, sjoerd: User) -> None:
    of_anna, of_sjoerd = make_agenda_link(by=anna), make_agenda_link(by=sjoerd)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    RoleGrant.objects.filter(user=sjoerd).delete()
    assert (owner_of(of_anna), owner_of(of_sjoerd), owner_of("")) == (None, None, None)


def test_charlie_has_no_calendar(charlie: User) -> None:
    with pytest.raises(NotAllowed):
        make_agenda_link(by=charlie)


def test_agenda_holds_all_that_waits(anna: User, sjoerd: User, django_assert_num_queries: Callable[[int], Any]) -> None:
    company, day = make_company(), TODAY + timedelta(days=3)
    question = make_question(company=company)
    make_contact(company, anna, next_step="Bellen", next_step_owner=anna, next_step_on=day)
    make_appointment(company, anna, on=day)
    make_task(anna, company=company, due_on=day)
    make_plan(company, anna)
    make_referral(company, anna)
    make_task(sjoerd, company=company)
    anna.permissions  # noqa: B018  (asked once per request, whoever asks)
    with django_assert_num_queries(6):
        items = agenda_of(anna, on=TODAY)
    assert {item.kind: item.begins for item in items} == {
        Kind.APPOINTMENT: at(day),
        Kind.TASK: day,
        Kind.STEP: day,
        Kind.ACTION: TODAY + timedelta(days=30),
        Kind.CALL: question.call_by,
        Kind.REFERRAL: TODAY + timedelta(days=2),
    }
    assert {item.who for item in items} == {company.name}
