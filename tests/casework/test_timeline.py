"""One timeline of everything, in few queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.casework.silence import silent
from kopgroep.casework.timeline import timeline
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey, make_question


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_timeline_tells_everything_newest_first(anna: User) -> None:
    company = make_company()
    make_question(company=company, text="Wie kijkt mee?")
    make_contact(company, anna, note="Plan besproken", next_step="", held_on=TODAY)
    make_journey(company, anna)
    items, older = timeline(company, user=anna)
    told = [(item.group, item.text) for item in items]
    assert told == [
        ("journey", "Een plan met een begroting"),
        ("other", ""),
        ("contact", "Plan besproken"),
        ("question", "Wie kijkt mee?"),
    ]
    assert not older


def test_timeline_filters_and_says_when_there_is_more(anna: User) -> None:
    company = make_company()
    for days in (3, 2, 1):
        make_contact(company, anna, held_on=TODAY - timedelta(days=days))
    make_intake(company, anna)
    items, older = timeline(company, user=anna, group="contact", size=3)
    assert [item.on for item in items] == [TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=2)]
    assert older


def test_reversed_line_stays_on_the_timeline_with_its_reason(anna: User, marieke: User) -> None:
    company = make_company()
    make_contact(company, anna)
    reverse_line(Entry.objects.get(kind="contact_held"), reason="Verkeerd bedrijf", by=marieke)
    items, _ = timeline(company, user=anna, group="contact")
    assert [item.undone for item in items] == ["Verkeerd bedrijf"]


def test_who_may_not_see_lines_sees_an_empty_timeline(anna: User, fenna: User) -> None:
    company = make_company()
    make_contact(company, anna)
    assert timeline(company, user=fenna) == ([], False)


@pytest.mark.parametrize("number", [1, 3])
def test_timeline_costs_two_queries(anna: User, number: int, django_assert_num_queries: Any) -> None:
    company = make_company()
    for _ in range(number):
        make_contact(company, anna, held_on=TODAY)
    with django_assert_num_queries(2):
        timeline(company, user=anna)


def test_silent_companies_longest_first_and_never_spoken_on_top(anna: User, marieke: User) -> None:
    limit = TODAY - timedelta(days=current().clocks.silent_days)
    quiet, long_quiet, fresh = make_company("Stil"), make_company("Lang stil"), make_company("Vers")
    make_contact(quiet, anna, held_on=limit - timedelta(days=1))
    make_contact(long_quiet, anna, held_on=limit - timedelta(days=30))
    make_contact(fresh, anna, held_on=limit)
    never = make_company("Nooit")
    Company.objects.filter(pk=never.pk).update(account_manager=anna, manager_since=limit - timedelta(days=5))
    assert list(silent(Company.objects.managed_by(anna), on=TODAY)) == [never, long_quiet, quiet]
