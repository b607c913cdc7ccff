"""The pages of the quarters: who acts next, exactly what is closed, and what was restated since."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.actions.quarters import propose_quarter
from kopgroep.reporting.closing import Restatement, Value
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.reading import Measure
from kopgroep.workspace.quarter_rows import moved_by_few
from tests.factories import make_company, make_contact
from tests.reporting.quarters import HELD, closed, intake, some_work, with_rule

LIST, PAGE = "/werkplek/kwartalen/", "/werkplek/kwartalen/2021Q1/"
PARTS = f"{PAGE}delen/digitalisering-intakes/"
PROPOSE, CLOSE = f"{PAGE}voorstellen/", f"{PAGE}sluiten/"


@pytest.fixture(autouse=True)
def met(anna: User, marieke: User, today_is: Callable[[date], None]) -> list[Any]:
    return some_work(anna, marieke, today_is)


def sent(**fields: str) -> dict[str, str]:
    return {"submission": str(uuid.uuid4()), **fields}


def place_name(code: str) -> str:
    return next(place.name for place in current().area if place.code == code)


def row(answer: Any, name: str) -> Any:
    return next(found for group in answer.context["groups"] for found in group.rows if found.name == name)


def test_two_people_close_a_quarter(client: Client, marieke: User, olga: User) -> None:
    client.force_login(marieke)
    preview = client.get(PAGE)
    assert (row(preview, "Intakes digitalisering").frozen, preview.context["close"]) == ("3", None)
    assert client.post(PROPOSE, sent(remark="Volledig")).status_code == 302
    assert client.get(PAGE).context["close"] is None
    client.force_login(olga)
    page = client.get(PAGE)
    assert row(page, "Intakes digitalisering").frozen == "3"
    seen = page.context["close"]["seen"].value()
    assert client.post(CLOSE, sent(seen=seen)).status_code == 302
    closing = Closing.objects.get()
    assert (closing.proposed_by, closing.closed_by, closing.remark) == (marieke, olga, "Volledig")
    page = client.get(PAGE)
    assert (page.context["moved"], "Alles staat nog zoals het is gesloten" in page.content.decode()) == ([], True)


def test_exactly_what_is_shown_is_closed(client: Client, marieke: User, olga: User, anna: User) -> None:
    propose_quarter("2021Q1", by=marieke)
    client.force_login(olga)
    seen = client.get(PAGE).context["close"]["seen"].value()
    intake(make_company("Nagekomen"), anna)
    page = client.get(PAGE)
    assert (row(page, "Intakes digitalisering").frozen, page.context["later"] > 0) == ("3", True)
    propose_quarter("2021Q1", by=marieke)
    answer = client.post(CLOSE, sent(seen=seen))
    assert (answer.status_code, Frozen.objects.count()) == (409, 0)
    assert "opnieuw voorgesteld terwijl je keek" in answer.content.decode()


def test_double_click_closes_once(client: Client, marieke: User, olga: User) -> None:
    closing = propose_quarter("2021Q1", by=marieke)
    client.force_login(olga)
    form = sent(seen=closing.hash)
    assert [client.post(CLOSE, form).status_code for _ in range(2)] == [302, 302]
    assert Frozen.objects.filter(code="digitalisering-intakes", dimension="").count() == 1


def test_who_proposed_is_refused_and_told_why(client: Client, marieke: User) -> None:
    closing = propose_quarter("2021Q1", by=marieke)
    client.force_login(marieke)
    answer = client.post(CLOSE, sent(seen=closing.hash))
    assert (answer.status_code, "Vraag een collega om het te sluiten" in answer.content.decode()) == (409, True)


def test_button_of_a_page_from_before_is_refused(client: Client, marieke: User, olga: User) -> None:
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    client.force_login(marieke)
    answer = client.post(PROPOSE, sent())
    assert (answer.status_code, "Dit kwartaal is al gesloten" in answer.content.decode()) == (409, True)


def test_restated_figure_stands_beside_the_frozen_one_with_its_line(client: Client, marieke: User, olga: User) -> None:
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    back = reverse_line(
        Entry.objects.filter(kind=EntryKind.INTAKE_HELD).order_by("pk")[0], reason="Dubbel geschreven", by=marieke
    )
    client.force_login(marieke)
    page = client.get(PAGE)
    moved = next(found for found in page.context["moved"] if found.name == "Intakes digitalisering")
    assert (moved.frozen, moved.now, moved.difference, moved.lines) == ("3", "2", "\N{MINUS SIGN}1", [back])
    assert f"/werkplek/regels/{back.pk}/" in page.content.decode()


def test_figure_with_another_definition_is_told_apart_from_what_was_restated(
    client: Client, marieke: User, olga: User
) -> None:
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    client.force_login(marieke)
    with current.lend(with_rule(months=1)):
        page = client.get(PAGE)
    assert (page.context["moved"], [found.name for found in page.context["redefined"]]) == (
        [],
        ["Intakes digitalisering"],
    )


def test_funder_reads_the_figures_and_not_the_lines(client: Client, marieke: User, olga: User, fenna: User) -> None:
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    reverse_line(Entry.objects.filter(kind=EntryKind.INTAKE_HELD).order_by("pk")[0], reason="Dubbel", by=marieke)
    client.force_login(fenna)
    page = client.get(PAGE)
    assert [found.lines for found in page.context["moved"]] == [[]] * len(page.context["moved"])
    assert row(page, "Intakes digitalisering").frozen == "3"
    assert client.post(PROPOSE, sent()).status_code == 403
    assert client.post(CLOSE, sent(seen="x")).status_code == 403


def test_figure_of_few_companies_is_hidden_from_who_may_not_see_lines(
    client: Client, marieke: User, fenna: User, anna: User, met: list[Any]
) -> None:
    for company in met:
        make_contact(company, anna, held_on=HELD)
    client.force_login(fenna)
    hidden = row(client.get(PAGE), "Eerste contacten").frozen
    client.force_login(marieke)
    assert (hidden, row(client.get(PAGE), "Eerste contacten").frozen) == ("verborgen", "3")


@pytest.mark.parametrize(("gone", "now"), [(9, ("verborgen", "minder dan 10")), (10, ("3", "\N{MINUS SIGN}10"))])
def test_change_of_few_is_for_who_may_see_lines(
    client: Client, marieke: User, olga: User, fenna: User, anna: User, gone: int, now: tuple[str, str]
) -> None:
    for number in range(10):
        intake(make_company(f"Nog een bedrijf {number}"), anna)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    for line in Entry.objects.filter(kind=EntryKind.INTAKE_HELD).order_by("pk")[:gone]:
        reverse_line(line, reason="Dubbel geschreven", by=marieke)
    client.force_login(fenna)
    funders = row(client.get(PAGE), "Intakes digitalisering")
    assert (funders.frozen, (funders.now, funders.difference)) == ("13", now)
    client.force_login(marieke)
    ours = row(client.get(PAGE), "Intakes digitalisering")
    assert (ours.frozen, ours.now, ours.difference) == ("13", str(13 - gone), f"\N{MINUS SIGN}{gone}")


def moved(was: tuple[int, int | None, int], now: tuple[int, int | None, int], measure: Measure) -> bool:
    """Whether a value that went from one (part, whole, n) to another is said to have moved by few."""
    frozen = Frozen(kind="figure", code="x", part=was[0], whole=was[1], n=was[2])
    value = Value("figure", "x", "", "", *now, "", measure)
    return moved_by_few(Restatement(value.key, frozen, value, redefined=False), measure)


@pytest.mark.parametrize(
    ("was", "now", "measure", "few"),
    [
        ((20, None, 20), (29, None, 29), Measure.COUNT, True),
        ((20, None, 20), (30, None, 30), Measure.COUNT, False),
        ((20, None, 20), (20, None, 20), Measure.COUNT, False),
        # Twenty more, of whom three said yes.
        ((20, 40, 40), (23, 60, 60), Measure.SHARE, True),
        ((20, 40, 40), (30, 60, 60), Measure.SHARE, False),
        # One answer was another one, and nobody came.
        ((300, 40, 40), (303, 40, 40), Measure.MEAN, True),
        ((300, 40, 40), (380, 50, 50), Measure.MEAN, False),
    ],
)
def test_what_few_is(
    was: tuple[int, int | None, int], now: tuple[int, int | None, int], measure: Measure, few: bool
) -> None:
    assert moved(was, now, measure) is few


def parts(answer: Any, name: str) -> dict[str, tuple[str, str, str]]:
    """Of the split with this name: per part what was said, what is known now, and the difference."""
    split = next(found for found in answer.context["splits"] if found.name == name)
    return {part.name: (part.value, part.now, part.difference) for part in split.rows}


def test_parts_of_a_figure_as_proposed_as_closed_and_now(
    client: Client, marieke: User, olga: User, anna: User, met: list[Any]
) -> None:
    client.force_login(marieke)
    place = place_name(met[0].seat.municipality_code)
    assert parts(client.get(PARTS), "Gemeente") == {place: ("3", "", "")}
    propose_quarter("2021Q1", by=marieke)
    late = make_company("Later", municipality_code=current().area[-1].code)
    intake(late, anna)
    assert parts(client.get(PARTS), "Gemeente") == {place: ("3", "", "")}
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    intake(make_company("Nog later"), anna)
    answer = client.get(PARTS)
    assert parts(answer, "Gemeente") == {
        place: ("3", "4", "+1"),
        place_name(late.seat.municipality_code): ("1", "1", ""),
    }
    query = f"?kwartaal=2021Q1&amp;gemeente={met[0].seat.municipality_code}"
    assert f'<a href="/werkplek/monitor/digitalisering-intakes/regels/{query}">3</a>' in answer.content.decode()


def test_parts_come_into_the_page_or_are_a_page(client: Client, marieke: User) -> None:
    client.force_login(marieke)
    page = client.get(PAGE).content.decode()
    assert (f'hx-get="{PARTS}"' in page, f'<a href="{PARTS}">' in page) == (True, True)
    whole, part = client.get(PARTS), client.get(PARTS, headers={"HX-Request": "true"})
    assert [("<html" in answer.content.decode()) for answer in (whole, part)] == [True, False]
    assert "HX-Request" in part.headers["Vary"]


def test_small_parts_are_hidden_from_who_may_not_see_lines(
    client: Client, marieke: User, olga: User, fenna: User, anna: User, met: list[Any]
) -> None:
    """Three in one place and ten in another: the three are hidden, and the ten from which they could be computed."""
    far = current().area[-1].code
    for number in range(10):
        intake(make_company(f"Ver bedrijf {number}", municipality_code=far), anna)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    intake(make_company("Later", municipality_code=far), anna)
    near = place_name(met[0].seat.municipality_code)
    client.force_login(fenna)
    assert parts(client.get(PARTS), "Gemeente") == {
        near: ("verborgen", "", ""), place_name(far): ("verborgen", "", ""),
    }  # fmt: skip
    client.force_login(marieke)
    assert parts(client.get(PARTS), "Gemeente") == {near: ("3", "3", ""), place_name(far): ("10", "11", "+1")}


def test_parts_of_a_share_say_of_how_many(client: Client, marieke: User, olga: User) -> None:
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    client.force_login(marieke)
    figure = next(one for one in current().figures if one.ask.ask == "share" and one.by)
    [split, *_rest] = client.get(f"{PAGE}delen/{figure.code}/").context["splits"]
    assert (split.with_n, [(part.value, part.n) for part in split.rows]) == (True, [("0,0%", 3)])


def test_what_is_no_figure_has_no_parts(client: Client, marieke: User) -> None:
    client.force_login(marieke)
    assert client.get(f"{PAGE}delen/niets/").status_code == 404


def test_list_says_whose_turn_it_is(
    client: Client, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    today_is(date(2021, 10, 4))
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    client.force_login(marieke)
    rows = client.get(LIST).context["rows"]
    assert [(found.quarter, found.turn) for found in rows] == [("2021Q3", False), ("2021Q2", True), ("2021Q1", False)]
    waiting = client.get(f"{LIST}2021Q3/")
    assert (waiting.context["propose"], f'href="{LIST}2021Q2/"' in waiting.content.decode()) == (None, True)


def test_before_the_first_quarter_is_over_the_list_says_what_comes(
    client: Client, marieke: User, today_is: Callable[[date], None]
) -> None:
    today_is(date(2021, 3, 31))
    client.force_login(marieke)
    assert "Er is nog geen kwartaal voorbij" in client.get(LIST).content.decode()


@pytest.mark.parametrize("quarter", ["2021Q2", "2020Q4", "iets"])
def test_quarter_that_is_not_over_has_no_page(client: Client, marieke: User, quarter: str) -> None:
    client.force_login(marieke)
    assert client.get(f"{LIST}{quarter}/").status_code == 404
    assert client.post(f"{LIST}{quarter}/voorstellen/", sent()).status_code == 404
