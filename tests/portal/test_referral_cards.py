"""The card behind the link in the mail to a partner: what it shows, what can be answered, what it never opens."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.dates import nice_day
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.actions.referral_clock import expire_referrals
from kopgroep.casework.actions.referrals import reroute_referral, send_again, withdraw_referral
from kopgroep.casework.links import Purpose
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.ledger.models import Entry
from kopgroep.partners.models import Desk
from kopgroep.portal.limits import ANSWERS
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_contact, make_referral, partner
from tests.portal.referral_links import SECRET, answer, everything, link

REASON = "no_room"
OUTCOME = "helped"


@pytest.fixture
def sent(nel: User) -> Referral:
    """A referral that waits for the answer of its partner."""
    return make_referral(make_company(), nel, State.SENT)


def heading(page: str) -> str:
    """The first heading of a page."""
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return found[1].strip()


def offered(page: str) -> list[str]:
    """The answers that a page offers, in order."""
    return re.findall(r'name="answer" value="(\w+)"', page)


def test_card_shows_what_is_asked_and_whom_to_call(client: Client, sent: Referral) -> None:
    page = client.get(link(sent, Purpose.CARD)).content.decode()
    assert heading(page) == f"Kan {sent.organisation.name} helpen bij Timmerfabriek De Drift?"
    for words in (
        "Help dit bedrijf kiezen tussen twee systemen.",
        "Bram Jansen",
        "0592 123456",
        nice_day(date(2023, 5, 19)),
    ):
        assert words in page
    assert offered(page) == ["accept", "decline"]


def test_card_shows_nothing_else(client: Client, nel: User) -> None:
    company = make_company()
    make_contact(company, nel, note="Alleen voor ons bedoeld")
    make_referral(make_company("Bakkerij De Korenaar"), nel, State.SENT)
    referral = make_referral(company, nel, State.CONTACTED)
    page = client.get(link(referral, Purpose.CARD)).content.decode()
    never = (SECRET, "INTERN", "Alleen voor ons bedoeld", "De Korenaar", "Brink", "/werkplek/")
    assert [words for words in never if words in page] == []


def test_partner_answers_from_accepting_to_the_result_with_one_link(client: Client, sent: Referral) -> None:
    path = link(sent, Purpose.CARD)
    seen = []
    for what, boxes in (
        ("accept", {"who": "Kees de Vries"}),
        ("contact", {"who": "Kees de Vries", "on": "2023-05-15", "appointment_on": "2023-05-22"}),
        ("start", {}),
        ("report", {"outcome": OUTCOME, "note": "Systeem gekozen."}),
    ):
        response = answer(client, path, what, **boxes)
        assert (response.status_code, response.headers["Location"]) == (302, path)
        sent.refresh_from_db()
        seen.append((sent.state, offered(client.get(path).content.decode())))
    assert seen == [
        ("accepted", ["contact", "report", "decline"]),
        ("contacted", ["start", "report", "contact", "decline"]),
        ("active", ["report"]),
        ("result_known", []),
    ]
    assert (sent.appointment_on, sent.outcome, sent.outcome_note) == (date(2023, 5, 22), OUTCOME, "Systeem gekozen.")


def test_name_is_kept_in_the_log_and_filled_in_the_next_time(client: Client, sent: Referral) -> None:
    path = link(sent, Purpose.CARD)
    answer(client, path, "accept", who="Kees\r\nBcc: iedereen@example.org")
    event = AuditEvent.objects.get(verb="referral_accept")
    assert event.detail == {"through": "link", "who": "Kees Bcc: iedereen@example.org"}
    assert 'value="Kees Bcc: iedereen@example.org"' in client.get(path).content.decode()


def test_whoever_the_partner_named_is_filled_in_first(client: Client, sent: Referral) -> None:
    Desk.objects.filter(partner=sent.partner).update(contact_name="Loket Noord")
    assert client.get(link(sent, Purpose.CARD)).content.decode().count('value="Loket Noord"') == 2


def test_declined_with_a_reason(client: Client, sent: Referral) -> None:
    path = link(sent, Purpose.CARD)
    response = answer(client, path, "decline", reason=REASON, note="Vraag het bij de buren.")
    page = client.get(response.headers["Location"])
    assert (page.status_code, heading(page.content.decode())) == (200, "Deze vraag is teruggegeven")
    sent.refresh_from_db()
    assert (sent.state, sent.decline_reason, sent.decline_note) == ("declined", REASON, "Vraag het bij de buren.")
    # The card itself is not to be seen any more.
    assert "Bram Jansen" not in page.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("state", [State.SENT, State.ACCEPTED, State.CONTACTED, State.ACTIVE, State.RESULT_KNOWN])
def test_looking_changes_nothing(client: Client, nel: User, method: str, state: State) -> None:
    path = link(make_referral(make_company(), nel, state), Purpose.CARD)
    before = everything()
    response = getattr(client, method)(path)
    assert (response.status_code, everything()) == (200, before)
    assert "no-store" in response.headers["Cache-Control"]


def test_other_methods_are_turned_down(client: Client, sent: Referral) -> None:
    assert client.put(link(sent, Purpose.CARD)).status_code == 405


DAMAGE: list[Callable[[str], str]] = [lambda t: t[:-1], lambda t: "x" + t, lambda t: "onzin", lambda t: t.swapcase()]


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_tampered_link_is_not_known_and_changes_nothing(
    client: Client, sent: Referral, purpose: Purpose, damage: Callable[[str], str]
) -> None:
    first, token = link(sent, purpose).strip("/").split("/")
    path = f"/{first}/{damage(token)}/"
    before = everything()
    pages = [client.get(path), client.post(path, {"answer": "accept", "given": "yes", "helped": "yes"})]
    assert [page.status_code for page in pages] == [404, 404]
    assert {heading(page.content.decode()) for page in pages} == {"Deze link kennen we niet"}
    assert everything() == before


@pytest.mark.parametrize(("made_for", "used_for"), [(a, b) for a in Purpose for b in Purpose if a is not b])
def test_link_for_another_purpose_is_not_known(
    client: Client, sent: Referral, made_for: Purpose, used_for: Purpose
) -> None:
    token = link(sent, made_for).strip("/").split("/")[1]
    first = link(sent, used_for).strip("/").split("/")[0]
    before = everything()
    assert client.get(f"/{first}/{token}/").status_code == 404
    assert client.post(f"/{first}/{token}/", {"answer": "accept"}).status_code == 404
    assert everything() == before


def test_unanswered_link_works_for_the_term_of_the_programme(
    client: Client, sent: Referral, today_is: Callable[[date], None]
) -> None:
    path = link(sent, Purpose.CARD)
    last = add_working_days(TODAY, current().clocks.referral_expire)
    today_is(last)
    assert client.get(path).status_code == 200
    today_is(last + timedelta(days=1))
    before = everything()
    late = [client.get(path), answer(client, path, "accept", version=sent.version)]
    assert [page.status_code for page in late] == [410, 410]
    assert heading(late[0].content.decode()) == "Deze link werkt niet meer"
    assert everything() == before


def ends(name: str) -> Callable[[Referral, User], None]:
    """A way in which a card stops being this partner's to answer."""

    def expire(referral: Referral, by: User) -> None:
        Referral.objects.update(sent_on=TODAY - timedelta(days=60))
        assert expire_referrals(TODAY) == 1

    def reroute(referral: Referral, by: User) -> None:
        expire(referral, by)
        reroute_referral(referral, partner=partner(1), submission=referral.submission.__class__(int=7), by=by)

    ways = {
        "withdrawn": lambda r, by: withdraw_referral(r, reason="Bedrijf is verhuisd", by=by),
        "expired": expire,
        "rerouted": reroute,
        "newer": lambda r, by: send_again(r, by=by),
    }
    return ways[name]  # type: ignore[return-value]  # what the acts return does not matter here


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("withdrawn", "Deze vraag is ingetrokken"),
        ("expired", "Deze link werkt niet meer"),
        ("rerouted", "Deze vraag is een andere weg gegaan"),
        ("newer", "Er is een nieuwere mail"),
    ],
)
def test_link_of_a_card_that_ended_says_so_and_changes_nothing(
    client: Client, sent: Referral, nel: User, way: str, words: str
) -> None:
    path, version = link(sent, Purpose.CARD), sent.version
    ends(way)(sent, nel)
    before = everything()
    pages = [client.get(path), client.head(path), answer(client, path, "accept", version=version)]
    assert [page.status_code for page in pages] == [410, 410, 410]
    assert heading(pages[0].content.decode()) == words
    shown = pages[0].content.decode()
    assert [private for private in ("Bram", "Drift", "verhuisd", partner(1)) if private in shown] == []
    assert current().contact_details.phone in shown
    assert everything() == before


def test_double_click_is_one_answer(client: Client, sent: Referral) -> None:
    path, version = link(sent, Purpose.CARD), sent.version
    answers = [answer(client, path, "accept", version=version).status_code for _ in range(2)]
    assert (answers, Entry.objects.about(sent).filter(kind="referral_accepted").count()) == ([302, 302], 1)
    sent.refresh_from_db()
    boxes = {"on": "2023-05-15", "appointment_on": "2023-05-22"}
    answers = [answer(client, path, "contact", version=sent.version, **boxes).status_code for _ in range(2)]
    assert (answers, Entry.objects.about(sent).filter(kind="referral_contacted").count()) == ([302, 302], 1)


def test_declining_twice_is_one_answer(client: Client, sent: Referral) -> None:
    path, version = link(sent, Purpose.CARD), sent.version
    first = answer(client, path, "decline", version=version, reason=REASON)
    before = everything()
    second = answer(client, path, "decline", version=version, reason="not_ours")
    assert (first.status_code, second.status_code) == (302, 409)
    assert heading(second.content.decode()) == "Deze vraag is teruggegeven"
    assert everything() == before


def test_answer_from_an_old_page_is_shown_and_not_taken(client: Client, sent: Referral) -> None:
    path, version = link(sent, Purpose.CARD), sent.version
    answer(client, path, "accept")
    before = everything()
    late = answer(client, path, "decline", version=version, reason=REASON, note="Toch vol")
    assert late.status_code == 409
    page = late.content.decode()
    assert "De kaart is veranderd nadat je hem opende" in page
    assert "Toch vol" in page
    assert everything() == before
    # Sending what the page now holds is a conscious answer.
    again = re.search(r'name="version" value="(\d+)" id="decline_version"', page)
    assert again is not None
    assert answer(client, path, "decline", version=int(again[1]), reason=REASON).status_code == 302


@pytest.mark.parametrize("what", ["start", "report", "contact", "onzin", "send", ""])
def test_answer_that_is_not_possible_now_changes_nothing(client: Client, sent: Referral, what: str) -> None:
    before = everything()
    boxes = {"outcome": OUTCOME, "on": "2023-05-15"}
    response = answer(client, link(sent, Purpose.CARD), what, **boxes)
    assert response.status_code in {409, 422}
    assert offered(response.content.decode()) == ["accept", "decline"]
    assert everything() == before


def test_what_was_typed_stays_when_something_is_missing(client: Client, sent: Referral) -> None:
    before = everything()
    long = "x" * 501
    response = answer(client, link(sent, Purpose.CARD), "decline", note=long, who="Kees")
    page = response.content.decode()
    assert response.status_code == 422
    assert long in page
    assert 'value="Kees"' in page
    assert "Kies een reden." in page
    assert everything() == before


def test_contact_that_is_still_to_come_is_refused_at_its_field(client: Client, nel: User) -> None:
    referral = make_referral(make_company(), nel, State.ACCEPTED)
    response = answer(client, link(referral, Purpose.CARD), "contact", on="2023-05-16")
    assert response.status_code == 422
    assert set(response.context["sent"].errors) == {"on"}


def test_signs_on_a_card_stay_signs(client: Client, nel: User) -> None:
    evil = "<script>alert(1)</script>"
    referral = make_referral(make_company(evil), nel, State.SENT, ask=evil, contact_name=evil)
    path = link(referral, Purpose.CARD)
    pages = [client.get(path), answer(client, path, "decline", who=evil, note=evil)]
    for page in pages:
        assert evil not in page.content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()


def test_answer_without_the_token_of_the_form_is_refused(sent: Referral) -> None:
    strict = Client(enforce_csrf_checks=True)
    before = everything()
    response = strict.post(link(sent, Purpose.CARD), {"answer": "accept", "version": sent.version})
    assert (response.status_code, everything()) == (403, before)


def test_sending_very_often_is_held_back(client: Client, sent: Referral) -> None:
    path = link(sent, Purpose.CARD)
    answers = [answer(client, path, "onzin", version=1).status_code for _ in range(ANSWERS.most + 1)]
    assert answers == [422] * ANSWERS.most + [429]


@pytest.mark.parametrize("number", [1, 3])
def test_card_takes_few_queries(
    client: Client, nel: User, number: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    referrals = [make_referral(make_company(), nel, State.SENT) for _ in range(number)]
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]  # a context manager
        client.get(link(referrals[0], Purpose.CARD))
