"""The entrepreneur behind the links in the mail: may it be shared, and did it help."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils.html import escape

from kopgroep.accounts.models import User
from kopgroep.casework.actions.referrals import ask_consent, change_draft, reopen_referral, withdraw_referral
from kopgroep.casework.cards import KEYS
from kopgroep.casework.links import Purpose
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.companies.models import Consent
from kopgroep.post.models import Letter
from tests.factories import TODAY, make_company, make_referral
from tests.portal.referral_links import SECRET, everything, link, mailed
from tests.portal.test_referral_cards import heading

YES = {"given": "yes", "answered_by": "Bram Jansen"}
NO = {"given": "no", "answered_by": "Bram Jansen"}


@pytest.fixture
def asked(nel: User) -> Referral:
    """A referral for which consent was asked by mail."""
    return make_referral(make_company(), nel, State.CONSENT_ASKED)


@pytest.fixture
def told(nel: User) -> Referral:
    """A referral of which the partner reported the result."""
    return make_referral(make_company(), nel, State.RESULT_KNOWN)


def test_question_shows_the_partner_and_everything_that_would_be_shared(client: Client, asked: Referral) -> None:
    page = client.get(link(asked, Purpose.CONSENT)).content.decode()
    assert heading(page) == f"Mogen we je vraag delen met {asked.organisation.name}?"
    assert escape(asked.organisation.role.nl) in page
    assert set(asked.card) == set(KEYS)
    assert [key for key, value in asked.card.items() if value and escape(value) not in page] == []
    assert (SECRET in page, "Brink" in page) == (False, False)


def test_nothing_is_chosen_beforehand(client: Client, asked: Referral) -> None:
    page = client.get(link(asked, Purpose.CONSENT)).content.decode()
    buttons = re.findall(r'<button class="([^"]+)" type="submit" name="given" value="(\w+)">', page)
    assert [value for _looks, value in buttons] == ["yes", "no"]
    # Neither is pushed: they look the same.
    assert len({looks for looks, _value in buttons}) == 1
    assert re.findall(r"\bchecked\b", page) == []


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_is_no_answer(client: Client, asked: Referral, method: str) -> None:
    before = everything()
    assert getattr(client, method)(link(asked, Purpose.CONSENT)).status_code == 200
    assert everything() == before


def test_yes_sends_the_card(client: Client, asked: Referral) -> None:
    path = mailed("consent")
    response = client.post(path, YES)
    page = client.get(response.headers["Location"])
    assert (page.status_code, heading(page.content.decode())) == (200, "We delen je vraag")
    assert f"Op 15 mei 2023 hoorden we: ja, deel het met {asked.organisation.name}." in page.content.decode()
    asked.refresh_from_db()
    consent = Consent.objects.get()
    assert (asked.state, asked.consent, consent.given, consent.answered_by) == ("sent", consent, True, "Bram Jansen")
    assert client.get(mailed("card")).status_code == 200


def test_no_sends_nothing(client: Client, asked: Referral) -> None:
    response = client.post(mailed("consent"), NO)
    page = client.get(response.headers["Location"])
    assert (page.status_code, heading(page.content.decode())) == (200, "We delen je vraag niet")
    asked.refresh_from_db()
    assert (asked.state, Consent.objects.get().given) == ("withdrawn", False)
    assert Letter.objects.filter(kind="card").count() == 0


def test_second_answer_changes_nothing_and_says_what_was_answered(client: Client, asked: Referral) -> None:
    path = mailed("consent")
    client.post(path, YES)
    before = everything()
    again = [client.post(path, NO), client.post(path, YES)]
    assert [(page.status_code, heading(page.content.decode())) for page in again] == [(409, "We delen je vraag")] * 2
    assert "Van gedachten veranderd? Bel" in again[0].content.decode()
    assert everything() == before


def test_answer_that_crosses_another_one_leads_to_how_it_stands(
    client: Client, asked: Referral, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page was opened by the first click; the second arrives before the first one is done.
    path = link(asked, Purpose.CONSENT)
    monkeypatch.setattr("kopgroep.portal.views.referral_links.opened", lambda token, purpose: asked)
    answers = [client.post(path, YES).status_code for _ in range(2)]
    assert (answers, Consent.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    "boxes",
    [{}, {"answered_by": "Bram"}, {"given": "yes"}, {"given": "yes", "answered_by": " "}, {**YES, "given": "ja"}],
)
def test_half_an_answer_is_asked_again_and_changes_nothing(
    client: Client, asked: Referral, boxes: dict[str, str]
) -> None:
    before = everything()
    response = client.post(link(asked, Purpose.CONSENT), boxes)
    assert (response.status_code, everything()) == (422, before)
    assert response.context["form"]["answered_by"].value() == boxes.get("answered_by")


def test_name_is_kept_on_one_line_and_shown_as_text(client: Client, asked: Referral) -> None:
    evil = "<b>Bram</b>\r\nBcc: iedereen@example.org"
    client.post(link(asked, Purpose.CONSENT), {"given": "yes", "answered_by": evil})
    assert Consent.objects.get().answered_by == "<b>Bram</b> Bcc: iedereen@example.org"
    heads = [letter.subject + letter.to + letter.reply_to for letter in Letter.objects.order_by("pk")]
    assert [head for head in heads if "Bcc" in head or "\n" in head] == []


def test_name_of_the_contact_can_add_no_header(nel: User) -> None:
    evil = "Bram\r\nBcc: iedereen@example.org"
    make_referral(make_company("Kop\nBcc: x"), nel, State.CONSENT_ASKED, contact_name=evil)
    letter = Letter.objects.get(kind="consent")
    assert "\n" not in letter.subject + letter.to + letter.reply_to


def test_changed_question_closes_the_earlier_mail(client: Client, asked: Referral, nel: User) -> None:
    path = link(asked, Purpose.CONSENT)
    ask_consent(change_draft(asked, ask="Een andere vraag.", by=nel), by=nel)
    before = everything()
    pages = [client.get(path), client.post(path, YES)]
    assert [(page.status_code, heading(page.content.decode())) for page in pages] == [(410, "Er is iets veranderd")] * 2
    assert everything() == before


def test_withdrawn_question_is_not_asked_any_more(client: Client, asked: Referral, nel: User) -> None:
    path = link(asked, Purpose.CONSENT)
    withdraw_referral(asked, reason="Dubbel", by=nel)
    before = everything()
    pages = [client.get(path), client.post(path, YES)]
    assert [page.status_code for page in pages] == [410, 410]
    assert heading(pages[0].content.decode()) == "Deze vraag is ingetrokken"
    assert everything() == before


@pytest.mark.parametrize(("purpose", "days"), [(Purpose.CONSENT, 61), (Purpose.CONFIRM, 121), (Purpose.CARD, 401)])
def test_no_link_lives_for_ever(
    client: Client, told: Referral, monkeypatch: pytest.MonkeyPatch, purpose: Purpose, days: int
) -> None:
    path = link(told, purpose)
    later = signing.time.time() + days * 24 * 3600
    monkeypatch.setattr(signing.time, "time", lambda: later)
    before = everything()
    pages = [client.get(path), client.post(path, {**YES, "helped": "yes", "answer": "report"})]
    assert [page.status_code for page in pages] == [410, 410]
    assert everything() == before


def test_english_entrepreneur_is_answered_in_english_until_choosing_otherwise(client: Client, nel: User) -> None:
    referral = make_referral(make_company(), nel, State.CONSENT_ASKED, language="en")
    path = mailed("consent")
    assert (
        heading(client.get(path).content.decode()) == f"May we share your question with {referral.organisation.name}?"
    )
    client.post("/taal/setlang/", {"language": "nl", "next": path})
    assert heading(client.get(path).content.decode()).startswith("Mogen we je vraag delen met")


def test_closing_question_shows_what_the_partner_reported(client: Client, told: Referral) -> None:
    Referral.objects.filter(pk=told.pk).update(outcome_note="Systeem <gekozen>.")
    page = client.get(link(told, Purpose.CONFIRM)).content.decode()
    assert heading(page) == f"Heeft {told.organisation.name} geholpen?"
    assert ("Systeem &lt;gekozen&gt;." in page, "<b>Geholpen</b>" in page, SECRET in page) == (True, True, False)
    assert re.findall(r"\bchecked\b", page) == []


@pytest.mark.parametrize(
    ("helped", "words", "state"),
    [("yes", "Ja, ik ben geholpen", "closed"), ("partly", "Deels", "closed"), ("no", "Nee, niet echt", "result_known")],
)
def test_answer_closes_or_goes_to_the_adviser(
    client: Client, told: Referral, nel: User, helped: str, words: str, state: str
) -> None:
    path = link(told, Purpose.CONFIRM)
    response = client.post(path, {"helped": helped, "note": "Fijn gesprek."})
    page = client.get(response.headers["Location"])
    assert (page.status_code, heading(page.content.decode())) == (200, "Dank je wel voor je antwoord")
    assert f"Op 15 mei 2023 antwoordde je: {words}." in page.content.decode()
    told.refresh_from_db()
    assert (told.state, told.helped, told.helped_note) == (state, helped, "Fijn gesprek.")
    kinds = list(Letter.objects.of(told).order_by("pk").values_list("kind", "to"))[-2:]
    expected = [("thanks", "bram@example.org"), ("adviser", nel.email)]
    assert kinds == expected if helped == "no" else kinds[-1] == expected[0]


def test_closing_question_is_answered_once(client: Client, told: Referral) -> None:
    path = link(told, Purpose.CONFIRM)
    client.post(path, {"helped": "no"})
    before = everything()
    again = client.post(path, {"helped": "yes", "note": "Toch wel"})
    assert (again.status_code, heading(again.content.decode())) == (409, "Dank je wel voor je antwoord")
    assert everything() == before


@pytest.mark.parametrize("boxes", [{}, {"helped": "soms"}, {"helped": "yes", "note": "x" * 1001}])
def test_closing_question_keeps_what_was_typed(client: Client, told: Referral, boxes: dict[str, str]) -> None:
    before = everything()
    response = client.post(link(told, Purpose.CONFIRM), boxes)
    assert (response.status_code, everything()) == (422, before)
    assert boxes.get("note", "") in response.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_closing_question_changes_nothing(client: Client, told: Referral, method: str) -> None:
    before = everything()
    assert getattr(client, method)(link(told, Purpose.CONFIRM)).status_code == 200
    assert everything() == before


def test_closing_question_of_a_reopened_referral_waits(client: Client, told: Referral, nel: User) -> None:
    path = link(told, Purpose.CONFIRM)
    reopen_referral(told, reason="Toch niet klaar", by=nel)
    before = everything()
    pages = [client.get(path), client.post(path, {"helped": "yes"})]
    assert [(page.status_code, heading(page.content.decode())) for page in pages] == [(410, "Er is iets veranderd")] * 2
    assert everything() == before


def test_unanswered_consent_can_still_be_answered_after_its_term(
    client: Client, asked: Referral, today_is: Callable[[date], None]
) -> None:
    today_is(TODAY + timedelta(days=20))
    assert client.get(link(asked, Purpose.CONSENT)).status_code == 200


@pytest.mark.parametrize("purpose", [Purpose.CONSENT, Purpose.CONFIRM])
def test_answer_without_the_token_of_the_form_is_refused(asked: Referral, purpose: Purpose) -> None:
    strict = Client(enforce_csrf_checks=True)
    path = link(asked, Purpose.CONSENT)
    before = everything()
    assert (strict.post(path, YES).status_code, everything()) == (403, before)
