"""The private calendar: what a calendar program gets, and what nobody gets."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from kopgroep.accounts.models import User
from kopgroep.casework.actions.agenda import end_agenda_link, make_agenda_link
from kopgroep.portal.views.agenda import AGENDAS
from tests.factories import TODAY, make_company
from tests.planned import make_appointment, make_task


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    cache.clear()


def address(secret: str) -> str:
    """The address of a calendar."""
    return reverse("portal:agenda", args=[secret])


def test_calendar_says_with_whom_not_what_about(client: Client, anna: User) -> None:
    company = make_company("Van Rhee; Landbouw, techniek")
    make_appointment(company, anna, subject="Ontslagronde")
    make_task(anna, "Schulden bespreken", company=company, due_on=TODAY + timedelta(days=1))
    answer = client.get(address(make_agenda_link(by=anna)))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/calendar; charset=utf-8", "private, max-age=300")
    text = answer.content.decode()
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [
        "Afspraak: Van Rhee; Landbouw, techniek",
        "Taak: Van Rhee; Landbouw, techniek",
    ]
    assert [word in text for word in ("Ontslagronde", "Schulden")] == [False, False]
    assert len({str(event["UID"]) for event in events}) == 2


def test_same_calendar_is_not_sent_twice(client: Client, anna: User) -> None:
    path = address(make_agenda_link(by=anna))
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    make_task(anna)
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_unknown_ended_and_closed_calendars_are_not_found(client: Client, anna: User, sjoerd: User) -> None:
    ended, closed = make_agenda_link(by=anna), make_agenda_link(by=sjoerd)
    end_agenda_link(by=anna)
    User.objects.filter(pk=sjoerd.pk).update(is_active=False)
    assert [client.get(address(secret)).status_code for secret in (ended, closed, "geraden", "x" * 500)] == [404] * 4


def test_who_guesses_is_stopped(client: Client, anna: User) -> None:
    path = address(make_agenda_link(by=anna))
    answers = [client.get(address("geraden")).status_code for _ in range(AGENDAS.most)]
    assert (set(answers), client.get(path).status_code) == ({404}, 429)
