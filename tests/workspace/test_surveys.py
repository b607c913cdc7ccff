"""The pages of the yearly survey, for who runs it and for who reads its figures."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.survey_clock import run_surveys
from kopgroep.casework.actions.surveys import open_survey, take_answers
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.companies.actions import add_person
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import finish_filling, save_answers
from kopgroep.workspace.survey_rows import pace
from tests.factories import make_company, make_journey

TODAY = date(2024, 1, 8)


def url(name: str, *args: Any) -> str:
    return reverse(f"workspace:{name}", args=args)


@pytest.fixture
def helped(today_is: Callable[[date], None], anna: User) -> None:
    """Twelve companies that were in a trajectory in 2023."""
    today_is(date(2023, 5, 15))
    for number in range(12):
        company = make_company(f"Bedrijf {number}", size_class="10-19")
        make_journey(company, anna)
        add_person(company, name="Bram Jansen", email=f"bedrijf{number}@example.org", by=anna)
    today_is(TODAY)


@pytest.fixture
def survey(helped: None, marieke: User) -> Survey:
    """The round about 2023, of which all letters have left."""
    opened = open_survey(current().surveys[0], 2023, by=marieke)
    run_surveys(TODAY)
    return opened


def give(survey: Survey, number: int, **more: Any) -> None:
    """So many companies give an eight."""
    for ask in list(survey.asks.filter(state=SurveyAsk.State.SENT).order_by("order")[:number]):
        assert ask.filling is not None
        given = {"tevredenheid": 8, "op-tijd": "ja", **more}
        saved = save_answers(ask.filling, {code: {"value": value} for code, value in given.items()})
        assert saved.faults == {}
        finish_filling(saved.filling, incomplete=True, then=take_answers)


def test_the_manager_opens_a_round_and_gets_the_same_one_twice(helped: None, client: Client, marieke: User) -> None:
    client.force_login(marieke)
    assert "Open een ronde" in client.get(url("surveys")).text
    form = {"survey": "jaarlijkse-enquete", "year": "2023", "submission": str(uuid.uuid4())}
    answers = [client.post(url("survey-new"), form) for _ in range(2)]
    survey = Survey.objects.get()
    assert answers[0].headers["Location"] == url("survey", survey.pk)
    assert survey.asks.count() == 12
    page = client.get(url("survey", survey.pk)).text
    assert "Vannacht vertrekken er 12 brieven" in page


def test_marks_are_shown_from_ten_companies_on(survey: Survey, client: Client, fenna: User) -> None:
    client.force_login(fenna)
    give(survey, 9)
    page = client.get(url("survey", survey.pk)).text
    assert ("Bedrijven geven de hulp een" in page, "9 van de 12 gevraagde bedrijven antwoordden: 75" in page) == (
        False,
        True,
    )
    assert "fewer" not in client.get(url("survey-table", survey.pk)).getvalue().decode()
    give(survey, 1)
    assert "Bedrijven geven de hulp een 8,0." in client.get(url("survey", survey.pk)).text


def test_remarks_are_for_the_manager_and_name_only_who_may_be_called(
    survey: Survey, client: Client, marieke: User, anna: User, fenna: User
) -> None:
    give(survey, 1, gemist="Een belletje na drie maanden.", bellen="yes")
    give(survey, 1, gemist="Tijd.", bellen="no")
    known, silent = survey.asks.filter(state=SurveyAsk.State.ANSWERED).order_by("order")
    for other in (anna, fenna):
        client.force_login(other)
        assert client.get(url("survey-remarks", survey.pk)).status_code == 403
        assert "belletje" not in client.get(url("survey", survey.pk)).text
    client.force_login(marieke)
    page = client.get(url("survey-remarks", survey.pk)).text
    words = ("belletje na drie maanden", "Tijd.", known.company.name, silent.company.name)
    assert [word in page for word in words] == [True, True, True, False]


def test_no_page_about_scans_shows_what_a_company_answered(survey: Survey, client: Client, anna: User) -> None:
    give(survey, 1)
    ask = survey.asks.get(state=SurveyAsk.State.ANSWERED)
    client.force_login(anna)
    assert client.get(url("filling", ask.filling_id)).status_code == 404
    assert client.get(url("filling-new", ask.company_id, "jaarlijkse-enquete")).status_code == 404
    for address in (url("scans"), url("company-scans", ask.company_id)):
        assert "Jaarlijkse enqu" not in client.get(address).text
    assert client.get(url("company", ask.company_id)).status_code == 200


def test_the_letter_can_be_read_and_tried(survey: Survey, client: Client, marieke: User) -> None:
    client.force_login(marieke)
    page = client.get(url("survey-letter", survey.pk)).text
    assert "In 2023 zat je bij ons in een traject." in page
    client.post(url("survey-letter", survey.pk))
    letter = Letter.objects.get(to=marieke.email)
    assert letter.subject == "Proef: Wat vond je van onze hulp in 2023?"


def test_pausing_and_going_on_again(survey: Survey, client: Client, marieke: User) -> None:
    client.force_login(marieke)
    seen = []
    for letters in ("wait", "go"):
        client.post(url("survey-pause", survey.pk), {"letters": letters})
        survey.refresh_from_db()
        seen.append(survey.paused_at is not None)
    assert seen == [True, False]


def test_page_draws_how_the_answers_came_in(
    survey: Survey, client: Client, marieke: User, today_is: Callable[[date], None]
) -> None:
    client.force_login(marieke)
    empty = client.get(url("survey", survey.pk))
    assert (empty.context["pace"].points, [part.answered for _day, part in empty.context["batches"]]) == ([], [0])
    give(survey, 2)
    today_is(TODAY + timedelta(days=3))
    give(survey, 1)
    page = client.get(url("survey", survey.pk))
    drawn = page.context["pace"]
    assert ([point.value for point in drawn.points], drawn.points[0].label, drawn.per_week) == (
        [2, 0, 0, 1],
        "ma\N{NO-BREAK SPACE}8\N{NO-BREAK SPACE}jan",
        False,
    )
    assert [(day, part.answered, part.asked) for day, part in page.context["batches"]] == [(TODAY, 3, 12)]
    assert ("3 van 12" in page.text, 'class="kg-columns"' in page.text) == (True, True)


def test_answers_of_a_long_round_are_drawn_per_week(
    survey: Survey, marieke: User, today_is: Callable[[date], None]
) -> None:
    answered = list(survey.asks.order_by("order"))[:3]
    for ask, day in zip(answered, (date(2024, 1, 10), date(2024, 1, 12), date(2024, 2, 14)), strict=True):
        SurveyAsk.objects.filter(pk=ask.pk).update(state=SurveyAsk.State.ANSWERED, answered_on=day)
    drawn = pace(survey)
    assert [(point.label, point.value) for point in drawn.points] == [
        ("ma\N{NO-BREAK SPACE}8\N{NO-BREAK SPACE}jan", 2),
        ("ma\N{NO-BREAK SPACE}15\N{NO-BREAK SPACE}jan", 0),
        ("ma\N{NO-BREAK SPACE}22\N{NO-BREAK SPACE}jan", 0),
        ("ma\N{NO-BREAK SPACE}29\N{NO-BREAK SPACE}jan", 0),
        ("ma\N{NO-BREAK SPACE}5\N{NO-BREAK SPACE}feb", 0),
        ("ma\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}feb", 1),
    ]
    assert drawn.per_week
