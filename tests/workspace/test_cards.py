"""A partner with an account: its own cards, the same answers as through the link, and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kopgroep.accounts.models import AuditEvent, ReadEvent, User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.referrals import withdraw_referral
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.partners.actions import join_partner, leave_partner
from kopgroep.partners.models import Membership
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_referral, partner
from tests.portal.referral_links import SECRET, answer, everything

LIST = "/werkplek/kaarten/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def petra(petra: User, marieke: User) -> User:
    """The partner, who answers for the first organisation of the programme."""
    join_partner(petra, partner=partner(), by=marieke)
    return petra


@pytest.fixture
def inside(client: Client, petra: User) -> Client:
    """A browser in which the partner is logged in."""
    client.force_login(petra)
    return client


def card(referral: Referral) -> str:
    """The address of the page of a card."""
    return f"{LIST}{referral.pk}/"


def shown(client: Client, stand: str = "") -> list[str]:
    """The companies on the list, in order."""
    return [row.card["company"] for row in client.get(LIST, {"stand": stand}).context["page"].rows]


def test_partner_lands_on_the_cards_and_sees_no_other_word_in_the_menu(inside: Client) -> None:
    assert inside.get("/inloggen/verder/", follow=True).redirect_chain[-1] == (LIST, 302)
    page = inside.get(LIST)
    assert [item.url for item in page.context["nav"]] == [LIST]
    words = page.content.decode()
    assert ('role="combobox"' in words, "/werkplek/zoeken/" in words, "/werkplek/toetsen/" in words) == (False,) * 3


@pytest.mark.parametrize(
    "path", ["", "bedrijven/", "vragen/", "trajecten/", "zoeken/?q=drift", "bijeenkomsten/", "monitor/", "mensen/"]
)
def test_partner_opens_no_other_page(inside: Client, path: str) -> None:
    assert inside.get(f"/werkplek/{path}").status_code == 403


def test_cards_stand_where_they_belong_the_first_to_do_on_top(inside: Client, anna: User) -> None:
    for number, state in enumerate((State.SENT, State.ACCEPTED, State.CONTACTED, State.ACTIVE, State.RESULT_KNOWN)):
        make_referral(make_company(f"Bedrijf {number}"), anna, state)
    make_referral(make_company("Bedrijf later"), anna, State.SENT)
    Referral.objects.filter(card__company="Bedrijf later").update(due_on=date(2023, 6, 1))
    make_referral(make_company("Nog niet gevraagd"), anna, State.CONSENT_ASKED)
    make_referral(make_company("Van een ander"), anna, State.SENT, partner=partner(1))
    assert [shown(inside, stand) for stand in ("", "bezig", "klaar", "onzin")] == [
        ["Bedrijf 0", "Bedrijf later"],
        ["Bedrijf 1", "Bedrijf 2", "Bedrijf 3"],
        ["Bedrijf 4"],
        ["Bedrijf 0", "Bedrijf later"],
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_long(
    inside: Client, anna: User, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make_referral(make_company(), anna, State.SENT)
    inside.get(LIST)
    with django_assert_num_queries(6):
        inside.get(LIST)


def test_card_of_another_partner_is_not_there_and_cannot_be_answered(inside: Client, anna: User) -> None:
    other = make_referral(make_company(), anna, State.SENT, partner=partner(1))
    before = everything()
    answers = [inside.get(card(other)), inside.post(card(other), {"answer": "accept", "version": other.version})]
    assert [page.status_code for page in answers] == [404, 404]
    assert everything() == before


def test_card_before_consent_and_after_withdrawal_is_not_there(inside: Client, anna: User) -> None:
    asked = make_referral(make_company(), anna, State.CONSENT_ASKED)
    sent = make_referral(make_company(), anna, State.SENT)
    withdraw_referral(sent, reason="Dubbel", by=anna)
    assert [inside.get(card(referral)).status_code for referral in (asked, sent)] == [404, 404]


def test_whoever_left_the_partner_sees_nothing_any_more(inside: Client, petra: User, anna: User, marieke: User) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    assert inside.get(card(sent)).status_code == 200
    leave_partner(Membership.objects.get(user=petra), by=marieke)
    assert (inside.get(card(sent)).status_code, shown(inside)) == (404, [])


def test_looking_is_written_in_the_log_of_the_company_and_changes_nothing(
    inside: Client, petra: User, anna: User
) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    before = everything()
    page = inside.get(card(sent)).content.decode()
    assert everything() == before
    assert (SECRET in page, "INTERN" in page, "Brink" in page) == (False, False, False)
    seen = ReadEvent.objects.order_by("pk").values_list("actor", "subject_type", "subject_id", "page")
    assert list(seen) == [(petra.pk, "company", sent.company_id, "card")]


def test_account_answers_from_accepting_to_the_result(inside: Client, petra: User, anna: User) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    path = card(sent)
    states = []
    for what, boxes in (
        ("accept", {}),
        ("contact", {"on": "2023-05-15"}),
        ("start", {}),
        ("report", {"outcome": "helped"}),
    ):
        assert answer(inside, path, what, **boxes).headers["Location"] == path
        sent.refresh_from_db()
        states.append(sent.state)
    assert states == ["accepted", "contacted", "active", "result_known"]
    told = AuditEvent.objects.filter(verb__startswith="referral_", actor=petra).order_by("pk")
    assert [event.detail["through"] for event in told] == ["account"] * 4
    assert "Dank. We vragen de ondernemer nu of het hielp." in inside.get(path).content.decode()


def test_who_answers_is_not_asked_of_an_account(inside: Client, anna: User) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    assert 'name="who"' not in inside.get(card(sent)).content.decode()


def test_declined_card_leaves_the_list(inside: Client, anna: User) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    response = answer(inside, card(sent), "decline", reason="no_room")
    assert (response.status_code, response.headers["Location"], shown(inside)) == (302, LIST, [])
    assert inside.get(card(sent)).status_code == 404


def test_mistake_keeps_what_was_typed(inside: Client, anna: User) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    response = answer(inside, card(sent), "decline", note="Wij zitten vol.")
    assert (response.status_code, "Wij zitten vol." in response.content.decode()) == (422, True)


def test_answer_from_an_old_page_is_shown_and_not_taken(inside: Client, anna: User) -> None:
    sent = make_referral(make_company(), anna, State.SENT)
    version = sent.version
    answer(inside, card(sent), "accept")
    before = everything()
    late = answer(inside, card(sent), "decline", version=version, reason="no_room")
    assert (late.status_code, "De kaart is veranderd" in late.content.decode()) == (409, True)
    assert everything() == before


def test_who_is_adviser_and_partner_sees_here_only_the_own_cards(client: Client, marieke: User, anna: User) -> None:
    both = make_user("Bo Beide", Role.ADVISER, Role.PARTNER)
    join_partner(both, partner=partner(1), by=marieke)
    other = make_referral(make_company("Van een ander"), anna, State.SENT)
    make_referral(make_company("Eigen kaart"), anna, State.SENT, partner=partner(1))
    client.force_login(both)
    assert (shown(client), client.get(card(other)).status_code) == (["Eigen kaart"], 404)
