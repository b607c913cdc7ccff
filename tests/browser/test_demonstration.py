"""The demonstration as people see it, with four years of work in it; the pictures of the manual are made here."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.casework.models import Journey
from kopgroep.jobs.demo.cast import hire
from kopgroep.jobs.demo.play import Play
from kopgroep.programme import current
from tests.factories import TODAY, make_company

COMPANIES = 420
NAMES = (
    "Timmerfabriek",
    "Kwekerij",
    "Houtbouw",
    "Drukkerij",
    "Brouwerij",
    "Fietsatelier",
    "Bakkerij",
    "Technisch bureau",
)


@pytest.fixture
def played(transactional_db: None, today_is: Callable[[date], None], settings: Any) -> dict[str, User]:
    """A small region in which the whole programme so far was played."""
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True
    programme = current()
    sizes = [size.code for size in programme.sizes]
    for number in range(COMPANIES):
        place = programme.area[number % len(programme.area)]
        name = f"{NAMES[number % len(NAMES)]} {place.name} {number + 1}"
        facts = {"sbi_scheme": "2008", "sbi_code": "1623", "sbi_section": "C", "size_class": sizes[number % 5]}
        make_company(name, municipality_code=place.code, place=place.name, **facts)
    people = hire(programme)
    Play(programme, people, first=date(2020, 9, 1), last=TODAY, seed=7).run(lambda days: None)
    return people


def test_demonstration_is_alive_and_shows_it(
    page: Page,
    played: dict[str, User],
    log_in: Callable[[Page, User], None],
    shoot: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    log_in(page, played["marieke"])
    page.goto("/werkplek/?van=team")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maandag 15 mei 2023")
    assert page.locator(".kg-todo--new .kg-todo__item").count() > 0
    assert page.locator(".kg-todo--late .kg-todo__item").count() > 0
    axe(page)
    shoot(page, "vandaag")

    fullest = Journey.objects.open().with_minutes().order_by("-pk").first()
    assert fullest is not None
    page.goto(f"/werkplek/bedrijven/{fullest.company_id}/")
    axe(page)
    shoot(page, "bedrijf")

    page.goto("/werkplek/monitor/")
    verdicts = set(page.locator(".kg-target__verdict").all_inner_texts())
    assert {"op koers", "achter"} <= verdicts
    axe(page)
    shoot(page, "monitor")
