"""The pages of the pluses: what was ordered, what was done for it, and nothing of anybody else."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kopgroep.accounts.models import User
from kopgroep.casework.actions.contacts import record_contact
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.journeys import open_journey
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import record_money
from kopgroep.programme import EntryKind
from kopgroep.reporting.money import Purse, money_on
from kopgroep.workspace.plus_rows import along, pluses
from tests.factories import TODAY, make_company, spoken

PLUS, BASE = "plus-hogebeek", "basis"
ALL, ONE = "/werkplek/plussen/", "/werkplek/plussen/plus-hogebeek/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def helped(company: Company, by: User, *, line: str, minutes: int) -> None:
    """A talk, and hours on a trajectory."""
    facts = {"theme": "energie", "line": line, "goal": "Zuinig", "specialist": by, "submission": uuid.uuid4()}
    journey = open_journey(company, by=by, **facts)  # type: ignore[arg-type]
    book_hours(journey, contact=minutes, on=TODAY, submission=uuid.uuid4(), by=by)
    record_contact(company, spoken(line=line, themes=["energie"]), submission=uuid.uuid4(), by=by)


def paid(cents: int, by: User, source: str = "hogebeek-plus") -> None:
    facts = {"source": source, "cents": cents, "happened_on": TODAY, "description": "factuur", "by": by}
    record_money(EntryKind.MONEY_SPENT, key=str(uuid.uuid4()), **facts)  # type: ignore[arg-type]


def test_a_region_without_plus_hears_how_one_is_added(client: Client, fenna: User) -> None:
    client.force_login(fenna)
    answer = client.get(ALL)
    assert (answer.status_code, answer.context["pluses"]) == (200, [])
    assert "Nog niemand heeft een plus besteld" in answer.content.decode()
    assert client.get(ONE).status_code == 404


def test_a_plus_shows_its_own_money_hours_and_targets(small_region: None, anna: User, marieke: User) -> None:
    here = make_company("De Smid", municipality_code="GM9903")
    helped(here, anna, line=PLUS, minutes=90)
    helped(make_company(municipality_code="GM9902"), anna, line=BASE, minutes=480)
    paid(1_000_00, marieke)
    paid(7_000_00, marieke, "regio")
    (plus,) = pluses(TODAY)
    assert (plus.purse, plus.minutes) == (Purse(60_000_00, 1_000_00, 0), 90)
    assert [(row.indicator.code, row.value) for row in plus.rows] == [("hogebeek-advies", 1)]
    assert plus.whom == ["bedrijven in Hogebeek", "het thema Energie"]
    assert (plus.begun, plus.ended, plus.overspent) == (True, False, False)
    assert along(plus.line, TODAY) is None


def test_the_page_of_a_plus_counts_only_what_is_its_own(small_region: None, client: Client, anna: User) -> None:
    for name in ("De Smid", "De Bakker"):
        helped(make_company(name, municipality_code="GM9903"), anna, line=PLUS, minutes=60)
    make_company(municipality_code="GM9902")
    client.force_login(anna)
    shown = client.get(ONE).context
    assert (shown["companies"].part, shown["serves"], shown["may_open"]) == (2, 2, True)
    assert [row.report.code for _quarter, row in shown["reports"]] == ["kwartaal-plus"] * 2
    assert client.get(shown["plus"].hours_url).status_code == 200
    assert client.get(shown["companies_url"]).status_code == 200
    assert [client.get(row.address).status_code for _quarter, row in shown["reports"][:1]] == [200]


def test_a_funder_reads_no_small_number_and_no_link_to_lines(
    small_region: None, client: Client, anna: User, fenna: User
) -> None:
    helped(make_company(municipality_code="GM9903"), anna, line=PLUS, minutes=60)
    client.force_login(fenna)
    shown = client.get(ONE).context
    assert (shown["companies"], shown["may_open"]) == (None, False)


def test_who_may_not_see_the_monitor_sees_no_plus(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    assert [client.get(address).status_code for address in (ALL, ONE)] == [403, 403]


@pytest.mark.parametrize("acts", [1, 3])
def test_the_list_asks_little_of_the_database(small_region: None, client: Client, anna: User, acts: int) -> None:
    for _ in range(acts):
        helped(make_company(municipality_code="GM9903"), anna, line=PLUS, minutes=60)
    client.force_login(anna)
    client.get(ALL)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(ALL)
    assert len(queries) <= 12


def test_spending_over_the_budget_is_written_and_warned_of(small_region: None, client: Client, marieke: User) -> None:
    client.force_login(marieke)
    form = {"act": "spent", "source": "hogebeek-plus", "happened_on": "2023-05-01", "description": "factuur"}
    told = []
    for amount in ("60000", "0,01"):
        answer = client.post(
            "/werkplek/geld/vastleggen/", {**form, "amount": amount, "submission": str(uuid.uuid4())}, follow=True
        )
        told.append([message.level_tag for message in answer.context["messages"]])
    assert told == [["success"], ["warning", "success"]]
    assert money_on(TODAY).of("hogebeek-plus").left == -1
    assert "boven budget" in client.get(ALL).content.decode()


def test_forms_offer_only_lines_that_fit_and_say_why_not(small_region: None, client: Client, anna: User) -> None:
    client.force_login(anna)
    here, there = make_company(municipality_code="GM9903"), make_company(municipality_code="GM9902")
    for word in ("contact", "intake", "traject"):
        near, far = (
            client.get(f"/werkplek/bedrijven/{company.pk}/{word}/").context["form"].fields["line"]
            for company in (here, there)
        )
        assert [name for code, name in near.choices if code == PLUS] == ["Plus Hogebeek (alleen Energie)"]
        assert [name for code, name in far.choices if code == PLUS] == []
        assert (near.help_text, far.help_text) == ("", "Plus Hogebeek is alleen voor bedrijven in Hogebeek.")
