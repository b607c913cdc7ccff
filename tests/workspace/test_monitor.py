"""The monitor: its conclusion, its figures, what opens to whom, and how much it asks of the database."""

import csv
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.events.actions import hold_event
from kopgroep.ledger.actions import record_money
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.figures import cells, needs_figures
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.monitor import MonitorRow, Verdict, monitor_rows, quarters, verdict
from kopgroep.reporting.reach import Reach, reach_on, without_small_cells
from kopgroep.reporting.verdict_words import conclusion
from kopgroep.workspace.monitor_rows import multiples, needs
from kopgroep.workspace.own_rows import own_work
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey
from tests.results import TURNOVER, make_result

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


def test_an_intake_moves_its_figure_and_the_companies_spoken_with_by_one(anna: User) -> None:
    assert (row(INTAKES).value, row(INTAKES).expected) == (0, 89)
    make_intake(make_company(), anna)
    assert [r.indicator.code for r in monitor_rows(TODAY) if r.value] == [INTAKES, "bedrijven-per-jaar"]
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


def test_an_intake_is_a_talk_with_the_company_as_a_contact_is(anna: User) -> None:
    company = make_company()
    make_intake(company, anna)
    make_contact(company, anna)
    make_intake(make_company("Vos"), anna)
    make_contact(make_company("Kok"), anna)
    assert row("bedrijven-per-jaar").value == 3


def test_conclusion_counts_targets_in_words(anna: User) -> None:
    rows = [r for r in monitor_rows(TODAY) if r.verdict is not Verdict.REFERENCE]
    good = [MonitorRow(r.indicator, 0, 0, Verdict.ON_COURSE, r.window, None) for r in rows]
    bad = [MonitorRow(r.indicator, 0, 9, Verdict.BEHIND, r.window, None) for r in rows]
    with override("en"):
        assert conclusion(good[:5] + bad[:4]) == "Five of the nine targets are on course or reached."
        assert conclusion(good[:1] + bad[:4]) == "One of the five targets is on course or reached."
        assert conclusion(bad) == "None of the targets is on course."
        assert conclusion(good) == "All targets are on course or reached."


def test_figure_opens_to_its_lines(client: Client, anna: User) -> None:
    make_intake(make_company("Bakkerij De Korenaar"), anna)
    page = seen_by(client, anna, f"/werkplek/monitor/{INTAKES}/")
    line = Entry.objects.get(kind=EntryKind.INTAKE_HELD)
    assert f'href="/werkplek/monitor/{INTAKES}/regels/?tot={TODAY}"><b>1</b>' in page
    assert f'href="/werkplek/regels/{line.pk}/"' in seen_by(client, anna, f"/werkplek/monitor/{INTAKES}/regels/")
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
    assert len(asked) <= 13
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/werkplek/monitor/{INTAKES}/")
    # Which intakes are repeats is asked for the figure, its growth and its parts.
    assert len(asked) <= 13


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


@pytest.mark.parametrize("address", ["/werkplek/cijfers/", "/werkplek/financiers/", "/werkplek/mijn-werk/"])
def test_one_company_and_three_ask_as_much(client: Client, anna: User, address: str) -> None:
    asked = []
    for number in (1, 2):
        for n in range(number):
            company = make_company(f"Bedrijf {number} {n}")
            make_intake(company, anna)
            make_journey(company, anna)
        client.force_login(anna)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_filter_shows_the_part_beside_the_whole(client: Client, anna: User) -> None:
    for n, place in enumerate(["GM0114", "GM0114", "GM0106"]):
        make_intake(make_company(f"Bedrijf {n}", municipality_code=place), anna)
    page = seen_by(client, anna, "/werkplek/monitor/?gemeente=GM0114&tot=")
    link = f'/werkplek/monitor/{INTAKES}/regels/?tot={TODAY}&amp;gemeente=GM0114">2</a>'
    assert page.count(link) == 1
    assert ("Municipality: Emmen" in page, "on course" in page) == (True, False)


def test_a_filter_in_place_gives_the_part_and_its_address(client: Client, anna: User) -> None:
    client.force_login(anna)
    headers = {"HX-Request": "true", "HX-Target": "monitor"}
    answer = client.get("/werkplek/monitor/?gemeente=GM0114&tot=&thema=", headers=headers)
    assert answer.headers["HX-Push-Url"] == "/werkplek/monitor/?gemeente=GM0114"
    assert (b"<html" in answer.content, b'id="monitor"' in answer.content) == (False, True)


def test_an_earlier_quarter_is_counted_up_to_its_end(client: Client, anna: User) -> None:
    make_intake(make_company("Vroeg"), anna, on=date(2023, 3, 31))
    make_intake(make_company("Later"), anna, on=date(2023, 4, 1))
    page = seen_by(client, anna, "/werkplek/monitor/?tot=2023-03-31")
    assert f'href="/werkplek/monitor/{INTAKES}/regels/?tot=2023-03-31"><b>1</b>' in page


def test_an_unknown_filter_is_said_and_filters_nothing(client: Client, anna: User) -> None:
    page = seen_by(client, anna, "/werkplek/monitor/?gemeente=GM9999&tot=ooit")
    assert "We do not know ooit, GM9999. You see the figures without that filter." in page
    assert 'id="targets">Targets</h2>' in page


def test_who_may_not_open_lines_cannot_ask_for_some_companies(client: Client, anna: User, fenna: User) -> None:
    make_intake(make_company(municipality_code="GM0114"), anna)
    page = seen_by(client, fenna, "/werkplek/monitor/?gemeente=GM0114")
    assert ('name="gemeente"' in page, 'name="financier"' in page) == (False, True)
    assert 'id="targets">Targets</h2>' in page


@pytest.mark.parametrize("table", ["doelen", "behoeften", "bereik", "geld"])
def test_every_table_is_a_file(client: Client, marieke: User, table: str) -> None:
    client.force_login(marieke)
    answer = client.get(f"/werkplek/monitor/csv/{table}/?lijn=mkb-deal")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]  # a streaming response
    assert {line.count(";") for line in lines} == {lines[0].count(";")}
    assert client.get("/werkplek/monitor/csv/iets-anders/").status_code == 404


def test_small_cells_stay_out_of_the_file_of_a_funder(client: Client, anna: User, fenna: User) -> None:
    make_contact(make_company(), anna)
    found = {}
    for person in (anna, fenna):
        client.force_login(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        answer = client.get("/werkplek/monitor/csv/bereik/")
        rows = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]  # a streaming response
        found[person.name] = next(row.split(";")[2] for row in rows if row.startswith("GM0106;"))
    assert found == {anna.name: "1", fenna.name: "hidden"}


def test_growth_is_drawn_from_closed_quarters(marieke: User, olga: User) -> None:
    for quarter, until, part in [("2022Q4", date(2022, 12, 31), 50), ("2023Q1", date(2023, 3, 31), 75)]:
        at = f"{until}T12:00:00Z"
        people = {"proposed_by": marieke, "closed_by": olga, "proposed_at": at, "closed_at": at}
        closing = Closing.objects.create(quarter=quarter, until=until, last_line=0, lines=0, **people)
        Frozen.objects.create(closing=closing, kind=Frozen.Kind.INDICATOR, code=INTAKES, part=part, n=part)
    [drawn] = multiples([row(INTAKES)])
    assert [(column.label, column.value, column.height) for column in drawn.columns[:2]] == [
        ("2022Q4", 50, 33.33),
        ("2023Q1", 75, 50.0),
    ]
    assert (drawn.last.value, drawn.last.now, drawn.target_y) == (0, True, 0.0)


def test_needs_stand_in_order_with_their_share(anna: User) -> None:
    named = [["personeel"], ["personeel", "financiering"], ["financiering"], ["personeel"]]
    codes = [need.code for need in current().needs][:2]
    for n, wanted in enumerate(named):
        chosen = [codes[0] if word == "personeel" else codes[1] for word in wanted]
        words = {"asked": "Hoe?", "agreed": "Wij bellen.", "submission": uuid.uuid4(), "needs": chosen}
        hold_intake(make_company(f"Bedrijf {n}"), theme="groei", line="basis", held_on=TODAY, by=anna, **words)  # type: ignore[arg-type]
    [figure] = needs_figures()
    shares = cells(figure, TODAY)
    found = needs(figure, shares, public=False)
    assert [(need.code, need.reading.part, need.reading.whole) for need in found] == [
        (codes[0], 3, 4),
        (codes[1], 2, 4),
    ]
    assert needs(figure, shares, public=True) == []


def test_ones_own_page_counts_ones_own_work(client: Client, anna: User, sjoerd: User) -> None:
    make_intake(make_company("Van Anna"), anna)
    make_intake(make_company("Van Sjoerd"), sjoerd)
    assert {work.kind: (work.now, work.before) for work in own_work(anna, TODAY)}[EntryKind.INTAKE_HELD] == (1, 0)
    page = seen_by(client, anna, "/werkplek/mijn-werk/")
    assert ("How do I stand?" in page, "Sjoerd" in page) == (True, False)


def test_a_funder_has_no_page_of_own_work(client: Client, fenna: User) -> None:
    assert "My work" not in seen_by(client, fenna)
    assert client.get("/werkplek/mijn-werk/").status_code == 403


def test_the_page_of_a_funder_holds_its_lines_and_hides_small_numbers(client: Client, anna: User, fenna: User) -> None:
    make_contact(make_company(), anna)
    funder = current().line("basis").funder
    address = f"/werkplek/financiers/?financier={quote(funder)}"
    shown, hidden = seen_by(client, anna, address), seen_by(client, fenna, address)
    assert ("fewer than 10" in shown, "fewer than 10" in hidden) == (False, True)


def test_reach_opens_to_its_lines(client: Client, anna: User) -> None:
    make_intake(make_company(), anna)
    page = seen_by(client, anna)
    assert page.count(f'href="/werkplek/monitor/bereik/regels/?tot={TODAY}&amp;gemeente=GM0106">1</a>') == 1
    assert page.count(f'href="/werkplek/monitor/bereik/regels/?tot={TODAY}">1</a>') == 1
    assert "1 line, 1 company</h2>" in seen_by(client, anna, "/werkplek/monitor/bereik/regels/?gemeente=GM0106")


def test_figures_stand_under_what_they_are_about(client: Client, anna: User) -> None:
    make_contact(make_company(), anna)
    page = seen_by(client, anna, "/werkplek/cijfers/")
    headings = [part.split("</h2>")[0].split(">")[-1] for part in page.split('<h2 class="kg-rule"')[1:]]
    assert headings == [
        "Whom we reach",
        "What they ask, and what we do",
        "What partners do with a referral",
        "What companies think of it",
        "What came of it",
    ]
    # Jobs created, jobs retained and turnover, each at three stages beside each other.
    results = page.split('id="about-results"')[1]
    assert (results.count("<tr>"), results.count(">nothing yet</a>")) == (4, 9)
    assert f'href="/werkplek/monitor/bedrijven-gesproken/regels/?tot={TODAY}">1</a>' in page


@pytest.mark.parametrize("address", ["csv/cijfers/", "csv/financier/", f"{INTAKES}/csv/?per=gemeente"])
def test_figures_targets_of_a_funder_and_parts_are_files(client: Client, anna: User, address: str) -> None:
    make_intake(make_company(), anna)
    client.force_login(anna)
    answer = client.get(f"/werkplek/monitor/{address}")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]  # a streaming response
    assert len(lines) > 1
    assert {line.count(";") for line in lines} == {lines[0].count(";")}


def test_only_who_may_act_sees_what_waits(client: Client, anna: User, marieke: User) -> None:
    told = {person.name: seen_by(client, person).count("is over and not closed yet") for person in (anna, marieke)}
    assert told == {anna.name: 0, marieke.name: 1}
    assert "is over and not closed yet" not in seen_by(client, marieke, "/werkplek/monitor/?tot=2023-03-31")


@pytest.fixture
def file_of(client: Client, anna: User) -> Callable[[str], list[list[str]]]:
    """The rows of a table of the monitor as Anna takes it along, in Dutch."""
    client.force_login(anna)

    def rows(address: str) -> list[list[str]]:
        answer = client.get(f"/werkplek/monitor/{address}")
        text = b"".join(answer).decode("utf-8-sig")  # type: ignore[call-overload]  # a streaming response
        return list(csv.reader(text.splitlines(), delimiter=";"))

    return rows


def test_the_file_of_figures_can_be_reckoned_with(file_of: Callable[[str], list[list[str]]], anna: User) -> None:
    make_result(make_company(), anna, kind=TURNOVER, amount=Decimal(1_234_567))
    make_journey(make_company(), anna)
    make_intake(make_company(), anna)
    rows = {row[-1].split("/regels/")[0].split("/")[-1]: row for row in file_of("csv/cijfers/")}
    assert [rows["omzet-erbij-verwacht"][n] for n in (2, 3, 6)] == ["1234567", "euro", "1"]
    assert rows["van-intake-naar-traject"][2:4] == ["0", "aandeel, 0 tot 1"]
    assert rows["van-intake-naar-traject"][5] == "0,7935"


@pytest.mark.parametrize(
    "address",
    [
        *(f"csv/{table}/" for table in ("doelen", "behoeften", "bereik", "geld", "cijfers", "financier")),
        "csv/doelen/?thema=export",
        f"{INTAKES}/csv/",
    ],
)
def test_no_two_columns_of_a_file_have_one_name(file_of: Callable[[str], list[list[str]]], address: str) -> None:
    head = file_of(address)[0]
    assert sorted(set(head)) == sorted(head)
