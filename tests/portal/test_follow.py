"""The link in the mail: what it shows, and what it never opens."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.questions import close_question, take_question
from kopgroep.casework.models import Question
from kopgroep.ledger.models import Entry
from kopgroep.portal.limits import LINKS
from kopgroep.portal.links import Purpose, token_for
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_contact, make_question

AGAIN = "/volg/"


def follow(question: Question) -> str:
    """The path of the page on which a question is followed."""
    return reverse("portal:follow", args=[token_for(question, Purpose.FOLLOW)])


def test_question_is_followed_from_asked_to_closed(client: Client, nel: User) -> None:
    question = make_question()
    shown = [[(step.state, step.on) for step in client.get(follow(question)).context["steps"]]]
    take_question(question, by=nel)
    shown.append([(step.state, step.on) for step in client.get(follow(question)).context["steps"]])
    close_question(question, outcome="answered", by=nel)
    shown.append([(step.state, step.on) for step in client.get(follow(question)).context["steps"]])
    assert shown == [
        [("done", TODAY), ("now", None), ("ahead", None)],
        [("done", TODAY), ("done", TODAY), ("now", None)],
        [("done", TODAY), ("done", TODAY), ("done", TODAY)],
    ]


def test_reopened_question_is_being_worked_on_again(client: Client, nel: User) -> None:
    question = take_question(make_question(), by=nel)
    page = client.get(follow(question)).content.decode()
    assert "Nel Bij is met je vraag bezig." in page


def test_notes_of_advisers_are_never_shown(client: Client, nel: User) -> None:
    company = make_company()
    question = make_question(company=company)
    make_contact(company, nel, note="Alleen voor ons bedoeld")
    page = client.get(follow(question)).content.decode()
    assert "Alleen voor ons bedoeld" not in page
    assert question.email not in page


@pytest.mark.parametrize("damage", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "onzin", lambda t: t.upper()])
def test_damaged_link_is_not_found_and_changes_nothing(client: Client, nel: User, damage: Callable[[str], str]) -> None:
    question = make_question()
    before = (Question.objects.values().get(), Entry.objects.count())
    response = client.get(f"/volg/{damage(token_for(question, Purpose.FOLLOW))}/")
    assert response.status_code == 404
    assert "Deze link kennen we niet" in response.content.decode()
    assert (Question.objects.values().get(), Entry.objects.count()) == before


def test_link_for_another_purpose_opens_nothing(client: Client, nel: User) -> None:
    token = token_for(make_question(), Purpose.ASKED)
    assert client.get(f"/volg/{token}/").status_code == 404


def test_link_to_a_question_that_is_gone_is_not_found(client: Client, nel: User) -> None:
    token = signing.dumps({"question": 999}, salt="kopgroep.portal.follow")
    assert client.get(f"/volg/{token}/").status_code == 404


def test_link_works_for_the_programmes_term_after_the_last_change(
    client: Client, nel: User, today_is: Callable[[date], None]
) -> None:
    link = follow(make_question())
    term = timedelta(days=current().clocks.follow_link_days)
    today_is(TODAY + term)
    assert client.get(link).status_code == 200
    today_is(TODAY + term + timedelta(days=1))
    response = client.get(link)
    assert response.status_code == 410
    assert "Deze link werkt niet meer" in response.content.decode()


def test_link_ends_a_year_after_it_was_made(client: Client, nel: User, monkeypatch: pytest.MonkeyPatch) -> None:
    link = follow(make_question())
    later = signing.time.time() + 366 * 24 * 3600
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(link).status_code == 410


def test_link_is_mailed_again_to_who_asked(client: Client, nel: User) -> None:
    question = make_question()
    typed = question.reference.replace("-", " ").lower()
    response = client.post(AGAIN, {"reference": typed, "email": "BRAM@example.org"})
    assert response.headers["Location"] == "/volg/verstuurd/"
    letter = Letter.objects.get()
    assert letter.to == "bram@example.org"
    path = letter.text.split("http://localhost:8000")[1].split()[0]
    assert client.get(path).status_code == 200


def test_answer_is_the_same_for_who_did_not_ask(client: Client, nel: User) -> None:
    question = make_question()
    wrong = [
        {"reference": question.reference, "email": "ander@example.org"},
        {"reference": "222-2222", "email": "bram@example.org"},
    ]
    right = {"reference": question.reference, "email": "bram@example.org"}
    pages = [client.post(AGAIN, boxes, follow=True) for boxes in (right, *wrong)]
    assert len({(p.status_code, tuple(p.redirect_chain), p.content.split(b"<main")[1]) for p in pages}) == 1
    assert Letter.objects.count() == 1


def test_reference_that_cannot_be_one_is_named(client: Client, db: None) -> None:
    response = client.post(AGAIN, {"reference": "AAA", "email": "x"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reference", "email"}
    assert 'value="AAA"' in response.content.decode()


def test_guessing_references_is_held_back(client: Client, db: None) -> None:
    boxes = {"reference": "222-2222", "email": "bram@example.org"}
    answers = [client.post(AGAIN, boxes).status_code for _ in range(LINKS.most + 1)]
    assert answers == [302] * LINKS.most + [429]
