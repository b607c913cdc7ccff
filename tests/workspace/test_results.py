"""Results in the workspace: write one down, ask, verify, take back; and three columns that stay apart."""

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.models import Result
from kopgroep.companies.actions import add_person
from kopgroep.post.models import Letter
from tests.factories import TODAY, make_company, make_journey
from tests.results import FTE, State, make_result

MOST_QUERIES = 14


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    """The browser of the adviser."""
    client.force_login(anna)
    return client


@pytest.fixture
def other_desk(olga: User) -> Client:
    """The browser of the scheme officer, who verifies."""
    client = Client()
    client.force_login(olga)
    return client


def sent(**changes: Any) -> dict[str, Any]:
    """What the form of a new result sends."""
    boxes = {"kind": "banen-erbij", "amount": "2", "happened_on": "2023-05-15", "description": "Twee monteurs."}
    return {**boxes, "line": "basis", "came_from": "", "submission": str(uuid.uuid4()), **changes}


def test_result_of_a_trajectory_is_written_down_from_its_page(desk: Client, anna: User) -> None:
    journey = make_journey(make_company(), anna)
    address = reverse("workspace:result-new", args=[journey.company_id]) + f"?van=traject-{journey.pk}"
    assert address in desk.get(reverse("workspace:journey", args=[journey.pk])).content.decode()
    form = desk.get(address).context["form"]
    assert (form["came_from"].value(), form["line"].value()) == (f"traject-{journey.pk}", "basis")
    boxes = sent(came_from=f"traject-{journey.pk}")
    answers = [desk.post(address, boxes) for _ in range(2)]
    result = Result.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [reverse("workspace:result", args=[result.pk])] * 2
    assert (result.journey, result.theme, result.forecast, result.written_by) == (
        journey,
        journey.theme,
        Decimal(2),
        anna,
    )
    assert "2 mensen" in desk.get(reverse("workspace:journey", args=[journey.pk])).content.decode()


def test_closed_trajectory_without_a_result_asks_what_it_brought(desk: Client, anna: User) -> None:
    journey = make_journey(make_company(), anna)
    page = reverse("workspace:journey", args=[journey.pk])
    assert "Wat leverde het op?" not in desk.get(page).content.decode()
    close_journey(journey, outcome="step_taken", result="Plan klaar", by=anna)
    assert "Wat leverde het op?" in desk.get(page).content.decode()
    make_result(journey.company, anna, journey=journey, happened_on=TODAY)
    assert "Wat leverde het op?" not in desk.get(page).content.decode()


@pytest.mark.parametrize(
    ("boxes", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "1,5"}, "amount"),
        ({"kind": ""}, "kind"),
        ({"description": ""}, "description"),
        ({"came_from": "traject-999"}, "came_from"),
    ],
)
def test_form_comes_back_with_what_was_typed(desk: Client, boxes: dict[str, str], field: str) -> None:
    answer = desk.post(reverse("workspace:result-new", args=[make_company().pk]), sent(**boxes))
    assert list(answer.context["form"].errors) == [field]
    assert Result.objects.count() == 0


def test_company_is_asked_at_the_address_that_is_known(desk: Client, anna: User) -> None:
    company = make_company()
    add_person(company, name="Saar Smit", email="saar@example.org", by=anna, source="gesprek")
    result = make_result(company, anna)
    address = reverse("workspace:result-ask", args=[result.pk])
    form = desk.get(address).context["form"]
    assert (form["name"].value(), form["email"].value()) == ("Saar Smit", "saar@example.org")
    words = {"name": "Saar Smit", "email": "saar@example.org", "mail_language": "nl"}
    desk.post(address, {**words, "version": result.version, "submission": str(uuid.uuid4())})
    assert list(Letter.objects.values_list("kind", "to")) == [("result_ask", "saar@example.org")]
    # Asked once, the form makes no sense any more.
    assert desk.get(address).headers["Location"] == reverse("workspace:result", args=[result.pk])


def test_somebody_else_verifies_and_the_three_amounts_stand_apart(
    desk: Client, other_desk: Client, anna: User, olga: User
) -> None:
    result = make_result(make_company(), anna, State.STATED)
    address = reverse("workspace:result-verify", args=[result.pk])
    assert desk.get(address).status_code == 403
    boxes = {"amount": "1", "against": "Loonstaat", "on": "2023-05-15", "evidence": "1", "version": result.version}
    refused = other_desk.post(address, {**boxes, "evidence": "2", "submission": str(uuid.uuid4())})
    assert list(refused.context["form"].errors) == ["evidence"]
    other_desk.post(address, {**boxes, "submission": str(uuid.uuid4())})
    page = desk.get(reverse("workspace:result", args=[result.pk]))
    assert [amount for _name, amount in page.context["row"].amounts] == ["2 mensen", "3 mensen", "1 mens"]
    result.refresh_from_db()
    assert (result.verified_by, result.evidence) == (olga, 1)


def test_list_has_what_waits_in_tabs_and_filters_in_the_address(desk: Client, anna: User, sjoerd: User) -> None:
    # First the one that the clock closes: it would close the others too.
    states = (State.UNANSWERED, State.FORECAST, State.ASKED, State.STATED, State.DENIED, State.WITHDRAWN)
    for state in states:
        make_result(make_company(str(state)), anna, state)
    make_result(make_company("van Sjoerd"), sjoerd, kind=FTE, happened_on=TODAY)
    make_result(make_company("later"), anna, happened_on=date(2024, 1, 1))

    def names(**asked: str) -> list[str]:
        rows = desk.get(reverse("workspace:results"), asked).context["rows"]
        return sorted(row.result.company.name for row in rows)

    assert names() == ["forecast", "unanswered", "van Sjoerd"]
    assert names(tab="gevraagd") == ["asked"]
    assert names(tab="nakijken") == ["stated"]
    assert names(tab="alle") == sorted([*map(str, states), "later", "van Sjoerd"])
    assert names(van="mij") == ["forecast", "unanswered"]
    assert names(soort=FTE, tab="alle") == ["van Sjoerd"]
    assert names(soort="onzin", tab="onzin") == names()


def test_list_of_what_waits_holds_what_the_day_page_counts(client: Client, anna: User, marieke: User) -> None:
    client.force_login(marieke)
    make_result(make_company("van Anna"), anna, State.STATED)
    make_result(make_company("van Marieke zelf"), marieke, State.STATED)
    [(words, address)] = client.get(reverse("workspace:today")).context["results"]
    assert words == "1 resultaat moet nog worden nagekeken"
    page = client.get(address)
    assert [row.result.company.name for row in page.context["rows"]] == ["van Anna"]
    assert "Wat je zelf opschreef staat hier niet: iemand anders kijkt het na." in page.content.decode()


def test_who_may_not_verify_sees_what_waits_for_others(desk: Client, anna: User) -> None:
    make_result(make_company("van Anna"), anna, State.STATED)
    page = desk.get(reverse("workspace:results"), {"tab": "nakijken"})
    assert [row.result.company.name for row in page.context["rows"]] == ["van Anna"]
    assert "Wat je zelf opschreef staat hier niet" not in page.content.decode()


def test_result_is_taken_back_with_a_reason(desk: Client, anna: User) -> None:
    result = make_result(make_company(), anna, State.STATED)
    address = reverse("workspace:result-withdraw", args=[result.pk])
    desk.post(address, {"reason": "Verkeerd bedrijf", "version": result.version, "submission": str(uuid.uuid4())})
    result.refresh_from_db()
    assert (result.state, result.withdraw_reason) == (State.WITHDRAWN, "Verkeerd bedrijf")
    assert "Ingetrokken: Verkeerd bedrijf" in desk.get(reverse("workspace:result", args=[result.pk])).content.decode()


def test_company_page_shows_results_and_their_lines(desk: Client, anna: User) -> None:
    company = make_company()
    make_result(company, anna, State.STATED)
    page = desk.get(reverse("workspace:company", args=[company.pk])).content.decode()
    assert page.count("Resultaat opgegeven") == 1
    assert (page.count("Banen erbij: 2 mensen"), page.count("Banen erbij: 3 mensen")) == (1, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_few_queries(desk: Client, anna: User, number: int, django_assert_max_num_queries: Any) -> None:
    for place in range(number):
        make_result(make_company(f"Bedrijf {place}"), anna)
    with django_assert_max_num_queries(MOST_QUERIES):
        rows = desk.get(reverse("workspace:results")).context["rows"]
    assert len(rows) == number
