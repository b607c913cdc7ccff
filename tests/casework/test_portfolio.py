"""The companies of an account manager: where each stands, what comes next, at the cost of three queries."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.day import Section, day_of
from kopgroep.casework.due import Kind
from kopgroep.casework.portfolio import Held, Only, export_portfolio, in_order, narrowed, portfolio_of, summed
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.scans.actions.measures import record_position
from tests.casework.work import DAY, make_action, make_appointment, make_referral, make_task
from tests.factories import TODAY, make_company, make_contact, make_journey, pdf

LONG_AGO = TODAY - timedelta(days=400)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def managed(user: User, name: str = "Van Rhee", *, since: date = TODAY, **facts: Any) -> Company:
    company = make_company(name, **facts)
    company.account_manager, company.manager_since = user, since
    company.save()
    return company


def held_of(user: User) -> list[Held]:
    return portfolio_of(user, user=user, on=TODAY)


def names(portfolio: list[Held]) -> list[str]:
    return [held.name for held in portfolio]


def test_a_company_shows_phase_last_contact_hours_and_referrals(anna: User) -> None:
    company = managed(anna, place="Emmen", municipality_code="GM0114")
    make_contact(company, anna, held_on=TODAY - DAY)
    journey = make_journey(company, anna)
    book_hours(journey, contact=90, on=TODAY, submission=uuid.uuid4(), by=anna)
    facts = {"proof": "Gezien", "file": pdf(), "submission": uuid.uuid4(), "by": anna}
    phase = current().ladder.phases[1].code
    record_position(company, phase=phase, taken_on=TODAY, **facts)
    make_referral(company, anna)
    make_referral(company, anna, state="sent")
    make_referral(company, anna, state="withdrawn", due_on=None)
    held = held_of(anna)[0]
    assert (held.name, held.place, held.municipality, held.phase) == ("Van Rhee", "Emmen", "GM0114", phase)
    assert (held.last_on, held.silent, held.left, held.referrals) == (TODAY, False, journey.cap_minutes - 90, 2)


def test_the_first_thing_with_a_term_comes_next_whoever_does_it(anna: User, sjoerd: User) -> None:
    company = managed(anna)
    make_appointment(company, anna, on=TODAY + 2 * DAY)
    task = make_task(sjoerd, company=company, due_on=TODAY - DAY)
    make_action(company, anna, due_on=TODAY - DAY)
    make_task(anna, due_on=TODAY - DAY)
    held = held_of(anna)[0]
    assert held.next is not None
    assert ({held.next.kind, held.due[1].kind}, held.late, len(held.due)) == ({Kind.TASK, Kind.ACTION}, 2, 3)
    assert task.pk in {row.pk for row in held.due if row.kind is Kind.TASK}


def test_a_shielded_address_stays_hidden(anna: User) -> None:
    managed(anna, place="Geheim", address_shielded=True)
    assert held_of(anna)[0].place == ""


def test_silence_is_the_same_here_as_on_the_day_page(anna: User) -> None:
    limit = timedelta(days=current().clocks.silent_days)
    managed(anna, "Nooit", since=TODAY - limit - DAY)
    managed(anna, "Nieuw", since=TODAY - limit)
    for name, held_on in (("Stil", TODAY - limit - DAY), ("Gesproken", TODAY - limit)):
        make_contact(managed(anna, name, since=LONG_AGO), anna, held_on=held_on)
    stopped = managed(anna, "Gestopt", since=LONG_AGO)
    stopped.ended_on = TODAY
    stopped.save()
    told = {item.company for item in day_of(anna, on=TODAY)[Section.SILENT]}
    assert {held.name for held in held_of(anna) if held.silent} == told == {"Nooit", "Stil"}


def test_what_was_said_to_a_double_counts_for_the_company_that_stayed(anna: User) -> None:
    company, double = managed(anna, since=LONG_AGO), make_company("Van Rhee bv")
    make_contact(double, anna)
    Company.objects.filter(pk=double.pk).update(merged_into=company, kvk_number=None)
    held = held_of(anna)
    assert (len(held), held[0].last_on, held[0].silent) == (1, TODAY, False)


def test_a_portfolio_is_narrowed_and_ordered(anna: User) -> None:
    late, silent = managed(anna, "bakker"), managed(anna, "Aannemer", since=LONG_AGO, municipality_code="GM0114")
    make_task(anna, company=late, due_on=TODAY - DAY)
    make_journey(late, anna)
    make_contact(late, anna)
    make_referral(managed(anna, "Cafe"), anna, due_on=TODAY + DAY)
    portfolio = held_of(anna)
    expected = {
        Only.LATE: ["bakker"],
        Only.SILENT: ["Aannemer"],
        Only.JOURNEY: ["bakker"],
        Only.REFERRED: ["Cafe"],
        Only.NOTHING_AGREED: ["Aannemer"],
    }
    assert {only: names(narrowed(portfolio, only=only)) for only in Only} == expected
    assert names(narrowed(portfolio, municipality="GM0114")) == [silent.name]
    assert names(in_order(portfolio, "name")) == ["Aannemer", "bakker", "Cafe"]
    assert names(in_order(portfolio, "-name")) == ["Cafe", "bakker", "Aannemer"]
    assert names(in_order(portfolio, "next")) == ["bakker", "Cafe", "Aannemer"]
    assert names(in_order(portfolio, "left")) == ["Aannemer", "Cafe", "bakker"]
    assert names(in_order(portfolio, "-last")) == ["bakker", "Aannemer", "Cafe"]


def test_the_portfolio_in_one_line(anna: User) -> None:
    first, second = managed(anna, "Een"), managed(anna, "Twee", since=LONG_AGO)
    caps = [make_journey(company, anna).cap_minutes for company in (first, second)]
    make_task(anna, company=first, due_on=TODAY - DAY)
    found = summed(held_of(anna))
    assert (found.companies, found.journeys, found.left, found.late, found.silent) == (2, 2, sum(caps), 1, 1)


def test_who_may_not_see_companies_sees_no_portfolio(anna: User, fenna: User) -> None:
    managed(anna)
    assert portfolio_of(anna, user=fenna, on=TODAY) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_portfolio_costs_three_queries(anna: User, number: int, django_assert_num_queries: Any) -> None:
    for count in range(number):
        company = managed(anna, f"Bedrijf {count}")
        make_journey(company, anna)
        make_task(anna, company=company)
        make_referral(company, anna)
    assert anna.permissions
    with django_assert_num_queries(3):
        assert len(held_of(anna)) == number


def test_taking_a_portfolio_along_is_written_down(anna: User, sjoerd: User) -> None:
    managed(anna)
    export_portfolio(held_of(anna), manager=anna, form="csv", by=sjoerd)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.actor, event.subject_id, event.detail) == (
        "export_portfolio",
        sjoerd,
        anna.pk,
        {"rows": 1, "form": "csv"},
    )
