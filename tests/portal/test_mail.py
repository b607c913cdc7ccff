"""Mail that leaves after the question is kept, over a real mail server, and what happens when there is none."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.casework.models import Question
from kopgroep.portal.mail import send_confirmation
from tests.factories import make_question
from tests.portal.conftest import Filled

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Postbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        """Take one letter."""
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def port(settings: Any) -> int:
    """The port to which the application brings its mail in these tests."""
    chosen = free_port()
    options = {"host": "127.0.0.1", "port": chosen, "timeout": 2}
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}
    return chosen


@pytest.fixture
def postbox(port: int) -> Iterator[Postbox]:
    """A mail server of our own."""
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box
    server.stop()


def words(letter: EmailMessage, kind: str) -> str:
    """The text of a letter in one of its two forms."""
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_entrepreneur_gets_name_day_and_link(postbox: Postbox, nel: User, client: Client) -> None:
    question = make_question(phone="0612345678")
    assert send_confirmation(question) is True
    letter = next(x for x in postbox.letters if x["To"] == "bram@example.org")
    assert letter["Subject"] == f"Je vraag {question.reference} is binnen"
    for kind in ("plain", "html"):
        assert "Nel Bij belt je uiterlijk woensdag 17 mei." in words(letter, kind)
    path = words(letter, "plain").split("http://localhost:8000")[1].split()[0]
    assert client.get(path).context["question"] == question


def test_adviser_gets_the_reference_and_no_personal_data(postbox: Postbox, nel: User) -> None:
    question = make_question(text="Mijn geheime vraag")
    send_confirmation(question)
    letter = next(x for x in postbox.letters if x["To"] == "nel@example.org")
    assert letter["Subject"] == f"Nieuwe vraag {question.reference}"
    whole = words(letter, "plain") + words(letter, "html")
    assert [piece for piece in ("geheime", "Bram", "bram@") if piece in whole] == []
    assert f"http://localhost:8000/werkplek/vragen/{question.pk}/" in whole


def test_mail_is_in_the_language_of_the_question(postbox: Postbox, nel: User) -> None:
    question = make_question(language="en", phone="0612345678")
    send_confirmation(question)
    letter = next(x for x in postbox.letters if x["To"] == "bram@example.org")
    assert letter["Subject"] == f"Your question {question.reference} has arrived"
    assert "Nel Bij calls you by Wednesday 17 May at the latest." in words(letter, "plain")


def test_signs_in_a_question_stay_signs(postbox: Postbox, nel: User) -> None:
    send_confirmation(make_question(text="<b>Kan & mag</b> dit?", name="O'Neil"))
    letter = next(x for x in postbox.letters if x["To"] == "bram@example.org")
    assert "<b>Kan & mag</b> dit?" in words(letter, "plain")
    assert "Hallo O'Neil," in words(letter, "plain")
    assert "&lt;b&gt;Kan &amp; mag&lt;/b&gt; dit?" in words(letter, "html")


@pytest.mark.django_db(transaction=True)
def test_whole_way_by_mail(postbox: Postbox, nel: User, client: Client, filled: Filled) -> None:
    page = client.post("/vraag/", filled(), follow=True).content.decode()
    assert "Je krijgt dit ook in een mail op bram@example.org" in page
    assert sorted(x["To"] for x in postbox.letters) == ["bram@example.org", "nel@example.org"]


@pytest.mark.django_db(transaction=True)
def test_mail_server_that_is_down_loses_no_question(
    port: int, nel: User, client: Client, filled: Filled, caplog: pytest.LogCaptureFixture
) -> None:
    page = client.post("/vraag/", filled(), follow=True).content.decode()
    question = Question.objects.get()
    assert "De mail naar bram@example.org kon niet weg." in page
    assert question.reference in page
    path = page.split('href="http://localhost:8000')[1].split('"')[0]
    assert client.get(path).context["question"] == question
    assert [r.getMessage() for r in caplog.records if r.name == "kopgroep.portal.mail"] == [
        f"The mail 'new_question' about question {question.reference} did not leave",
        f"The mail 'confirmation' about question {question.reference} did not leave",
    ]
