"""What lies behind a number: its lines and companies for who may open them, its value and definition for the rest."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.models import Intake
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind
from kopgroep.reporting.models import Closing
from tests.factories import TODAY, make_company, make_contact, make_intake
from tests.reporting.quarters import INTAKES, closed, intake, some_work

PAGE = "/werkplek/monitor/digitalisering-intakes/regels/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def seen_by(client: Client, user: User, address: str = PAGE, *, status: int = 200) -> str:
    """The page as a person sees it, in English."""
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def close(quarter: str, until: date, marieke: User, olga: User) -> Closing:
    """A quarter as it stands after two people closed it now."""
    last = Entry.objects.order_by("pk").last()
    return Closing.objects.create(
        quarter=quarter,
        until=until,
        proposed_by=marieke,
        proposed_at=f"{until}T12:00:00Z",
        closed_by=olga,
        closed_at=f"{until}T13:00:00Z",
        last_line=last.pk if last else 0,
        lines=Entry.objects.count(),
    )


def intakes(anna: User, number: int, **facts: str) -> list[Intake]:
    """Intakes with as many companies."""
    return [make_intake(make_company(f"Bedrijf {n:02}", **facts), anna) for n in range(number)]


def test_a_number_opens_to_its_lines_and_companies(client: Client, anna: User) -> None:
    intakes(anna, 2)
    page = seen_by(client, anna)
    line = Entry.objects.filter(kind=EntryKind.INTAKE_HELD).order_by("pk")[0]
    assert '<b class="kg-behind__value">2</b>' in page
    assert "2 lines, 2 companies</h2>" in page
    assert (page.count(">Bedrijf 0"), page.count(f'href="/werkplek/regels/{line.pk}/"')) == (2, 1)
    assert "A company counts once per theme in 12 months, whoever helped it." in page
    assert seen_by(client, anna, f"{PAGE}?lijst=bedrijven").count(">Bedrijf 0") == 2


def test_a_part_and_a_day_narrow_it_down(client: Client, anna: User) -> None:
    intakes(anna, 2, municipality_code="GM0114")
    make_intake(make_company("Elders", municipality_code="GM0106"), anna)
    page = seen_by(client, anna, f"{PAGE}?gemeente=GM0114")
    assert '<b class="kg-behind__value">2</b>' in page
    assert "Municipality: Emmen" in page
    assert "Elders" not in page
    assert "0 lines, 0 companies" in seen_by(client, anna, f"{PAGE}?tot=2023-03-31")


@pytest.mark.parametrize("code", ["bereik", "eerste-contacten", "doorverwijzing-aangenomen", "uren", "behoeften"])
def test_every_figure_opens(client: Client, anna: User, code: str) -> None:
    make_contact(make_company(), anna)
    assert "How we count" in seen_by(client, anna, f"/werkplek/monitor/{code}/regels/")


@pytest.mark.parametrize(
    ("query", "status"),
    [("?tot=ooit", 400), ("?gemeente=GM9999", 400), ("?kwartaal=2023Q1", 400), ("?cel=zomaar", 400), ("?vanaf=x", 200)],
)
def test_a_wrong_address_gives_a_sentence(client: Client, anna: User, query: str, status: int) -> None:
    page = seen_by(client, anna, PAGE + query, status=status)
    assert ("There is nothing to show here" in page) == (status == 400)


@pytest.mark.parametrize("person", ["fenna", "ari"])
def test_who_may_not_open_lines_sees_no_company(
    client: Client, anna: User, person: str, request: pytest.FixtureRequest
) -> None:
    intakes(anna, 3, municipality_code="GM0114")
    reader = request.getfixturevalue(person)
    page = seen_by(client, reader)
    assert '<b class="kg-behind__value">3</b>' in page
    assert "Bedrijf 0" not in page
    assert "You see the figure, not the companies" in page
    part = seen_by(client, reader, f"{PAGE}?gemeente=GM0114")
    assert '<b class="kg-behind__value">hidden</b>' in part
    assert client.post(f"{PAGE}bestand/").status_code == 403


def test_two_parts_at_once_are_not_for_who_may_not_open_lines(client: Client, anna: User, fenna: User) -> None:
    intakes(anna, 24, municipality_code="GM0114", size_class="5-9")
    shown, both = (seen_by(client, fenna, f"{PAGE}?gemeente=GM0114{more}") for more in ("", "&grootte=5-9"))
    assert '<b class="kg-behind__value">24</b>' in shown
    assert '<b class="kg-behind__value">hidden</b>' in both


def test_a_closed_quarter_shows_what_was_known_beside_what_came(
    client: Client, anna: User, marieke: User, olga: User
) -> None:
    make_intake(make_company("Op tijd"), anna, on=date(2023, 3, 1))
    close("2023Q1", date(2023, 3, 31), marieke, olga)
    make_intake(make_company("Te laat geschreven"), anna, on=date(2023, 3, 2))
    page = seen_by(client, anna, f"{PAGE}?kwartaal=2023Q1")
    assert '<b class="kg-behind__value">1</b>' in page
    assert "With what we know now it is 2." in page
    lines, since = page.split('id="since"')
    assert ("Op tijd" in lines, "Te laat geschreven" in lines) == (True, False)
    assert ("Op tijd" in since, "Te laat geschreven" in since) == (False, True)


def test_lines_as_a_file_are_safe_and_written_down(client: Client, marieke: User) -> None:
    make_intake(make_company("=1+1"), marieke)
    client.force_login(marieke)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.post(f"{PAGE}bestand/?tot=2023-05-15")
    head, line = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]  # a streaming response
    assert head.split(";")[:6] == ["Line", "Date", "Written on", "What", "Quantity", "Company"]
    assert line.split(";")[5] == "'=1+1"
    event = AuditEvent.objects.get(verb="export_lines")
    assert (event.actor, event.detail["figure"], event.detail["rows"]) == (marieke, "digitalisering-intakes", 1)


def test_charlie_opens_nothing(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    assert (client.get(PAGE).status_code, client.post(f"{PAGE}bestand/").status_code) == (403, 403)


def test_one_line_and_three_ask_as_much(client: Client, anna: User) -> None:
    asked = []
    for number in (1, 3):
        intakes(anna, number)
        client.force_login(anna)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 12


@pytest.mark.parametrize("person", ["fenna", "ari"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        (f"?tot={TODAY}", 200),
        ("?tot=2023-03-31", 200),
        ("?tot=2022-12-31", 200),
        ("?tot=2023-05-14", 400),
        ("?tot=2023-04-30", 400),
        ("?tot=2023-06-30", 400),
    ],
)
def test_who_may_not_open_lines_chooses_today_or_the_end_of_a_quarter(
    client: Client, anna: User, person: str, query: str, status: int, request: pytest.FixtureRequest
) -> None:
    seen_by(client, anna, PAGE + query)
    page = seen_by(client, request.getfixturevalue(person), PAGE + query, status=status)
    why = "Choose today or the last day of a quarter that is over. Two other days beside each other could tell"
    assert (why in page) == (status == 400)


def test_what_a_few_companies_moved_since_a_quarter_was_closed_cannot_be_computed(
    client: Client, anna: User, fenna: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    some_work(anna, marieke, today_is, companies=12)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    intake(make_company("Nagekomen"), anna)
    value, query = '<b class="kg-behind__value">{}</b>'.format, "?tot=2021-03-31"
    told = seen_by(client, fenna, PAGE + query)
    assert (value(12) in told, "You see 2021Q1 as we knew it on" in told) == (True, True)
    assert value(13) in seen_by(client, anna, PAGE + query)
    for reader, number in ((fenna, 12), (anna, 13)):
        page = seen_by(client, reader, f"/werkplek/monitor/{query}")
        assert f'{PAGE}{query}"><b>{number}</b>' in page
        assert ("A closed quarter stands here as it was closed." in page) == (reader == fenna)
        page = seen_by(client, reader, f"/werkplek/monitor/{INTAKES}/")
        assert ("Known better since" in page) == (reader == anna)
        first = page.split('id="growth"')[1].split("<tbody>")[1].split("</tr>")[0]
        assert first.split("</td>")[0] == f'<tr><th scope="row">2021-1</th><td class="kg-num">{number}'


def test_what_many_companies_moved_since_is_told_to_all(
    client: Client, anna: User, fenna: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    some_work(anna, marieke, today_is, companies=12)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    for late in range(10):
        intake(make_company(f"Nagekomen {late}"), anna)
    page = seen_by(client, fenna, f"/werkplek/monitor/{INTAKES}/")
    assert '<td class="kg-num">12</td><td class="kg-num">22</td><td class="kg-num">+10</td>' in page


def test_money_tells_of_nobody_and_opens_on_every_day(client: Client, fenna: User) -> None:
    assert "How we count" in seen_by(client, fenna, "/werkplek/monitor/geld.uitgegeven/regels/?tot=2023-05-14")
