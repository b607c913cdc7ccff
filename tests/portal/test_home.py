"""The first page: who answers, and nothing that leads nowhere."""

from typing import Any

from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.portal.views.home import Answerer, who_answers
from kopgroep.programme import current
from tests.cast import make_user


def test_advisers_stand_there_by_name_and_area_only(client: Client, nel: User) -> None:
    page = client.get("/").content.decode()
    assert "Nel Bij" in page
    assert "Assen" in page
    assert nel.email not in page


def test_who_does_not_answer_is_not_named(client: Client, sjoerd: User, charlie: User) -> None:
    page = client.get("/").content.decode()
    assert [name for name in (sjoerd.name, charlie.name) if name in page] == []


def test_places_stand_in_the_order_of_the_programme(db: None) -> None:
    adviser = make_user("Nel Bij", Role.ADVISER, areas=["GM1680", "GM0106", "GM0000"])
    places = [m.name for m in current().area if m.code in {"GM0106", "GM1680"}]
    assert who_answers([adviser], current()) == [Answerer("Nel Bij", places)]


def test_examples_come_from_the_programme(client: Client, nel: User) -> None:
    page = client.get("/").content.decode()
    missing = [e.code for e in current().question_examples if f"/vraag/?voorbeeld={e.code}" not in page]
    assert missing == []


def test_first_page_costs_the_same_for_one_adviser_and_for_three(
    client: Client, nel: User, django_assert_num_queries: Any
) -> None:
    client.get("/")
    with django_assert_num_queries(1):
        client.get("/")
    for name in ("Een Ee", "Twee Tee"):
        make_user(name, Role.ADVISER)
    with django_assert_num_queries(1):
        client.get("/")


def test_first_page_in_english(client: Client, nel: User) -> None:
    client.post("/taal/setlang/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert f"<h1>{current().tagline.en}</h1>" in page
    assert "What is holding you up?" in page
