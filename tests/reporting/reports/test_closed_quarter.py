"""Reports of quarters end to end: what two people closed stays as it was said, and what came later stands beside it."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from kopgroep.accounts.models import User
from kopgroep.base.periods import quarter_ends
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reports.building import build
from kopgroep.reporting.reports.document import Cell, Document, Table
from kopgroep.reporting.reports.writing import Form, write
from tests.factories import make_company, make_contact
from tests.reporting.quarters import HELD, closed, intake, pay, some_work

Q1, Q2 = "2021Q1", "2021Q2"
LATER = date(2021, 7, 5)
"""A day on which the second quarter is over too."""
FILE = "/werkplek/rapporten/{}/kwartaal/bestand.{}"


@pytest.fixture
def met(anna: User, marieke: User, today_is: Callable[[date], None]) -> list[Company]:
    return some_work(anna, marieke, today_is)


@pytest.fixture
def first(met: list[Company], marieke: User, olga: User) -> Closing:
    return closed(Q1, proposed_by=marieke, closed_by=olga)


def built(quarter: str, kind: str = "kwartaal", language: str = "nl") -> Document:
    return build(current().report(kind), quarter_ends(quarter), language=language)


def table(document: Document, code: str) -> Table:
    return next(each for each in document.tables if each.code == code)


def row(found: Table, name: str) -> list[str]:
    return next([cell.text for cell in cells[1:]] for cells in found.rows if cells[0].text == name)


def more_of_the_first_quarter(anna: User, marieke: User) -> None:
    """Lines of every kind that a report counts, written after the quarter was closed."""
    company = make_company("Nagekomen")
    make_contact(company, anna, held_on=HELD, needs=[current().needs[0].code])
    intake(company, anna)
    pay(marieke, 75_000)


def take_one_back(anna: User, marieke: User) -> None:
    line = Entry.objects.filter(kind=EntryKind.INTAKE_HELD).order_by("pk")[0]
    reverse_line(line, reason="Dubbel geschreven", by=marieke)


def name_of_intakes() -> str:
    return current().indicator("digitalisering-intakes").name.nl


@pytest.mark.parametrize(
    ("change", "now", "difference"), [(more_of_the_first_quarter, "4", "+1"), (take_one_back, "2", "−1")]
)
def test_what_came_later_stands_beside_the_frozen_value(
    first: Closing,
    anna: User,
    marieke: User,
    change: Callable[[User, User], None],
    now: str,
    difference: str,
    today_is: Callable[[date], None],
) -> None:
    frozen = built(Q1)
    change(anna, marieke)
    assert built(Q1) == frozen
    assert row(table(frozen, "targets"), name_of_intakes())[0] == "3"
    today_is(LATER)
    found = table(built(Q2), "restatements")
    assert row(found, name_of_intakes()) == ["3", now, difference]
    assert found.caption.startswith("Kwartaal 2021Q1 zoals het is afgesloten")


def test_frozen_report_gives_the_same_bytes_whatever_comes_later(first: Closing, anna: User, marieke: User) -> None:
    before = {form: write(built(Q1), form) for form in Form}
    more_of_the_first_quarter(anna, marieke)
    take_one_back(anna, marieke)
    assert [form for form in Form if write(built(Q1), form) != before[form]] == []


def test_restatements_of_a_closed_quarter_stay_as_they_were_known(
    first: Closing, anna: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    more_of_the_first_quarter(anna, marieke)
    today_is(LATER)
    closed(Q2, proposed_by=marieke, closed_by=olga)
    before = built(Q2)
    take_one_back(anna, marieke)
    assert row(table(built(Q2), "restatements"), name_of_intakes()) == ["3", "4", "+1"]
    assert built(Q2) == before


def test_file_of_a_closed_quarter_is_sent_once(client: Client, first: Closing, anna: User, marieke: User) -> None:
    client.force_login(marieke)
    sent = client.get(FILE.format(Q1, "xlsx"))
    more_of_the_first_quarter(anna, marieke)
    again = client.get(FILE.format(Q1, "xlsx"), headers={"if-none-match": sent["ETag"]})
    assert (sent.status_code, again.status_code, again.content) == (200, 304, b"")
    other = client.get(FILE.format(Q1, "html"), headers={"if-none-match": sent["ETag"]})
    assert (other.status_code, other["ETag"] == sent["ETag"]) == (200, False)


def marks(document: Document) -> dict[Form, bool]:
    """In which forms the word stands at the head."""
    made = {form: write(document, form) for form in Form}
    word = docx.Document(io.BytesIO(made[Form.DOCX]))
    front = load_workbook(io.BytesIO(made[Form.XLSX])).worksheets[0]
    return {
        Form.HTML: ">Voorlopig<" in made[Form.HTML].decode(),
        Form.PDF: "Voorlopig" in PdfReader(io.BytesIO(made[Form.PDF])).pages[0].extract_text(),
        Form.DOCX: "Voorlopig" in [paragraph.text for paragraph in word.paragraphs],
        Form.XLSX: "Voorlopig" in [cell.value for cell in front["A"]],
    }


def test_open_quarter_is_marked_in_every_form_and_a_closed_one_in_none(
    met: list[Company], marieke: User, olga: User
) -> None:
    assert marks(built(Q1)) == dict.fromkeys(Form, True)
    closed(Q1, proposed_by=marieke, closed_by=olga)
    document = built(Q1)
    assert marks(document) == dict.fromkeys(Form, False)
    pages = PdfReader(io.BytesIO(write(document, Form.PDF))).pages
    assert Closing.objects.get().hash[:12] in "".join(page.extract_text() for page in pages).replace("\n", "")


# Of each block the columns that hold numbers counted from lines; the others hold a promise, a register or words.
COUNTED = {"targets": [1], "figures": [1, 3]}


def counted(document: Document) -> list[tuple[str, str, Cell]]:
    """Every number of the blocks about targets, figures, needs and reach that was counted from lines."""
    asked = {item.code: getattr(item.ask, "ask", "") for item in current().figures}
    columns = COUNTED | {code: {"needs": [1, 2], "coverage": [1]}.get(ask, []) for code, ask in asked.items()}
    return [
        (each.code, cells[0].text, cells[column])
        for each in document.tables
        for cells in each.rows
        for column in columns.get(each.code, [])
        if cells[column].number is not None
    ]


@pytest.mark.parametrize("closing", [False, True])
def test_every_counted_number_leads_to_its_lines(
    client: Client, met: list[Company], anna: User, marieke: User, olga: User, closing: bool
) -> None:
    more_of_the_first_quarter(anna, marieke)
    if closing:
        closed(Q1, proposed_by=marieke, closed_by=olga)
    found = [each for kind in ("kwartaal", "jaarevaluatie") for each in counted(built(Q1, kind))]
    assert {"targets", "figures"} < {code for code, _, _ in found}
    assert len({code for code, _, _ in found}) >= 4
    assert [(code, name, cell.text) for code, name, cell in found if not cell.address] == []
    client.force_login(marieke)
    addresses = sorted({cell.address for _, _, cell in found})
    assert [address for address in addresses if client.get(address).status_code != 200] == []
