"""One conversation: who speaks with a company around a day, colleagues and partners; how much it is asked."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.conversation import Load, Pressure, pressure, pressures, recent_conversations
from kopgroep.casework.models import Referral
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey, make_referral
from tests.planned import make_appointment


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def ago(days: int) -> date:
    """So many days before the day of the test."""
    return TODAY - timedelta(days=days)


def met_by_partner(company: Company, by: User, **days: Any) -> Referral:
    """A referral of which the partner said when it spoke with the company."""
    referral = make_referral(company, by)
    Referral.objects.filter(pk=referral.pk).update(**days)
    return Referral.objects.get(pk=referral.pk)


def told(company: Company, but: User, on: date = TODAY) -> list[tuple[int, str, str]]:
    """Days ago, what, and who, as the guard finds them."""
    talks = recent_conversations(company, on=on, days=30, but=but)
    return [((TODAY - talk.on).days, talk.what, talk.who or talk.partner) for talk in talks]


def test_contacts_and_intakes_of_colleagues_count_not_ones_own(anna: User, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, sjoerd, held_on=ago(30))
    make_contact(company, sjoerd, held_on=ago(31))
    make_contact(company, anna, held_on=ago(2))
    make_intake(company, sjoerd, on=ago(5))
    make_contact(make_company("Ander bedrijf"), sjoerd)
    assert told(company, anna) == [(5, "intake", "Sjoerd Hoekstra"), (30, "contact", "Sjoerd Hoekstra")]
    assert told(company, sjoerd) == [(2, "contact", "Anna Bakker")]


def test_hours_count_when_there_was_a_conversation(anna: User, sjoerd: User) -> None:
    journey = make_journey(make_company(), sjoerd)
    book_hours(journey, contact=60, on=ago(0), submission=uuid.uuid4(), by=sjoerd)
    assert told(journey.company, anna) == [(0, "hours", "Sjoerd Hoekstra")]
    other = make_journey(make_company("Bakkerij"), sjoerd)
    book_hours(other, preparation=60, travel=30, on=ago(0), submission=uuid.uuid4(), by=sjoerd)
    assert told(other.company, anna) == []


def test_what_was_taken_back_did_not_happen(anna: User, sjoerd: User, marieke: User) -> None:
    company = make_company()
    make_contact(company, sjoerd)
    reverse_line(Entry.objects.get(kind="contact_held"), reason="Verkeerd bedrijf", by=marieke)
    assert told(company, anna) == []
    assert pressure(company, on=TODAY) == Pressure()


def test_planned_visits_count_on_both_sides_of_the_day(anna: User, sjoerd: User) -> None:
    company = make_company()
    make_appointment(company, sjoerd, on=TODAY + timedelta(days=20))
    assert told(company, anna) == [(-20, "appointment", "Sjoerd Hoekstra")]
    assert told(company, anna, on=TODAY + timedelta(days=40)) == [(-20, "appointment", "Sjoerd Hoekstra")]
    assert told(company, anna, on=TODAY + timedelta(days=51)) == []
    assert told(company, sjoerd) == []


def test_visit_that_nobody_wrote_up_yet_counts_as_held(
    anna: User, sjoerd: User, today_is: Callable[[date], None]
) -> None:
    company = make_company()
    make_appointment(company, sjoerd, on=TODAY + timedelta(days=1))
    today_is(TODAY + timedelta(days=5))
    (talk,) = recent_conversations(company, on=TODAY + timedelta(days=5), but=anna)
    assert (talk.what, talk.planned, talk.channel) == ("appointment", False, "visit")


def test_guard_asks_the_database_once(
    anna: User, sjoerd: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    company = make_company()
    make_contact(company, sjoerd)
    make_appointment(company, sjoerd)
    with django_assert_num_queries(1):
        talks = recent_conversations(company, on=TODAY, but=anna)
    assert [(talk.what, talk.channel) for talk in talks] == [("contact", "phone"), ("appointment", "visit")]


def test_partners_count_by_contact_and_by_appointment(anna: User) -> None:
    company = make_company()
    referral = met_by_partner(
        company, anna, contacted_on=ago(3), appointment_on=TODAY + timedelta(days=4), state="draft", due_on=TODAY
    )
    assert told(company, anna) == [(3, "partner", referral.partner), (-4, "partner", referral.partner)]
    talks = recent_conversations(company, on=TODAY, but=anna)
    assert [(talk.planned, talk.organisation) for talk in talks] == [
        (False, referral.organisation.name),
        (True, referral.organisation.name),
    ]


def test_appointment_of_an_ended_referral_is_off(anna: User) -> None:
    company = make_company()
    met_by_partner(company, anna, appointment_on=TODAY + timedelta(days=4), state="withdrawn", due_on=None)
    assert told(company, anna) == []


def test_one_person_on_one_day_is_one_conversation(anna: User, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, anna)
    make_intake(company, anna)
    assert pressure(company, on=TODAY) == Pressure(conversations=1, organisations=1)
    make_contact(company, sjoerd)
    met_by_partner(company, anna, contacted_on=ago(3))
    assert pressure(company, on=TODAY) == Pressure(conversations=3, organisations=2)


def test_pressure_forgets_after_the_programmes_days(anna: User) -> None:
    company = make_company()
    make_contact(company, anna, held_on=ago(89))
    make_contact(company, anna, held_on=ago(90))
    assert pressure(company, on=TODAY).conversations == 1


@pytest.mark.parametrize(
    ("talks", "load"), [(0, Load.CALM), (1, Load.CALM), (2, Load.BUSY), (3, Load.BUSY), (4, Load.TOO_MUCH)]
)
def test_figure_becomes_a_word(talks: int, load: Load) -> None:
    assert Pressure(conversations=talks).load is load


@pytest.mark.parametrize("number", [1, 3])
def test_pressures_of_a_list_take_two_queries(
    anna: User, number: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    companies = [make_company(f"Bedrijf {place}") for place in range(number)]
    for company in companies:
        make_contact(company, anna)
    with django_assert_num_queries(2):
        found = pressures([company.pk for company in companies], on=TODAY)
    assert found == {company.pk: Pressure(1, 1) for company in companies}
