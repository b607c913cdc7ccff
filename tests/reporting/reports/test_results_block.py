"""The results in a report: stages apart, n beside each, who answered, what companies say of it, and what it proves."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kopgroep.accounts.models import User
from kopgroep.casework.actions.results import withdraw_result
from kopgroep.programme import current
from kopgroep.reporting.reports.building import build
from kopgroep.reporting.reports.document import Table
from tests.factories import TODAY, make_company
from tests.reporting.quarters import HELD, SOON, closed
from tests.results import FTE, TURNOVER, State, make_result

UNTIL = date(2023, 6, 30)
JOBS = "Banen erbij"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], db: None) -> None:
    today_is(TODAY)


def tables(language: str = "nl", until: date = UNTIL) -> dict[str, Table]:
    """The tables about results of the yearly report, by their code."""
    document = build(current().report("jaarevaluatie"), until, language=language)
    return {table.code: table for table in document.tables if table.code.startswith("results")}


def read(table: Table) -> list[list[str]]:
    """The rows as people read them."""
    return [[cell.text for cell in row] for row in table.rows]


def test_no_result_gives_no_table() -> None:
    assert tables() == {}


def test_forecast_stands_alone_until_somebody_is_asked(anna: User) -> None:
    make_result(make_company(), anna)
    found = tables()
    assert list(found) == ["results"]
    assert read(found["results"]) == [[f"{JOBS} (personen, erbij, bruto)", "2", "1", "–", "0", "–", "0"]]


def test_stages_and_kinds_stand_apart_with_their_companies_and_the_way_to_their_lines(anna: User) -> None:
    company = make_company()
    make_result(company, anna, State.VERIFIED)
    make_result(company, anna, State.STATED, amount_stated=Decimal(1))
    make_result(make_company("Ander"), anna, kind=FTE, amount=Decimal("1.6"))
    make_result(make_company("Derde"), anna, kind=TURNOVER, amount=Decimal(12_000))
    rows = {row[0].text.split(" (")[0]: row for row in tables()["results"].rows}
    assert [cell.number for cell in rows[JOBS][1:]] == [4, 1, 4, 1, 2, 1]
    assert [cell.number for cell in rows["Voltijdbanen erbij"][1:]] == [Fraction(8, 5), 1, None, 0, None, 0]
    assert [cell.text for cell in rows["Extra omzet in een jaar"][1:3]] == ["€\xa012.000", "1"]
    ends = [cell.address.rpartition("/monitor/")[2] for cell in rows[JOBS][1::2]]
    codes = [_figure(kind) for kind in ("result_forecast", "result_stated", "result_verified")]
    assert ends == [f"{code}/regels/?tot=2023-06-30" for code in codes]


def _figure(kind: str) -> str:
    """The code of the figure of jobs in a stage."""
    asked = {"ask": "result", "result": "banen-erbij", "kind": kind}
    return next(item.code for item in current().figures if item.ask.model_dump(mode="json") == asked)


def test_who_was_asked_who_answered_and_who_kept_silent(anna: User) -> None:
    for state in (State.FORECAST, State.STATED, State.VERIFIED, State.DENIED, State.UNANSWERED):
        make_result(make_company(state), anna, state)
    assert [row[:8] for row in read(tables()["results-answers"])] == [[JOBS, "4", "3", "1", "1", "0", "75,0%", "4"]]


def test_what_would_have_happened_without_and_how_much_it_proves(anna: User) -> None:
    make_result(make_company(), anna, State.VERIFIED, amount_stated=Decimal(3), without="niet")
    make_result(make_company("Ander"), anna, State.STATED, amount_stated=Decimal(1), without="toch")
    found = tables()
    names = [answer.name.nl for answer in current().results.without]
    assert [column.name for column in found["results-without"].columns[1:-2]] == names
    assert read(found["results-without"]) == [[JOBS, "1", "0", "0", "1", "0", "2", "75,0%"]]
    assert read(found["results-evidence"]) == [
        [JOBS, "Opgegeven", "0 van 5: alleen gevraagd", "2"],
        [JOBS, "Nagekeken", "1 van 5: voor en na, zonder anderen om mee te vergelijken", "1"],
    ]
    english = read(tables("en")["results-evidence"])
    assert english[0][1:3] == ["Stated", "0 of 5: only asked"]


def test_closed_quarter_keeps_what_was_known_when_it_was_closed(
    anna: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    today_is(HELD)
    result = make_result(make_company(), anna, State.DENIED, happened_on=HELD)
    today_is(SOON)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    withdraw_result(result, reason="Verkeerd bedrijf", by=anna)
    ends = date(2021, 3, 31)
    found = tables(until=ends)
    assert read(found["results"])[0][1:] == ["2", "1", "–", "0", "–", "0"]
    assert found["results"].rows[0][1].address.endswith("/regels/?kwartaal=2021Q1")
    assert read(found["results-answers"])[0][1:6] == ["1", "1", "1", "0", "0"]
    assert tables(until=date(2021, 6, 30)) == {}
