"""The company behind the link in the mail: is it so, how much, and what would have happened without the help."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.actions.result_answers import close_unanswered_results
from kopgroep.casework.actions.results import ask_result, withdraw_result
from kopgroep.casework.models import Result
from kopgroep.casework.result_links import token_for
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests.factories import TODAY, make_company
from tests.portal.referral_links import mailed
from tests.portal.test_referral_cards import heading
from tests.results import State, make_result

YES = {"answer": "yes", "amount": "3", "happened_on": "2023-05-10", "without": "kleiner", "remark": "Fijn."}
NO = {"answer": "no"}
TERM = timedelta(days=current().results.link_days)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def asked(anna: User) -> Result:
    """A result about which the company got a mail."""
    return make_result(make_company("De Drift"), anna, State.ASKED)


def everything() -> tuple[Any, ...]:
    """All that an answer can change."""
    return list(Result.objects.order_by("pk").values()), *(m.objects.count() for m in (Entry, AuditEvent, Letter))


def test_page_shows_what_the_adviser_wrote_and_fills_it_in(client: Client, asked: Result) -> None:
    page = client.get(mailed("result_ask")).content.decode()
    assert heading(page) == "Klopt dit over De Drift?"
    assert ("Banen erbij: 2 mensen" in page, "Twee monteurs aangenomen." in page) == (True, True)
    assert re.findall(r'name="(amount|happened_on)" value="([^"]+)"', page) == [
        ("amount", "2"),
        ("happened_on", "2023-05-14"),
    ]
    # The question about the help has no answer beforehand, and neither button is pushed.
    assert re.findall(r"\bchecked\b", page) == []
    looks = re.findall(r'<button class="([^"]+)" type="submit" name="answer"', page)
    assert (len(looks), len(set(looks))) == (2, 1)


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_is_no_answer(client: Client, asked: Result, method: str) -> None:
    path, before = mailed("result_ask"), everything()
    assert (getattr(client, method)(path).status_code, everything()) == (200, before)


def test_answer_is_stated_and_told_back(client: Client, asked: Result) -> None:
    path = mailed("result_ask")
    answer = client.post(path, YES)
    asked.refresh_from_db()
    assert (asked.state, asked.stated, asked.happened_on, asked.without, asked.remark) == (
        State.STATED,
        Decimal(3),
        date(2023, 5, 10),
        "kleiner",
        "Fijn.",
    )
    page = client.get(answer.headers["Location"]).content.decode()
    assert heading(page) == "Dank je wel voor je antwoord"
    assert re.findall(r"<dd>(?:<b>)?([^<]+)", page) == [
        "3 mensen",
        "10 mei 2023",
        "Het was gebeurd, maar kleiner",
        "Fijn.",
    ]
    assert "Klopt er iets niet? Bel" in page


@pytest.mark.parametrize("boxes", [NO, {**YES, "amount": "0"}])
def test_no_is_one_press(client: Client, asked: Result, boxes: dict[str, str]) -> None:
    answer = client.post(mailed("result_ask"), boxes)
    asked.refresh_from_db()
    assert (asked.state, asked.stated) == (State.DENIED, None)
    assert "Je zei: dit is niet zo." in client.get(answer.headers["Location"]).content.decode()


def test_double_click_is_one_answer_and_another_one_changes_nothing(client: Client, asked: Result) -> None:
    path = mailed("result_ask")
    client.post(path, YES)
    before = everything()
    again = [client.post(path, boxes).status_code for boxes in (YES, NO, {**YES, "amount": "9"}, {"amount": "x"})]
    assert (again, everything()) == ([302, 409, 409, 409], before)


@pytest.mark.parametrize(
    ("boxes", "field"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "veel"}, "amount"),
        ({"amount": "-2"}, "amount"),
        ({"amount": "1e99"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "2.5"}, "amount"),
        ({"happened_on": ""}, "happened_on"),
        ({"happened_on": "2023-05-16"}, "happened_on"),
        ({"happened_on": "1850-01-01"}, "happened_on"),
        ({"without": ""}, "without"),
        ({"without": "misschien"}, "without"),
        ({"remark": "x" * 501}, "remark"),
    ],
)
def test_nonsense_is_asked_again_and_changes_nothing(
    client: Client, asked: Result, boxes: dict[str, str], field: str
) -> None:
    before = everything()
    answer = client.post(mailed("result_ask"), YES | boxes)
    assert (answer.status_code in (409, 422), everything()) == (True, before)
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["remark"].value() == (YES | boxes)["remark"]


def test_what_was_typed_is_shown_as_text(client: Client, asked: Result) -> None:
    path = mailed("result_ask")
    client.post(path, YES | {"remark": "<script>alert(1)</script>"})
    page = client.get(path).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: t + "x", lambda t: t.replace(":", "", 1), lambda t: "x"])
def test_tampered_link_opens_nothing(client: Client, asked: Result, spoil: Callable[[str], str]) -> None:
    path = reverse("portal:result", args=[spoil(token_for(asked))])
    before = everything()
    assert [client.get(path).status_code, client.post(path, YES).status_code] == [404, 404]
    assert everything() == before


def test_link_is_over_after_its_term_also_before_the_night(
    client: Client, asked: Result, today_is: Callable[[date], None]
) -> None:
    path = mailed("result_ask")
    today_is(TODAY + TERM)
    assert client.get(path).status_code == 200
    today_is(TODAY + TERM + timedelta(days=1))
    before = everything()
    pages = [client.get(path), client.post(path, YES), client.post(path, NO)]
    assert [(page.status_code, heading(page.content.decode())) for page in pages] == [
        (410, "Deze link werkt niet meer")
    ] * 3
    assert everything() == before


def test_second_round_voids_the_first_link(
    client: Client, asked: Result, anna: User, today_is: Callable[[date], None]
) -> None:
    old = mailed("result_ask")
    today_is(TODAY + TERM + timedelta(days=1))
    close_unanswered_results(TODAY + TERM + timedelta(days=1))
    ask_result(asked, name="Bram Jansen", email="bram@example.org", by=anna)
    new = mailed("result_ask")
    assert [client.get(path).status_code for path in (old, new)] == [410, 200]
    client.post(old, YES)
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_withdrawn_result_is_not_asked_any_more(client: Client, asked: Result, anna: User) -> None:
    path = mailed("result_ask")
    withdraw_result(asked, reason="Dubbel", by=anna)
    before = everything()
    assert ([client.get(path).status_code, client.post(path, YES).status_code], everything()) == ([410, 410], before)


def test_answer_needs_the_token_of_the_form(asked: Result) -> None:
    path, before = mailed("result_ask"), everything()
    assert (Client(enforce_csrf_checks=True).post(path, YES).status_code, everything()) == (403, before)


def test_english_company_is_answered_in_english(client: Client, anna: User) -> None:
    result = make_result(make_company("De Drift"), anna)
    ask_result(result, name="Bram Jansen", email="bram@example.org", language="en", by=anna)
    letter = Letter.objects.get(kind="result_ask")
    assert letter.subject == "Is it right what we wrote down about De Drift?"
    assert heading(client.get(mailed("result_ask")).content.decode()) == "Is this right about De Drift?"
