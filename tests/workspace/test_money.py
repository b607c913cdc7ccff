"""The page of the money and its form: what was typed stays, nothing is written half."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kopgroep.accounts.models import User
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind
from kopgroep.reporting.money import money_on
from tests.factories import TODAY

FORM = "/werkplek/geld/vastleggen/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def filled(**changes: str) -> dict[str, str]:
    """A commitment of 1,234.50 euros."""
    form = {"act": "committed", "source": "provincie", "amount": "1234,50", "happened_on": "2023-05-01"}
    return form | {"description": "besluit 7", "submission": str(uuid.uuid4())} | changes


def test_commitment_and_its_payment_are_written(client: Client, marieke: User) -> None:
    client.force_login(marieke)
    assert client.post(FORM, filled()).status_code == 302
    assert client.post(FORM, filled(act="paid", amount="1000")).status_code == 302
    purse = money_on(TODAY).of("provincie")
    assert (purse.spent, purse.committed) == (100_000, 23_450)


def test_double_submit_writes_one_line(client: Client, marieke: User) -> None:
    client.force_login(marieke)
    form = filled(act="spent")
    assert [client.post(FORM, form).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "veel"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"source": "bestaat-niet"}, "source"),
        ({"happened_on": "2023-05-16"}, "happened_on"),
        ({"happened_on": "2019-12-31"}, "happened_on"),
        ({"happened_on": "gisteren"}, "happened_on"),
        ({"description": ""}, "description"),
        ({"act": "paid"}, "amount"),
        ({"act": ""}, "act"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    client: Client, marieke: User, changes: dict[str, str], field: str
) -> None:
    client.force_login(marieke)
    answer = client.post(FORM, filled(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["description"].value() == changes.get("description", "besluit 7")
    assert Entry.objects.count() == 0


def test_only_who_records_money_gets_the_form(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert client.get(FORM).status_code == 403
    assert client.post(FORM, filled()).status_code == 403
    assert FORM not in client.get("/werkplek/geld/").content.decode()


@pytest.mark.parametrize("lines", [1, 3])
def test_money_page_asks_little_of_the_database(client: Client, marieke: User, lines: int) -> None:
    client.force_login(marieke)
    for _ in range(lines):
        client.post(FORM, filled())
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/werkplek/geld/").content.decode()
    assert len(asked) <= 10
    assert page.count("besluit 7") == lines


def test_funder_sees_the_sums_and_not_the_lines(client: Client, marieke: User, fenna: User) -> None:
    client.force_login(marieke)
    client.post(FORM, filled())
    client.force_login(fenna)
    page = client.get("/werkplek/geld/").content.decode()
    assert "€\N{NO-BREAK SPACE}1.234,50" in page
    assert "besluit 7" not in page
    assert Entry.objects.get().kind == EntryKind.MONEY_COMMITTED
