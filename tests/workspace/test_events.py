"""Tables and meetings: written once, listed, counted as reach only."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kopgroep.accounts.models import User
from kopgroep.events.models import Event
from kopgroep.programme import current
from kopgroep.reporting.counting import value
from tests.factories import TODAY

FORM = "/werkplek/bijeenkomsten/nieuw/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def filled(**changes: str) -> dict[str, str]:
    """A theme table on export."""
    form = {"kind": "thematafel", "title": "Verkopen in het buitenland", "theme": "export", "held_on": "2023-05-11"}
    return form | {"place": "Assen", "visitors": "24", "submission": str(uuid.uuid4())} | changes


def test_meeting_is_written_once_and_counts(client: Client, anna: User) -> None:
    client.force_login(anna)
    form = filled()
    assert [client.post(FORM, form).status_code for _ in range(2)] == [302, 302]
    assert (Event.objects.count(), Event.objects.get().visitors) == (1, 24)
    tables = current().indicator("export-thematafels")
    assert value(tables, TODAY) == 1
    client.post(FORM, filled(kind="bijeenkomst"))
    assert value(tables, TODAY) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"kind": "feest"}, "kind"),
        ({"held_on": "2023-05-16"}, "held_on"),
        ({"visitors": "-1"}, "visitors"),
        ({"visitors": "veel"}, "visitors"),
        ({"theme": "bestaat-niet"}, "theme"),
    ],
)
def test_what_is_wrong_is_named(client: Client, anna: User, changes: dict[str, str], field: str) -> None:
    client.force_login(anna)
    answer = client.post(FORM, filled(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Event.objects.count() == 0


def test_list_is_filtered_by_kind(client: Client, anna: User) -> None:
    client.force_login(anna)
    client.post(FORM, filled())
    client.post(FORM, filled(kind="bijeenkomst", title="Open dag"))
    page = client.get("/werkplek/bijeenkomsten/?soort=bijeenkomst").content.decode()
    assert ("Open dag" in page, "Verkopen in het buitenland" in page) == (True, False)


@pytest.mark.parametrize("events", [1, 3])
def test_list_asks_little_of_the_database(client: Client, anna: User, events: int) -> None:
    client.force_login(anna)
    for _ in range(events):
        client.post(FORM, filled())
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/werkplek/bijeenkomsten/").content.decode()
    assert len(asked) <= 10
    assert page.count("Verkopen in het buitenland") == events


def test_funder_sees_meetings_and_writes_none(client: Client, fenna: User, charlie: User) -> None:
    client.force_login(fenna)
    assert client.get("/werkplek/bijeenkomsten/").status_code == 200
    assert client.get(FORM).status_code == 403
    client.force_login(charlie)
    assert client.get("/werkplek/bijeenkomsten/").status_code == 403
