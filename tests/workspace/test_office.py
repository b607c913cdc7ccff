"""The office leads to what each may look after, and keeps the menu short."""

import pytest
from django.test import Client

from kopgroep.accounts.models import User

OFFICE = "/werkplek/beheer/"


def rooms(client: Client, user: User) -> list[str]:
    """The parts that the office shows to somebody, by address."""
    client.force_login(user)
    return [room.url for room in client.get(OFFICE).context["rooms"]]


def test_manager_finds_all_rooms(client: Client, marieke: User) -> None:
    assert rooms(client, marieke) == [
        "/werkplek/mensen/",
        "/werkplek/overdracht/",
        "/werkplek/dubbelen/",
        "/werkplek/geld/",
        "/werkplek/enquetes/",
        "/werkplek/bijeenkomsten/",
        "/werkplek/post/",
        "/werkplek/logboek/",
    ]


def test_every_room_opens(client: Client, marieke: User) -> None:
    assert {url: client.get(url).status_code for url in rooms(client, marieke)} == dict.fromkeys(
        rooms(client, marieke), 200
    )


def test_privacy_officer_finds_the_mail_and_the_logbook(client: Client, priya: User) -> None:
    assert rooms(client, priya) == ["/werkplek/post/", "/werkplek/logboek/"]


@pytest.mark.parametrize("name", ["anna", "petra", "fenna", "charlie"])
def test_others_have_no_office(client: Client, name: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get(OFFICE).status_code == 403


def menu(client: Client, user: User) -> dict[str, bool]:
    """The words of the menu, each with whether it is where one is."""
    client.force_login(user)
    return {item.url: item.current for item in client.get("/werkplek/monitor/").context["nav"]}


def test_menu_has_at_most_eight_words(client: Client, anna: User, marieke: User) -> None:
    assert (len(menu(client, anna)), len(menu(client, marieke))) == (7, 8)
    assert OFFICE not in menu(client, anna)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("/werkplek/mensen/", OFFICE),
        ("/werkplek/post/", OFFICE),
        ("/werkplek/partners/", "/werkplek/doorverwijzingen/"),
        ("/werkplek/doorverwijzingen/", "/werkplek/doorverwijzingen/"),
    ],
)
def test_menu_shows_where_one_is(client: Client, marieke: User, page: str, word: str) -> None:
    client.force_login(marieke)
    assert [item.url for item in client.get(page).context["nav"] if item.current] == [word]
