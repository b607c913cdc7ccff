"""The mails of a referral: to whom, with which link, and never with what must stay inside."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.casework.actions.referral_clock import expire_referrals, remind_partners
from kopgroep.casework.actions.referrals import withdraw_referral
from kopgroep.casework.models.referral_states import State
from kopgroep.partners.models import Desk
from kopgroep.post.models import Letter
from tests.factories import TODAY, make_company, make_referral
from tests.portal.referral_links import SECRET, answer, mailed

PERSONAL = ("Bram", "bram@", "0592", "De Drift", "Help dit bedrijf")


def whole(letter: Letter) -> str:
    """Everything that a letter says, in both of its forms."""
    return letter.subject + letter.text + letter.html


def go_all_the_way(client: Client, nel: User, today_is: Callable[[date], None]) -> None:
    """One referral of which every kind of mail is written."""
    referral = make_referral(make_company(), nel, State.CONSENT_ASKED)
    client.post(mailed("consent"), {"given": "yes", "answered_by": "Bram"})
    today_is(TODAY + timedelta(days=7))
    remind_partners(TODAY + timedelta(days=7))
    path = mailed("reminder")
    answer(client, path, "accept", who="Kees")
    answer(client, path, "report", outcome="helped", note="Gelukt.")
    client.post(mailed("confirm"), {"helped": "no", "note": "Nog niet."})
    for state in (State.SENT, State.CONSENT_ASKED):
        other = make_referral(make_company(), nel, state)
        if state == State.SENT:
            withdraw_referral(other, reason="INTERN: ruzie", by=nel)
    client.post(mailed("consent"), {"given": "no", "answered_by": "Bram"})
    make_referral(make_company(), nel, State.SENT)
    answer(client, mailed("card"), "decline", reason="no_room", note="INTERN: vol")
    late = make_referral(make_company(), nel, State.SENT)
    today_is(TODAY + timedelta(days=70))
    assert expire_referrals(TODAY + timedelta(days=70)) == 1
    Desk.objects.filter(partner=referral.partner).update(email="")
    make_referral(make_company(), nel, State.SENT)
    assert late.partner == referral.partner


def test_no_mail_tells_what_must_stay_inside(client: Client, nel: User, today_is: Callable[[date], None]) -> None:
    go_all_the_way(client, nel, today_is)
    letters = list(Letter.objects.order_by("pk"))
    assert {letter.kind for letter in letters} == {
        "consent", "card", "reminder", "progress", "confirm", "thanks", "withdrawn", "adviser",
    }  # fmt: skip
    assert [letter.kind for letter in letters if "INTERN" in whole(letter) or SECRET in whole(letter)] == []
    # A subject line is read on a locked screen, and by more machines than the rest.
    assert [s.subject for s in letters if any(words in s.subject for words in PERSONAL)] == []
    to_adviser = [letter for letter in letters if letter.kind == "adviser"]
    assert {letter.to for letter in to_adviser} == {nel.email}
    assert [letter.text for letter in to_adviser if any(words in whole(letter) for words in PERSONAL)] == []


def test_every_mail_is_whole_dutch_in_both_forms(client: Client, nel: User, today_is: Callable[[date], None]) -> None:
    go_all_the_way(client, nel, today_is)
    english = re.compile(r"\b(the|you|your|with|adviser|question|answer|partner takes|reference)\b")
    for letter in Letter.objects.order_by("pk"):
        text = re.sub(r"https?://\S+", "", letter.text)
        assert (letter.kind, english.findall(text)) == (letter.kind, [])
        said = re.sub(r"<[^>]+>", " ", letter.html)
        # What is mailed as text stands in the other form too, apart from the addresses of the links.
        lines = [line.strip(" :") for line in text.splitlines() if line.strip(" :")]
        assert (letter.kind, [line for line in lines if " ".join(line.split()) not in " ".join(said.split())]) == (
            letter.kind,
            [],
        )


def test_partner_reads_what_is_asked_by_when_and_until_when(nel: User) -> None:
    make_referral(make_company(), nel, State.SENT)
    letter = Letter.objects.get(kind="card")
    for words in (letter.text, letter.html):
        assert "Help dit bedrijf kiezen tussen twee systemen." in words
        assert "Laat het uiterlijk vrijdag 19 mei weten, met één tik." in words
        assert "De link werkt tot en met 31 mei 2023." in words
        # Whom to call stands behind the link, not in the mail.
        assert [private for private in ("Bram", "0592") if private in words] == []


def test_mail_is_in_the_language_of_the_entrepreneur(nel: User) -> None:
    make_referral(make_company(), nel, State.CONSENT_ASKED, language="en", contact_email="saar@example.org")
    letter = Letter.objects.get(kind="consent")
    assert (letter.to, letter.language) == ("saar@example.org", "en")
    assert letter.subject.startswith("May we share your question with")
    assert "Please answer by Tuesday 23 May. Without an answer we share nothing." in letter.text


def test_signs_in_what_was_asked_stay_signs(nel: User) -> None:
    make_referral(make_company(), nel, State.SENT, ask="<b>Kan & mag</b> dit?", contact_name="O'Neil")
    letter = Letter.objects.get(kind="card")
    assert "<b>Kan & mag</b> dit?" in letter.text
    assert ("&lt;b&gt;Kan &amp; mag&lt;/b&gt; dit?" in letter.html, "<b>Kan" in letter.html) == (True, False)


@pytest.mark.parametrize(("name", "greeting"), [("Loket Noord", "Hallo Loket Noord,"), ("", "Hallo,")])
def test_partner_is_greeted_by_the_name_it_gave(nel: User, name: str, greeting: str) -> None:
    referral = make_referral(make_company(), nel)
    Desk.objects.filter(partner=referral.partner).update(contact_name=name)
    make_referral(make_company(), nel, State.SENT)
    assert Letter.objects.get(kind="card").text.splitlines()[0] == greeting
