"""The outbox: which mail is shown, that no key is, and what a person decides."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

import kopgroep
from kopgroep.accounts.models import ReadEvent, User
from kopgroep.post.models import Letter
from kopgroep.workspace.post_words import KINDS
from tests.factories import TODAY, make_company
from tests.post.letters import letter_in, make_letter

POST = "/werkplek/post/"
LINK = "Open https://example.org/volg/geheim nu."


@pytest.fixture
def office(client: Client, marieke: User) -> Client:
    """The browser of the programme manager."""
    client.force_login(marieke)
    return client


def shown(client: Client, query: str = "") -> list[int]:
    """The numbers of the letters on the page."""
    return [row["letter"].pk for row in client.get(POST + query).context["rows"]]


def test_newest_is_on_top_and_a_tab_shows_its_states(office: Client) -> None:
    waiting, sending, sent, failed, doubtful, dropped = (
        letter_in(state).pk for state in ("waiting", "sending", "sent", "failed", "doubtful", "dropped")
    )
    assert shown(office) == [dropped, doubtful, failed, sent, sending, waiting]
    assert shown(office, "?stand=beslissen") == [doubtful, failed]
    assert shown(office, "?stand=onderweg") == [sending, waiting]
    assert shown(office, "?stand=verstuurd") == [sent]
    assert shown(office, "?stand=afgesloten") == [dropped]
    assert shown(office, "?stand=onzin") == shown(office)


def test_search_finds_a_part_of_an_address(office: Client) -> None:
    wim = make_letter(to="Wim@Voorbeeld.example.org").pk
    make_letter(to="bram@example.org")
    assert shown(office, "?q=voorbeeld") == [wim]
    assert shown(office, "?q=wim&stand=verstuurd") == []
    assert office.get(POST + "?q=%00").status_code == 200


def test_long_list_comes_in_pages(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kopgroep.workspace.views.post.PAGE", 2)
    numbers = [make_letter().pk for _ in range(3)]
    first = office.get(POST)
    assert (shown(office), first.context["page"].following) == ([numbers[2], numbers[1]], "?vanaf=2")
    assert shown(office, "?vanaf=2") == [numbers[0]]


def test_list_takes_the_same_queries_for_one_and_for_three(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_letter()
    with django_assert_num_queries(4):
        office.get(POST)
    make_letter()
    make_letter()
    with django_assert_num_queries(4):
        office.get(POST)


@pytest.mark.parametrize("query", ["", "?stand=beslissen", "?q=niemand"])
def test_empty_list_says_what_comes(office: Client, query: str) -> None:
    page = office.get(POST + query).content.decode()
    wanted = {
        "": "Er is nog geen mail geschreven",
        "?stand=beslissen": "Er is niets te beslissen",
        "?q=niemand": "Er is geen mail gevonden",
    }
    assert wanted[query] in page


def test_page_of_a_letter_shows_the_words_without_the_key_and_is_noted(office: Client, marieke: User) -> None:
    company = make_company("Kwekerij Oost")
    letter = make_letter(text=LINK, company_id=company.pk)
    page = office.get(f"{POST}{letter.pk}/")
    assert page.context["text"] == "Open […] nu."
    assert "geheim" not in page.content.decode()
    assert f'<a href="/werkplek/bedrijven/{company.pk}/">Kwekerij Oost</a>' in page.content.decode()
    seen = ReadEvent.objects.get()
    assert (seen.actor, seen.subject_type, seen.subject_id) == (marieke, "letter", letter.pk)


def test_demonstration_shows_its_links(office: Client, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    letter = make_letter(text=LINK)
    assert 'href="https://example.org/volg/geheim"' in office.get(f"{POST}{letter.pk}/").content.decode()


def test_doubt_is_explained_and_can_be_decided(office: Client) -> None:
    letter = letter_in("doubtful")
    page = office.get(f"{POST}{letter.pk}/").content.decode()
    assert "Wij weten niet zeker of deze mail weg is" in page
    assert re.findall(r"kg-badge[^>]*>\s*(?:<[^>]*>\s*)*([^<]+)", page) == ["niet zeker"]
    answer = office.post(f"{POST}{letter.pk}/opnieuw/", follow=True)
    assert "De mail aan bram@example.org gaat opnieuw weg." in answer.content.decode()
    assert Letter.objects.get().state == "waiting"


def test_failed_letter_can_be_settled_once(office: Client) -> None:
    letter = letter_in("failed")
    first, second = (office.post(f"{POST}{letter.pk}/afsluiten/", follow=True) for _ in range(2))
    assert "is afgesloten en gaat niet meer weg" in first.content.decode()
    assert "Over deze mail hoef je niets meer te beslissen." in second.content.decode()
    assert Letter.objects.get().state == "dropped"


def test_every_kind_of_letter_has_words() -> None:
    rooms = Path(kopgroep.__path__[0])
    found = {file.stem for file in rooms.rglob("templates/**/*.txt") if "mail/layout.txt" in file.read_text()}
    assert found - set(KINDS) == set()
    assert len(found) > 10


def test_privacy_officer_sees_the_mail_and_decides_nothing(client: Client, priya: User) -> None:
    letter = letter_in("doubtful")
    client.force_login(priya)
    page = client.get(f"{POST}{letter.pk}/")
    assert (page.status_code, page.context["may_decide"]) == (200, False)
    assert client.post(f"{POST}{letter.pk}/opnieuw/").status_code == 403
    assert Letter.objects.get().state == "doubtful"
