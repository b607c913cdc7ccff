"""The survey as a company meets it: the questions, the thanks, and saying no."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.survey_clock import run_surveys
from kopgroep.casework.actions.surveys import open_survey
from kopgroep.casework.models import SurveyAsk
from kopgroep.casework.survey_links import refusal_url
from kopgroep.companies.actions import add_person
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.scans.links import token_for
from tests.factories import make_company, make_journey
from tests.portal.scans import send

TODAY = date(2024, 1, 8)


@pytest.fixture
def ask(today_is: Callable[[date], None], anna: User, marieke: User) -> SurveyAsk:
    """A company that got its letter."""
    today_is(date(2023, 5, 15))
    company = make_company()
    make_journey(company, anna)
    add_person(company, name="Bram Jansen", email="bram@example.org", by=anna)
    today_is(TODAY)
    survey = open_survey(current().surveys[0], 2023, by=marieke)
    run_surveys(TODAY)
    return survey.asks.get()


def page_of(ask: SurveyAsk) -> str:
    assert ask.filling is not None
    return reverse("portal:filling", args=[token_for(ask.filling)])


def test_the_letter_leads_to_the_questions_and_these_to_thanks(ask: SurveyAsk, client: Client) -> None:
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("bram@example.org", "Wat vond je van onze hulp in 2023?")
    assert (page_of(ask) in letter.text, refusal_url(ask) in letter.text) == (True, True)
    first = client.get(page_of(ask), follow=True)
    assert "Welk cijfer geef je de hulp?" in first.text
    assert ask.filling is not None
    send(client, ask.filling, "oordeel", tevredenheid="8")
    ask.refresh_from_db()
    assert ask.filling is not None
    assert ask.filling.answers == {"tevredenheid": {"value": 8}}
    answer = client.post(f"{page_of(ask)}?deel=afronden", {"incomplete": "1"}, follow=True)
    assert "Dank je wel voor je mening" in answer.text
    ask.refresh_from_db()
    assert ask.state == SurveyAsk.State.ANSWERED
    assert Letter.objects.count() == 1
    result = reverse("portal:scan-result", args=[token_for(ask.filling)])
    assert client.get(result).headers["Location"] == page_of(ask)


def test_saying_no_takes_a_button(ask: SurveyAsk, client: Client) -> None:
    address = refusal_url(ask)
    assert "Doe je niet mee?" in client.get(address).text
    ask.refresh_from_db()
    assert ask.state == SurveyAsk.State.SENT
    client.post(address)
    ask.refresh_from_db()
    assert ask.state == SurveyAsk.State.REFUSED
    for page in (address, page_of(ask)):
        assert "We vragen je niet meer" in client.get(page).text
    assert client.get(f"{address[:-2]}x/").status_code == 404


def test_after_the_last_day_the_questions_are_closed(
    ask: SurveyAsk, client: Client, today_is: Callable[[date], None]
) -> None:
    today_is(ask.survey.closes_on + timedelta(days=1))
    answer = client.get(page_of(ask))
    assert (answer.status_code, "Deze enquête is voorbij" in answer.text) == (410, True)


def test_the_survey_is_not_offered_at_the_counter(client: Client, db: None) -> None:
    assert "Jaarlijkse enqu" not in client.get(reverse("portal:scans")).text
    assert client.get(reverse("portal:scan", args=["jaarlijkse-enquete"])).status_code == 404
