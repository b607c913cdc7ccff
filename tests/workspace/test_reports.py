"""The reports as pages and files: who reads them, and what is sent again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.base.dates import nice_date
from kopgroep.workspace.report_rows import last_day, quarters_until, report_rows
from tests.factories import TODAY


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_quarters_are_those_that_began_the_latest_first() -> None:
    assert quarters_until(date(2021, 8, 1)) == ["2021Q3", "2021Q2", "2021Q1"]
    assert quarters_until(date(2030, 1, 1))[0] == "2024Q4"


def test_a_running_quarter_counts_up_to_today() -> None:
    assert last_day("2023Q1", TODAY) == date(2023, 3, 31)
    assert last_day("2023Q2", TODAY) == TODAY
    with pytest.raises(ValueError, match="2023Q4"):
        last_day("2023Q4", TODAY)


@pytest.mark.django_db
def test_report_of_a_year_is_there_at_its_end_and_today() -> None:
    def kinds(quarter: str) -> set[str]:
        return {row.report.code for row in report_rows(quarter, TODAY)}

    assert kinds("2023Q1") == {"kwartaal", "kwartaal-financier"}
    assert kinds("2022Q4") == kinds("2023Q2") == {"kwartaal", "kwartaal-financier", "jaarevaluatie", "eindadvies"}


def test_funder_reads_the_report_and_takes_it_along(client: Client, fenna: User) -> None:
    client.force_login(fenna)
    assert client.get("/werkplek/rapporten/").status_code == 200
    page = client.get("/werkplek/rapporten/2023Q1/kwartaal/")
    assert "Voorlopig" in page.content.decode()
    file = client.get("/werkplek/rapporten/2023Q1/kwartaal/bestand.html")
    assert file["Content-Disposition"] == 'attachment; filename="kwartaal-2023Q1.html"'
    # A quarter that is not closed can change any moment, so nothing is kept.
    assert "ETag" not in file


@pytest.mark.parametrize(
    "address", ["2023Q9/kwartaal/", "2025Q1/kwartaal/", "2023Q1/geen/", "2023Q1/kwartaal/bestand.odt"]
)
def test_report_that_is_not_there_is_a_404(client: Client, marieke: User, address: str) -> None:
    client.force_login(marieke)
    assert client.get(f"/werkplek/rapporten/{address}").status_code == 404


def test_partner_reads_no_report(client: Client, petra: User) -> None:
    client.force_login(petra)
    assert client.get("/werkplek/rapporten/2023Q1/kwartaal/").status_code == 403


def test_no_two_reports_of_a_quarter_are_called_the_same(db: None, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    rows = report_rows("2022Q4", TODAY)
    titles = [row.title for row in rows]
    assert (titles[0], len(set(titles))) == ("Voortgang: het hele programma", len(rows))
    periods = {row.report.span: row.period for row in rows}
    assert periods == {
        "quarter": "vierde kwartaal van 2022",
        "year": "2022",
        "programme": f"{nice_date(date(2021, 1, 1))} tot en met {nice_date(date(2022, 12, 31))}",
    }
