"""A button that is pressed twice: the second time changes nothing and sends nothing."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.surveys import open_survey
from kopgroep.casework.models import Result, Survey
from kopgroep.companies.actions import add_person
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests.factories import make_company, make_journey

TODAY = date(2024, 1, 8)


@pytest.fixture
def survey(marieke: User, anna: User, client: Client, today_is: Callable[[date], None]) -> Survey:
    today_is(date(2023, 5, 15))
    company = make_company()
    make_journey(company, anna)
    add_person(company, name="Bram Jansen", email="bram@example.org", by=anna)
    today_is(TODAY)
    client.force_login(marieke)
    return open_survey(current().surveys[0], 2023, by=marieke)


@pytest.mark.parametrize(("letters", "waits"), [("wait", True), ("go", False)])
def test_letters_of_a_survey_stay_as_the_button_said(survey: Survey, client: Client, letters: str, waits: bool) -> None:
    for _ in range(2):
        client.post(reverse("workspace:survey-pause", args=[survey.pk]), {"letters": letters})
    survey.refresh_from_db()
    assert (survey.paused_at is not None) == waits


def test_trial_of_a_letter_is_sent_once_from_a_page(survey: Survey, client: Client, marieke: User) -> None:
    address = reverse("workspace:survey-letter", args=[survey.pk])
    seen = [str(client.get(address).context["submission"]) for _ in range(2)]
    for submission in (seen[0], seen[0], seen[1]):
        client.post(address, {"submission": submission})
    assert Letter.objects.filter(to=marieke.email).count() == 2


def test_result_is_written_down_once(client: Client, anna: User, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    client.force_login(anna)
    words = {"kind": "banen-erbij", "amount": "2", "happened_on": "2024-01-05", "description": "Twee monteurs."}
    form = {**words, "line": "basis", "came_from": "", "submission": str(uuid.uuid4())}
    address = reverse("workspace:result-new", args=[make_company().pk])
    answers = [client.post(address, form).headers["Location"] for _ in range(2)]
    assert (answers[0] == answers[1], Result.objects.count()) == (True, 1)
