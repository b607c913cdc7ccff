"""Behind numbers that only reports show: money, results, groups and surveys, for who may open lines and who may not."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.base.clock import now
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import record_money
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.models import Closing
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey
from tests.results import JOBS, State, make_result

PAGE = "/werkplek/monitor/{}/regels/"
THEME = "digitalisering"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def seen_by(client: Client, user: User, code: str, query: str = "", *, status: int = 200) -> str:
    """The page as a person sees it, in English."""
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(PAGE.format(code) + query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def value(page: str) -> str:
    """The number on a page."""
    return page.split('<b class="kg-behind__value">')[1].split("<")[0]


def helped(number: int, **facts: Any) -> list[Company]:
    """Companies in a trajectory on one theme."""
    companies = [make_company(f"Bedrijf {at:02}") for at in range(number)]
    common = {"recorded_at": now(), "programme_hash": "", "happened_on": TODAY, "theme": THEME, "line": "basis"}
    Entry.objects.bulk_create(
        Entry(kind=EntryKind.JOURNEY_OPENED, company=each, key=f"proef:{uuid.uuid4()}", **(common | facts))
        for each in companies
    )
    return companies


def pay(by: User, source: int, cents: int, on: date = TODAY) -> None:
    words = {"description": "Besluit", "key": str(uuid.uuid4()), "source": current().money[source].code}
    record_money(EntryKind.MONEY_SPENT, cents=cents, happened_on=on, by=by, **words)


def test_money_opens_per_source_and_year(client: Client, marieke: User) -> None:
    pay(marieke, 0, 120_000)
    pay(marieke, 0, 30_000, on=date(2022, 5, 2))
    pay(marieke, 1, 5_000)
    source = current().money[0].code
    queries = ("", f"?cel={source}", f"?cel={source}.2023", "?cel=.2023", "?tot=2022-12-31")
    assert [value(seen_by(client, marieke, "geld.uitgegeven", query)) for query in queries] == [
        "€1,550",
        "€1,500",
        "€1,200",
        "€1,250",
        "€300",
    ]
    page = seen_by(client, marieke, "geld.uitgegeven")
    assert ("Money spent" in page, "3 lines</h2>" in page, page.count('<td class="kg-num">€1,200</td>')) == (
        True,
        True,
        1,
    )


def test_money_of_a_funder_is_that_of_its_sources(client: Client, marieke: User) -> None:
    pay(marieke, 0, 120_000)
    pay(marieke, 1, 5_000)
    funder = current().money[1].funder
    assert value(seen_by(client, marieke, "geld.uitgegeven", f"?financier={funder}")) == "€50"
    assert value(seen_by(client, marieke, "geld.uitgegeven", f"?thema={THEME}")) == "€0"


def test_results_open_per_stage_and_answer(client: Client, anna: User) -> None:
    for state in (State.FORECAST, State.STATED, State.DENIED):
        make_result(make_company(state), anna, state)
    forecast = [
        value(seen_by(client, anna, f"resultaat.{JOBS}.verwacht", f"?cel={cell}")) for cell in ("", "klopt-niet")
    ]
    assert forecast == ["6", "1"]
    page = seen_by(client, anna, f"resultaat.{JOBS}.opgegeven", "?cel=zonder.kleiner")
    assert (value(page), "1 line, 1 company" in page, "stated by the company" in page) == ("1", True, True)


def test_trajectories_open_to_how_they_began_and_how_they_ended(client: Client, sjoerd: User) -> None:
    target = "digitalisering-trajecten"
    outcomes = current().indicator(target).rule.model_dump()["outcomes"]
    ends, fails, _stays = [make_journey(make_company(name), sjoerd) for name in ("Eindigt", "Mislukt", "Blijft")]
    close_journey(ends, outcome=outcomes[0], result="Plan klaar", by=sjoerd)
    close_journey(fails, outcome="no_result", result="Gestopt", by=sjoerd)
    pages = [
        seen_by(client, sjoerd, f"traject.{target}", f"?cel={cell}") for cell in ("open", "geeindigd", "met-resultaat")
    ]
    assert [value(page) for page in pages] == ["1", "2", "1"]
    assert ["1 line," in pages[0], "2 lines," in pages[1], "1 line," in pages[2]] == [True, True, True]
    assert [name in pages[0] for name in ("Blijft", "Eindigt", "Mislukt")] == [True, False, False]


@pytest.mark.parametrize("person", ["fenna", "ari"])
def test_who_may_not_open_lines_gets_the_number_and_how_it_is_counted(
    client: Client, marieke: User, person: str, request: pytest.FixtureRequest
) -> None:
    helped(3)
    pay(marieke, 0, 120_000)
    reader = request.getfixturevalue(person)
    money, whole = (seen_by(client, reader, code) for code in ("geld.uitgegeven", "groep.traject"))
    assert (value(money), value(whole)) == ("€1,200", "3")
    for page in (money, whole):
        assert ("How we count" in page, "You see the figure, not the companies" in page) == (True, True)
        assert ("Bedrijf 0" in page, 'id="lines"' in page) == (False, False)
    assert value(seen_by(client, reader, "groep.traject", f"?cel={THEME}")) == "hidden"
    assert client.post(PAGE.format("groep.traject") + "bestand/").status_code == 403


def test_a_cell_of_ten_is_shown_but_not_one_that_gives_a_smaller_one_away(
    client: Client, anna: User, fenna: User
) -> None:
    helped(12)
    page = seen_by(client, fenna, "groep.traject", f"?cel={THEME}")
    assert value(page) == "12"
    helped(4, theme="export")
    cells = [value(seen_by(client, fenna, "groep.traject", f"?cel={theme}")) for theme in (THEME, "export")]
    assert cells == ["hidden", "hidden"]
    assert value(seen_by(client, anna, "groep.traject", "?cel=export")) == "4"


@pytest.mark.parametrize(
    ("code", "query", "status"),
    [
        ("geld.verdampt", "", 404),
        ("resultaat.niets.verwacht", "", 404),
        ("geld.uitgegeven", "?cel=zomaar", 400),
        ("geld.uitgegeven", "?cel=.1999", 400),
        ("groep.opnieuw-gescand", "", 400),
        ("groep.traject", "?cel=zomaar", 400),
        ("enquete.jaarlijkse-enquete", "?cel=2022.zomaar", 400),
        ("groep.traject", "?kwartaal=2023Q1&tot=2023-04-01", 400),
        ("groep.traject", "?kwartaal=2023Q1&tot=2022-12-31", 200),
    ],
)
def test_an_address_of_nothing_is_told_so(
    client: Client, marieke: User, olga: User, code: str, query: str, status: int
) -> None:
    Closing.objects.create(
        quarter="2023Q1",
        until=date(2023, 3, 31),
        proposed_by=marieke,
        proposed_at="2023-04-03T12:00:00Z",
        closed_by=olga,
        closed_at="2023-04-03T13:00:00Z",
        last_line=0,
        lines=0,
    )
    seen_by(client, marieke, code, query, status=status)


def test_the_lines_of_a_number_go_along_as_a_file(client: Client, marieke: User) -> None:
    helped(2)
    client.force_login(marieke)
    answer = client.post(PAGE.format("groep.traject") + f"bestand/?cel={THEME}")
    rows = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]  # a streaming response
    assert (answer.status_code, len(rows)) == (200, 3)


@pytest.mark.parametrize("pool", ["alleen-intake", "alleen-gesprek", "afgewezen", "laat"])
def test_a_small_pool_to_compare_with_is_hidden_also_as_a_whole(
    client: Client, anna: User, fenna: User, pool: str
) -> None:
    make_intake(make_company("Intake"), anna)
    make_contact(make_company("Gesprek"), anna)
    helped(2)
    told = "hidden" if pool != "afgewezen" else "0"
    assert value(seen_by(client, fenna, f"groep.{pool}")) == told
    assert value(seen_by(client, anna, f"groep.{pool}")) == {"laat": "2", "afgewezen": "0"}.get(pool, "1")
