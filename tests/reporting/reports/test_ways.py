"""Every number of a whole report leads to lines that give the same number, or is named as one that has none."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.base.clock import now
from kopgroep.base.periods import quarter_ends
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import record_money, reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.actions.quarters import close_quarter, facts_of
from kopgroep.reporting.lineage import Asked, asked
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reported import Reported
from kopgroep.reporting.reports.building import build, made_for_each
from kopgroep.reporting.reports.document import Cell, Document, Table
from kopgroep.workspace.behind import lines_of, reading_of, sum_of
from kopgroep.workspace.lineage_words import words_of
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey
from tests.results import FTE, TURNOVER, State, make_result

BEFORE, QUARTER, AFTER = "2023Q1", "2023Q2", date(2023, 7, 3)
DOCS = Path(__file__).parents[3] / "docs/reference/lineage.md"
THEME = "digitalisering"
COUNTED = {Measure.COUNT, Measure.CENTS, Measure.MINUTES}
TOLD = 10
"""So many companies of one kind make a number that no report hides."""
Found = tuple[Table, str, Cell]
"""A table, the head of a column, and a cell under it that holds a number."""


@pytest.fixture
def programme(anna: User, sjoerd: User, marieke: User, today_is: Callable[[date], None]) -> list[Company]:
    """A programme in which everything that a report tells has happened, at a company that was found double too."""
    today_is(TODAY)
    companies = [make_company(f"Bedrijf {number}") for number in range(6)]
    double = make_company("Bedrijf nul")
    for company in [*companies, double]:
        make_contact(company, anna, needs=[current().needs[0].code])
    for company in companies[1:5]:
        make_intake(company, anna)
    write(EntryKind.INTAKE_HELD, companies[1:3], on=date(2022, 11, 3))
    write(EntryKind.JOURNEY_OPENED, [companies[0], double], subject=5)
    write(EntryKind.BENCHMARK_TAKEN, companies[:4], on=date(2022, 2, 1))
    write(EntryKind.BENCHMARK_TAKEN, [*companies[:2], double])
    write(EntryKind.STEP_SHOWN, [companies[1], companies[4]])
    for company in companies[2:]:
        close_journey(make_journey(company, sjoerd), outcome="plan_ready", result="Plan klaar", by=sjoerd)
    make_journey(companies[3], sjoerd)
    surveyed(asked=[*companies[:4], double], answered=[companies[1], double])
    for state in (State.FORECAST, State.STATED, State.VERIFIED, State.DENIED, State.UNANSWERED):
        make_result(companies[0], anna, state)
    make_result(double, anna, State.STATED, kind=FTE, without="niet")
    make_result(companies[2], anna, kind=TURNOVER)
    paid(marieke)
    merge(double, companies[0])
    for kind in (EntryKind.JOURNEY_OPENED, EntryKind.INTAKE_HELD, EntryKind.CONTACT_HELD):
        write(kind, [make_company(f"{kind} {number}") for number in range(TOLD)], on=date(2023, 2, 1))
    return companies


def write(
    kind: EntryKind, companies: list[Company], on: date = TODAY, subject: int | None = None, **facts: object
) -> None:
    """A line of each company."""
    common = {"recorded_at": now(), "programme_hash": "", "subject_id": subject, "happened_on": on, "kind": kind}
    common |= {"theme": THEME, "line": "basis"} | facts
    Entry.objects.bulk_create(Entry(company=each, key=f"proef:{uuid.uuid4()}", **common) for each in companies)


def surveyed(asked: list[Company], answered: list[Company]) -> None:
    """One round of the survey, about the year before."""
    survey = current().surveys[0]
    about: dict[str, object] = {"outcome": survey.code, "detail": {"survey": survey.code, "year": 2022}}
    write(EntryKind.SURVEY_ASKED, asked, **about)
    write(EntryKind.SURVEY_ANSWERED, answered, **about)
    marked = {"outcome": survey.scores[0], "quantity": 8, "detail": about["detail"]}
    write(EntryKind.SURVEY_SCORED, answered, **marked)


def paid(by: User) -> None:
    """Money of two sources in two years, some of it taken back."""
    for source, on in (
        (current().money[0], date(2022, 5, 2)),
        (current().money[0], TODAY),
        (current().money[1], TODAY),
    ):
        for kind, cents in ((EntryKind.MONEY_SPENT, 120_000), (EntryKind.MONEY_COMMITTED, 45_000)):
            words = {"description": "Besluit", "key": str(uuid.uuid4()), "happened_on": on, "source": source.code}
            record_money(kind, cents=cents, by=by, **words)  # type: ignore[arg-type]  # all of one dictionary
    spent = Entry.objects.filter(kind=EntryKind.MONEY_SPENT).order_by("pk")[0]
    reverse_line(spent, reason="Verkeerd bedrag", by=by)


def merge(double: Company, stays: Company) -> None:
    """As the register of doubles leaves it."""
    Company.objects.filter(pk=double.pk).update(kvk_number=None, merged_into=stays)


def close(quarter: str, by: User, other: User) -> None:
    """One quarter closed by two people, without those before it: ten more would take long and say nothing else."""
    closing = Closing.objects.create(quarter=quarter, proposed_by=by, proposed_at=now(), **facts_of(quarter))
    close_quarter(closing, seen=closing.hash, by=other)


def reports() -> Iterator[Document]:
    """Every report of the programme, for everybody it is made for."""
    for report in current().reports:
        for reader in made_for_each(report):
            yield build(report, quarter_ends(QUARTER), language="en", made_for=reader)


def numbers(document: Document) -> Iterator[Found]:
    """Every number of the tables of a report: also one that is written in words only, such as a rate."""
    for table in document.tables:
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                if column.numeric and any(sign.isdigit() for sign in cell.text):
                    yield table, column.name, cell


def wanted(address: str) -> Asked:
    """What an address asks for."""
    parts = urlsplit(address)
    return asked(unquote(parts.path).split("/monitor/")[1].split("/")[0], dict(parse_qsl(parts.query)))


def told(asking: Asked) -> set[Fraction]:
    """All numbers that the page behind an address shows; of a number of reports itself, and what it is a share of."""
    reading = reading_of(asking)
    assert reading is not None
    if isinstance(asking.item, Reported):
        shown = {reading.value, reading.whole} if reading.measure is Measure.SHARE else {reading.value}
        return {Fraction(each) for each in shown if each is not None}
    return {Fraction(each) for each in (reading.value, reading.part, reading.whole, reading.n) if each is not None}


def recounted(asking: Asked) -> set[Fraction]:
    """What somebody finds who counts the lines, or their companies, or adds up their quantities by hand."""
    lines = lines_of(asking)
    counted = sum_of(lines, asking.view)
    total = sum(lines.order_by("pk").values_list("quantity", flat=True))
    return {Fraction(counted.lines), Fraction(counted.companies), Fraction(total), Fraction(total, 100)}


def counts(asking: Asked) -> bool:
    """Whether a number that is counted or added up can be counted again from its lines; of another one True."""
    reading = reading_of(asking)
    counted = reading is not None and reading.measure in COUNTED
    return not counted or bool(told(asking) & recounted(asking))


def worded(asking: Asked) -> bool:
    """Whether the page can say what the number is, and which cell of it, and how it is counted."""
    words = words_of(asking)
    named = words["name"] not in ("", asking.item.code) and words["cell"] not in ({asking.cell} - {""})
    return bool(named and words["rule"] and bool(words["cell"]) == bool(asking.cell))


def listed() -> set[tuple[str, str]]:
    """The tables and columns that the documentation says have no lines."""
    rows = DOCS.read_text().split("## Numbers without lines")[1].splitlines()
    cells = [[cell.strip(" `") for cell in row.split("|")] for row in rows if row.startswith("| `")]
    return {(table, column) for _start, table, column, *_rest in cells}


@pytest.mark.parametrize("closing", [False, True])
def test_every_number_leads_to_lines_that_give_the_same(
    client: Client,
    programme: list[Company],
    anna: User,
    marieke: User,
    olga: User,
    closing: bool,
    today_is: Callable[[date], None],
) -> None:
    today_is(AFTER)
    close(BEFORE, marieke, olga)
    write(EntryKind.INTAKE_HELD, [make_company("Nagekomen")], on=date(2023, 3, 1))
    if closing:
        close(QUARTER, marieke, olga)
        write(EntryKind.INTAKE_HELD, [make_company("Veel later")], on=date(2023, 3, 1))
    every = [each for document in reports() for each in numbers(document)]
    assert {(table.code, column) for table, column, cell in every if not cell.address} == listed()
    found = [each for each in every if each[2].address]
    addresses = {cell.address: wanted(cell.address) for _table, _column, cell in found}
    wrong = [
        (table.code, column, cell.text, cell.address)
        for table, column, cell in found
        if cell.number not in told(addresses[cell.address])
    ]
    assert wrong == []
    assert {"growth", "restatements", "money", "steps", "survey", "effect", "comparison", "journeys"} <= {
        table.code for table, _, _ in found
    }
    counts = {address: asking for address, asking in addresses.items() if (reading_of(asking) or 0).measure in COUNTED}
    assert [address for address, asking in counts.items() if not told(asking) & recounted(asking)] == []
    codes = {asking.item.code: address for address, asking in addresses.items()}
    assert {code.partition(".")[0] for code in codes if "." in code} == {
        "enquete",
        "geld",
        "groep",
        "resultaat",
        "traject",
    }
    client.force_login(marieke)
    assert [address for address in codes.values() if client.get(address).status_code != 200] == []


def test_a_company_that_was_found_double_was_asked_once(
    programme: list[Company], today_is: Callable[[date], None]
) -> None:
    today_is(AFTER)
    document = build(current().report("jaarevaluatie"), quarter_ends(QUARTER), language="nl")
    rows = next(table for table in document.tables if table.code == "survey").rows
    assert [[cell.text for cell in row[1:5]] for row in rows] == [["2022", "4", "2", "50,0%"]]
