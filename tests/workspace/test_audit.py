"""The two logs: what was changed, who looked, and that every act leaves a trace."""

import ast
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kopgroep.accounts.audit import note, note_read
from kopgroep.accounts.models import AuditEvent, ReadEvent, User
from kopgroep.workspace.log_deeds import DEEDS
from kopgroep.workspace.log_words import deed, details
from kopgroep.workspace.views.audit import PAGE
from tests.factories import TODAY, make_company, make_contact

CHANGES, READS = "/werkplek/logboek/", "/werkplek/logboek/ingezien/"
SRC = Path(__file__).resolve().parents[2] / "src" / "kopgroep"


@pytest.fixture
def privacy(client: Client, priya: User) -> Client:
    """The browser of the privacy officer."""
    client.force_login(priya)
    return client


@pytest.fixture(autouse=True)
def _stand_in_the_programme(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_opening_a_company_is_written_down_and_shown(privacy: Client, anna: User) -> None:
    company = make_company("Bakkerij Broodnodig")
    reader = Client()
    reader.force_login(anna)
    assert reader.get(f"/werkplek/bedrijven/{company.pk}/").status_code == 200
    rows = privacy.get(READS).context["rows"]
    assert [(row["event"].actor, row["company"], row["event"].page) for row in rows] == [(anna, company, "company")]


def test_a_contact_is_shown_with_who_what_and_of_whom(privacy: Client, anna: User) -> None:
    company = make_company()
    make_contact(company, anna)
    row = privacy.get(CHANGES).context["rows"][0]
    assert (row["event"].actor, row["event"].verb, row["company"]) == (anna, "record_contact", company)
    assert row["details"].count("30") == 1


def test_the_logs_are_narrowed_by_person_company_and_day(privacy: Client, anna: User, sjoerd: User) -> None:
    one, other = make_company("Een"), make_company("Ander")
    for by, company in ((anna, one), (anna, other), (sjoerd, one)):
        note_read(company, by=by, page="company")
        note("state_fact", company, by=by, company_id=company.pk)

    def found(address: str, **asked: str) -> list[tuple[str, str]]:
        rows = privacy.get(address, asked).context["rows"]
        return [(row["event"].actor.get_short_name(), row["company"].name) for row in rows]

    for address in (CHANGES, READS):
        assert found(address) == [("Sjoerd", "Een"), ("Anna", "Ander"), ("Anna", "Een")]
        assert found(address, persoon=str(anna.pk)) == [("Anna", "Ander"), ("Anna", "Een")]
        assert found(address, bedrijf=str(one.kvk_number)) == [("Sjoerd", "Een"), ("Anna", "Een")]
        assert found(address, bedrijf="een", persoon=str(sjoerd.pk)) == [("Sjoerd", "Een")]
        assert found(address, van="2023-05-15", tot="2023-05-15") == found(address)
        assert found(address, van="2023-05-16") == []
        assert found(address, tot="2023-05-14") == []


@pytest.mark.parametrize("asked", [{"bedrijf": "00000000"}, {"van": "gisteren"}, {"persoon": "0"}])
def test_a_filter_with_a_fault_shows_nothing_and_says_why(privacy: Client, anna: User, asked: dict[str, str]) -> None:
    note("state_fact", make_company(), by=anna)
    context = privacy.get(CHANGES, asked).context
    assert context["rows"] == []
    assert list(context["form"].errors) == list(asked)


def test_two_companies_with_one_name_are_not_mixed_up(privacy: Client, anna: User) -> None:
    make_company("Zelfde Naam")
    make_company("Zelfde Naam")
    assert list(privacy.get(CHANGES, {"bedrijf": "zelfde naam"}).context["form"].errors) == ["bedrijf"]


@pytest.mark.parametrize("address", [CHANGES, READS])
def test_pages_follow_each_other_without_a_count(
    privacy: Client, anna: User, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = make_company()
    for _ in range(PAGE + 3):
        note_read(company, by=anna, page="company")
        note("state_fact", company, by=anna, company_id=company.pk)
    first = privacy.get(address).context
    assert len(first["rows"]) == PAGE
    second = privacy.get(address + first["older"]).context
    assert (len(second["rows"]), second["older"]) == (3, "")
    seen = {row["event"].pk for page in (first, second) for row in page["rows"]}
    assert len(seen) == PAGE + 3
    with django_assert_num_queries(9, exact=False):
        privacy.get(address)


def test_neither_log_can_be_altered(anna: User) -> None:
    company = make_company()
    note("state_fact", company, by=anna)
    note_read(company, by=anna, page="company")
    for rows in (AuditEvent.objects.all(), ReadEvent.objects.all()):
        for change in (lambda rows=rows: rows.update(at=datetime(2020, 1, 1, tzinfo=UTC)), rows.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        assert rows.count() == 1


def test_every_verb_that_is_written_has_words() -> None:
    written = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note" and node.args:
                verb = node.args[0]
                if isinstance(verb, ast.Constant):
                    written.add(verb.value)
    known = {key.partition(" ")[0] for key in DEEDS}
    assert written - known == set()


def test_what_is_empty_is_left_out_of_the_details() -> None:
    event = AuditEvent(
        verb="book_hours", subject_type="journey", detail={"contact": 30, "travel": 0, "zzz": ["a", "b"]}
    )
    assert details(event).endswith("30, zzz: a, b")
    assert details(AuditEvent(detail={"roles": ["manager"]})).endswith(": Programmamanager")
    assert deed(AuditEvent(verb="never_heard", subject_type="x")) == "never heard"
