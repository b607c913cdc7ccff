"""The monitor: its conclusion, its figures, what opens to whom, and how much it asks of the database."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.events.actions import hold_event
from kopgroep.ledger.actions import record_money
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.monitor import MonitorRow, Verdict, monitor_rows, quarters, verdict
from kopgroep.reporting.reach import Reach, reach_on, without_small_cells
from kopgroep.workspace.monitor_words import conclusion
from tests.factories import TODAY, make_company, make_contact, make_intake

INTAKES = "digitalisering-intakes"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def seen_by(client: Client, user: User, address: str = "/werkplek/monitor/") -> str:
    """The page as a person sees it, in English."""
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def row(code: str) -> MonitorRow:
    """One row of today's monitor."""
    return monitor_rows(TODAY, [current().indicator(code)])[0]


def test_an_intake_moves_its_figure_by_one(anna: User) -> None:
    assert (row(INTAKES).value, row(INTAKES).expected) == (0, 89)
    make_intake(make_company(), anna)
    assert [r.indicator.code for r in monitor_rows(TODAY) if r.value] == [INTAKES]
    assert row(INTAKES).value == 1


@pytest.mark.parametrize(
    ("figure", "expected", "found"),
    [
        (0, None, Verdict.AHEAD),
        (0, 0, Verdict.ON_COURSE),
        (96, 96, Verdict.ON_COURSE),
        (87, 96, Verdict.NEARLY),
        (86, 96, Verdict.BEHIND),
        (150, 96, Verdict.REACHED),
        (150, 150, Verdict.REACHED),
    ],
)
def test_verdict(figure: int, expected: int | None, found: Verdict) -> None:
    assert verdict(current().indicator(INTAKES), figure, expected) is found


def test_reference_is_no_target(anna: User) -> None:
    compared = row("bedrijven-per-jaar")
    # 135 of the 365 days of 2023 have passed.
    assert (compared.verdict, compared.expected) == (Verdict.REFERENCE, 148)


def test_conclusion_counts_targets_in_words(anna: User) -> None:
    rows = [r for r in monitor_rows(TODAY) if r.verdict is not Verdict.REFERENCE]
    good = [MonitorRow(r.indicator, 0, 0, Verdict.ON_COURSE, r.window, None) for r in rows]
    bad = [MonitorRow(r.indicator, 0, 9, Verdict.BEHIND, r.window, None) for r in rows]
    with override("en"):
        assert conclusion(good[:5] + bad[:4]) == "Five of the nine targets are on course."
        assert conclusion(good[:1] + bad[:4]) == "One of the five targets is on course."
        assert conclusion(bad) == "None of the targets is on course."
        assert conclusion(good) == "All targets are on course."


def test_figure_opens_to_its_lines(client: Client, anna: User) -> None:
    make_intake(make_company("Bakkerij De Korenaar"), anna)
    page = seen_by(client, anna, f"/werkplek/monitor/{INTAKES}/")
    line = Entry.objects.get(kind=EntryKind.INTAKE_HELD)
    assert page.count("Bakkerij De Korenaar") == 1
    assert f'href="/werkplek/regels/{line.pk}/"' in page
    assert "A company counts once per theme in 12 months, whoever helped it." in page


@pytest.mark.parametrize("person", ["fenna", "ari"])
def test_who_may_not_open_lines_sees_figures_only(
    client: Client, anna: User, person: str, request: pytest.FixtureRequest
) -> None:
    make_intake(make_company("Bakkerij De Korenaar"), anna)
    page = seen_by(client, request.getfixturevalue(person), f"/werkplek/monitor/{INTAKES}/")
    assert "Bakkerij De Korenaar" not in page
    assert "<b>1</b>" in page


def test_charlie_sees_nothing(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    assert client.get("/werkplek/monitor/").status_code == 403
    assert client.get(f"/werkplek/monitor/{INTAKES}/").status_code == 403


def test_unknown_figure_is_not_found(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert client.get("/werkplek/monitor/bestaat-niet/").status_code == 404


@pytest.mark.parametrize("companies", [1, 3])
def test_monitor_asks_little_of_the_database(client: Client, anna: User, companies: int) -> None:
    for n in range(companies):
        company = make_company(f"Bedrijf {n}")
        make_contact(company, anna)
        make_intake(company, anna)
    client.force_login(anna)
    with CaptureQueriesContext(connection) as asked:
        client.get("/werkplek/monitor/")
    assert len(asked) <= 10
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/werkplek/monitor/{INTAKES}/")
    assert len(asked) <= 10


def test_quarters_add_up_to_the_figure(anna: User) -> None:
    make_intake(make_company("Bedrijf 1"), anna, on=date(2022, 3, 31))
    make_intake(make_company("Bedrijf 2"), anna, on=date(2022, 4, 1))
    points = {point.label: point.value for point in quarters(current().indicator(INTAKES), TODAY)}
    assert (points["2021-4"], points["2022-1"], points["2022-2"], points["2023-2"]) == (0, 1, 2, 2)
    assert (len(points), quarters(current().indicator(INTAKES), TODAY)[-1].expected) == (10, 89)


def test_reach_counts_a_company_once(anna: User, sjoerd: User) -> None:
    company = make_company()
    for adviser in (anna, sjoerd):
        make_contact(company, adviser)
    make_intake(company, sjoerd)
    places, whole = reach_on(TODAY)
    assert {place.code: place.companies for place in places if place.companies} == {"GM0106": 1}
    assert whole.companies == 1


def test_reach_of_a_meeting_is_not_a_conversation(anna: User) -> None:
    facts = {"title": "Tafel", "theme": "export", "place": "Assen", "visitors": 40, "submission": uuid.uuid4()}
    hold_event(kind="thematafel", held_on=TODAY, by=anna, **facts)  # type: ignore[arg-type]
    assert reach_on(TODAY)[1].companies == 0
    assert row("export-thematafels").value == 1


def test_small_numbers_are_hidden_so_that_none_can_be_computed() -> None:
    places = [Reach(str(n), str(n), companies, 100) for n, companies in enumerate([0, 3, 25, 12, 80])]
    assert [place.companies for place in without_small_cells(places)] == [0, None, 25, None, 80]
    two_small = [Reach(str(n), str(n), companies, 100) for n, companies in enumerate([9, 3, 25, 10])]
    assert [place.companies for place in without_small_cells(two_small)] == [None, None, 25, 10]


def test_funder_sees_no_small_numbers(client: Client, anna: User, fenna: User) -> None:
    make_contact(make_company(), anna)
    assert ">hidden<" in seen_by(client, fenna)
    assert ">hidden<" not in seen_by(client, anna)


def test_money_stands_on_the_monitor(client: Client, marieke: User) -> None:
    written = {"source": "provincie", "happened_on": TODAY, "description": "factuur 12", "by": marieke}
    record_money(EntryKind.MONEY_SPENT, cents=1_234_500, key="a", **written)  # type: ignore[arg-type]
    page = seen_by(client, marieke)
    assert "€12,345 spent and €0 committed of €3,484,150" in page
