"""The tables of one's own work as files: what the page says, of nobody else."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.casework.actions.hours import book_hours
from tests.factories import TODAY, make_company, make_contact, make_journey

ADDRESS = "/werkplek/mijn-werk/csv/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def table_of(client: Client, user: User, table: str) -> list[list[str]]:
    """A file as a person gets it, in cells."""
    client.force_login(user)
    answer = client.get(f"{ADDRESS}{table}/")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]  # a streaming response
    return [line.split(";") for line in lines]


def test_file_of_the_quarter_counts_ones_own_work(client: Client, anna: User, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, anna)
    make_contact(company, anna, held_on=date(2023, 2, 1))
    make_contact(company, sjoerd)
    head, *rows = table_of(client, anna, "kwartaal")
    assert head == ["Soort werk", "Dit kwartaal", "Kwartaal ervoor"]
    assert [row[1:] for row in rows] == [["1", "1"], ["0", "0"], ["0", "0"], ["0", "0"]]


def test_files_of_trajectories_and_hours_are_in_hours(client: Client, sjoerd: User, anna: User) -> None:
    journey = make_journey(make_company("Vos"), sjoerd)
    make_journey(make_company("Van Anna"), anna)
    book_hours(journey, contact=60, preparation=15, on=TODAY, submission=uuid.uuid4(), by=sjoerd)
    assert table_of(client, sjoerd, "trajecten")[1:] == [["Vos", "Digitalisering", "1,25", "22,75"]]
    assert table_of(client, sjoerd, "uren")[-2:] == [["2023-1", "0,00"], ["2023-2", "1,25"]]


def test_page_leads_to_each_of_its_files(client: Client, anna: User) -> None:
    journey = make_journey(make_company(), anna)
    book_hours(journey, contact=60, on=TODAY, submission=uuid.uuid4(), by=anna)
    client.force_login(anna)
    page = client.get("/werkplek/mijn-werk/").content.decode()
    assert [page.count(f'href="{ADDRESS}{table}/"') for table in ("kwartaal", "trajecten", "uren")] == [1, 1, 1]


def test_no_file_for_who_does_no_such_work_or_asks_another_table(client: Client, anna: User, fenna: User) -> None:
    for person, table, code in [(fenna, "uren", 403), (anna, "iets-anders", 404)]:
        client.force_login(person)
        assert client.get(f"{ADDRESS}{table}/").status_code == code
