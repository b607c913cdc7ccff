"""The letters about a question: who gets which, in which language, and that nobody waits for the mail server."""

import pytest
from django.core import mail
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.casework.models import Question
from kopgroep.portal.mail import write_confirmation, write_link
from kopgroep.post.delivery import deliver
from kopgroep.post.models import Letter
from tests.factories import make_company, make_question
from tests.portal.conftest import Filled


def letter_to(address: str) -> Letter:
    """The one letter to an address."""
    return Letter.objects.get(to=address)


def test_entrepreneur_gets_name_day_and_link(nel: User, client: Client) -> None:
    question = make_question(phone="0612345678")
    write_confirmation(question)
    letter = letter_to("bram@example.org")
    assert letter.subject == f"Je vraag {question.reference} is binnen"
    for words in (letter.text, letter.html):
        assert "Nel Bij belt je uiterlijk woensdag 17 mei." in words
    path = letter.text.split("http://localhost:8000")[1].split()[0]
    assert client.get(path).context["question"] == question


def test_adviser_gets_the_reference_and_no_personal_data(nel: User) -> None:
    question = make_question(text="Mijn geheime vraag")
    write_confirmation(question)
    letter = letter_to("nel@example.org")
    assert letter.subject == f"Nieuwe vraag {question.reference}"
    whole = letter.text + letter.html
    assert [piece for piece in ("geheime", "Bram", "bram@") if piece in whole] == []
    assert f"http://localhost:8000/werkplek/vragen/{question.pk}/" in whole


def test_mail_is_in_the_language_of_the_question(nel: User) -> None:
    question = make_question(language="en", phone="0612345678")
    write_confirmation(question)
    letter = letter_to("bram@example.org")
    assert letter.subject == f"Your question {question.reference} has arrived"
    assert "Nel Bij calls you by Wednesday 17 May at the latest." in letter.text


def test_signs_in_a_question_stay_signs(nel: User) -> None:
    write_confirmation(make_question(text="<b>Kan & mag</b> dit?", name="O'Neil"))
    letter = letter_to("bram@example.org")
    assert "<b>Kan & mag</b> dit?" in letter.text
    assert "Hallo O'Neil," in letter.text
    assert "&lt;b&gt;Kan &amp; mag&lt;/b&gt; dit?" in letter.html


def test_letters_know_what_they_are_about(nel: User) -> None:
    company = make_company()
    question = make_question(company=company)
    write_confirmation(question)
    write_confirmation(question)
    write_link(question)
    found = [(letter.kind, letter.company_id) for letter in Letter.objects.of(question)]
    assert found == [("new_question", company.pk), ("confirmation", company.pk), ("link", company.pk)]


def test_whoever_gave_no_address_gets_no_mail(nel: User) -> None:
    write_confirmation(make_question(email="", phone="0612345678"))
    assert [letter.to for letter in Letter.objects.order_by("pk")] == ["nel@example.org"]


def test_page_promises_the_mail_that_waits(nel: User, client: Client, filled: Filled) -> None:
    page = client.post("/vraag/", filled(), follow=True).content.decode()
    assert "Je krijgt dit ook in een mail op bram@example.org" in page
    question = Question.objects.get()
    assert [(letter.kind, letter.state) for letter in Letter.objects.of(question)] == [
        ("new_question", "waiting"),
        ("confirmation", "waiting"),
    ]


def test_question_and_its_letters_are_kept_together_or_not_at_all(
    nel: User, client: Client, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(question: Question) -> None:
        write_confirmation(question)
        raise LookupError

    monkeypatch.setattr("kopgroep.portal.views.questions.write_confirmation", broken)
    with pytest.raises(LookupError):
        client.post("/vraag/", filled())
    assert (Question.objects.count(), Letter.objects.count()) == (0, 0)


def test_whole_way_by_mail(nel: User, client: Client, filled: Filled) -> None:
    client.post("/vraag/", filled())
    assert mail.outbox == [], "nobody waits for the mail server"
    assert deliver() == {"sent": 2}
    assert [message.to for message in mail.outbox] == [["nel@example.org"], ["bram@example.org"]]
