"""Reports that are made for one who pays: of a plus its own line alone, of a funder the lines it pays for."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.money import euros
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.journeys import open_journey
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import record_money
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.reports.building import build, made_for_each
from kopgroep.reporting.reports.document import Document, Paragraph, Table
from kopgroep.reporting.reports.writing import Form, write
from tests.factories import TODAY, make_company, make_contact

PLUS = "plus-hogebeek"
UNTIL = date(2023, 6, 30)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def helped(small_region: None, anna: User, marieke: User) -> None:
    """One company in Hogebeek helped by its plus and by the base line, and one elsewhere; money spent of both."""
    here = make_company("Molen Hogebeek", municipality_code="GM9903")
    elsewhere = make_company("Werf Lindevoort", municipality_code="GM9901")
    make_contact(here, anna, line=PLUS, themes=["energie"])
    make_contact(here, anna, themes=["energie"])
    make_contact(elsewhere, anna, themes=["energie"])
    work(here, PLUS, 120, anna)
    work(elsewhere, "basis", 240, anna)
    for source, cents in (("hogebeek-plus", 1_200_000), ("regio", 9_900_000)):
        words = {"description": f"Inzet {source}", "key": str(uuid.uuid4()), "happened_on": TODAY}
        record_money(EntryKind.MONEY_SPENT, source=source, cents=cents, by=marieke, **words)  # type: ignore[arg-type]


def work(company: Company, line: str, minutes: int, by: User) -> None:
    """Minutes that are written on a trajectory of a line."""
    asked = {"theme": "energie", "line": line, "goal": "Een plan", "specialist": by}
    journey = open_journey(company, submission=uuid.uuid4(), by=by, **asked)  # type: ignore[arg-type]
    book_hours(journey, contact=minutes, on=TODAY, submission=uuid.uuid4(), by=by, description="Werksessie")


def built(kind: str, made_for: str, language: str = "nl") -> Document:
    return build(current().report(kind), UNTIL, language=language, made_for=made_for)


def table(document: Document, code: str) -> Table:
    return next(each for each in document.tables if each.code == code)


def words_of(document: Document) -> str:
    return " ".join(part.text for each in document.sections for part in each.parts if isinstance(part, Paragraph))


def test_report_of_a_plus_holds_its_own_line_alone(helped: None) -> None:
    report = current().report("kwartaal-plus")
    assert made_for_each(report) == (PLUS,)
    document = built("kwartaal-plus", PLUS)
    assert document.code == "kwartaal-plus-plus-hogebeek-2023Q2"
    targets = table(document, "targets").rows
    assert [(row[0].text, row[1].text) for row in targets] == [("Energieadvies Hogebeek", "1")]
    money = table(document, "money").rows
    assert [row[2].text for row in money] == [euros(1_200_000, "nl")]


def test_hours_of_a_plus_are_those_written_on_its_line(helped: None) -> None:
    document = built("kwartaal-plus", PLUS)
    assert "Er is 2 uur voor geschreven." in words_of(document)
    held = {each.code: each.rows for each in document.tables}["uren-theme"]
    assert [[cell.text for cell in row] for row in held] == [["Energie", "2"], ["Samen", "2"]]
    assert [row[1].address for row in held if f"lijn={PLUS}" not in row[1].address] == []


@pytest.mark.parametrize("form", Form)
def test_report_of_a_plus_is_written_in_every_form(helped: None, form: Form) -> None:
    document = built("kwartaal-plus", PLUS)
    assert write(document, form) == write(built("kwartaal-plus", PLUS), form)


@pytest.mark.django_db
def test_report_of_a_funder_holds_the_targets_of_its_lines() -> None:
    programme = current()
    held = {who: _targets(who) for who in made_for_each(programme.report("kwartaal-financier"))}
    assert held == {
        who: [
            item.name.nl
            for item in programme.indicators
            if programme.line(item.line).funder == who and item.is_active(UNTIL)
        ]
        for who in held
    }
    assert len(held) == 2
    assert all(held.values())


def _targets(funder: str) -> list[str]:
    return [row[0].text for row in table(built("kwartaal-financier", funder), "targets").rows]
