"""Contact moments: few fields, nothing lost, minutes against the cap, the first who speaks looks after the company."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.contacts import (
    assign_manager,
    complete_contact,
    finish_step,
    record_contact,
    reopen_step,
)
from kopgroep.casework.models import Contact
from kopgroep.ledger.models import Entry
from tests.factories import TODAY, make_company, make_contact, make_journey, spoken


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_contact_writes_one_line_with_the_facts_of_that_day(anna: User) -> None:
    company = make_company(size_class="2-4", sbi_scheme="2008", sbi_section="C")
    make_contact(company, anna, themes=["export"], minutes_travel=20)
    line = Entry.objects.get(kind="contact_held")
    assert (line.company, line.theme, line.line, line.municipality_code) == (company, "export", "basis", "GM0106")
    assert (line.sector, line.size_class, line.detail["minutes"]) == ("2008-C", "2-4", 50)


def test_first_who_speaks_becomes_account_manager_and_stays_it(anna: User, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, anna)
    company.refresh_from_db()
    make_contact(company, sjoerd)
    company.refresh_from_db()
    assert (company.account_manager, company.manager_since) == (anna, TODAY)


def test_double_submit_writes_one_contact(anna: User) -> None:
    company, submission = make_company(), uuid.uuid4()
    first = record_contact(company, spoken(), submission=submission, by=anna)
    assert record_contact(company, spoken(), submission=submission, by=anna) == first
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": "duif"}, "channel"),
        ({"kind": "gezellig"}, "kind"),
        ({"line": "geheim"}, "line"),
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"next_step": "Bellen"}, "next_step_on"),
    ],
)
def test_wrong_contact_is_refused_at_its_field(anna: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        make_contact(make_company(), anna, **changes)
    assert refused.value.field == field
    assert (Contact.objects.count(), Entry.objects.count()) == (0, 0)


def test_next_step_lies_after_the_contact(anna: User) -> None:
    before = {"next_step": "Bellen", "next_step_owner": anna, "next_step_on": TODAY - timedelta(days=1)}
    with pytest.raises(Refused, match="before the contact"):
        make_contact(make_company(), anna, **before)


def test_minutes_of_a_contact_in_a_trajectory_count_against_its_cap(anna: User) -> None:
    company = make_company()
    journey = make_journey(company, anna)
    make_contact(company, anna, journey=journey, minutes_preparation=15, minutes_travel=30)
    assert journey.minutes_written == 75


def test_contact_that_does_not_fit_in_the_trajectory_is_not_written(anna: User) -> None:
    company = make_company()
    journey = make_journey(company, anna)
    make_contact(company, anna, journey=journey, minutes_contact=23 * 60)
    with pytest.raises(Refused, match="1:00 is left"):
        make_contact(company, anna, journey=journey, minutes_contact=61)
    assert (Contact.objects.count(), journey.minutes_written) == (1, 23 * 60)


def test_trajectory_of_another_company_is_refused(anna: User) -> None:
    journey = make_journey(make_company("De Ander"), anna)
    with pytest.raises(Refused, match="another company"):
        make_contact(make_company(), anna, journey=journey)


def test_two_people_completing_at_once_lose_nothing(anna: User, sjoerd: User) -> None:
    contact = make_contact(make_company(), anna)
    seen = contact.version
    complete_contact(contact, note="Van Anna", by=anna, version=seen)
    with pytest.raises(Stale) as stale:
        complete_contact(contact, note="Van Sjoerd", by=sjoerd, version=seen)
    assert (stale.value.changes[0].actor, stale.value.row.note) == (anna, "Van Anna")
    assert Contact.objects.get().note == "Van Anna"


def test_step_can_be_ticked_off_twice_and_back(anna: User) -> None:
    step = {"next_step": "Bellen", "next_step_owner": anna, "next_step_on": TODAY}
    contact = make_contact(make_company(), anna, **step)
    assert list(Contact.objects.steps_due(TODAY)) == [contact]
    finish_step(contact, by=anna)
    assert finish_step(contact, by=anna).step_done_on == TODAY
    assert list(Contact.objects.steps_due(TODAY)) == []
    assert reopen_step(contact, by=anna).step_done_on is None


def test_only_an_adviser_becomes_manager_and_only_a_manager_assigns(anna: User, marieke: User, fenna: User) -> None:
    company = make_company()
    with pytest.raises(NotAllowed):
        assign_manager(company, anna, by=anna)
    with pytest.raises(Refused, match="does not advise"):
        assign_manager(company, fenna, by=marieke)
    assert assign_manager(company, anna, by=marieke).account_manager == anna
