"""The line that everything hangs on: asked at the counter, taken, helped, closed, and counted by exactly one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.models import Journey
from tests.cast import make_user
from tests.factories import TODAY, make_company

INTAKES = "digitalisering-intakes"
JOURNEYS = "digitalisering-trajecten"

Check = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any, base_url: str) -> None:
    today_is(TODAY)
    settings.BASE_URL = base_url
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def anna_of_assen(transactional_db: None) -> User:
    """The adviser of the municipality in which the company sits."""
    return make_user("Anna Bakker", Role.ADVISER, areas=["GM0106"])


def figure(page: Page, code: str) -> int:
    """The value of an indicator as its own page shows it."""
    page.goto(f"/werkplek/monitor/{code}/")
    words = page.locator(".kg-target__words b").first.inner_text()
    return int(words)


def test_question_becomes_a_counted_result(
    page: Page, anna_of_assen: User, log_in: Callable[[Page, User], None], axe: Check, narrow: Check
) -> None:
    company = make_company("Fietsatelier Spaak", sbi_scheme="2008", sbi_code="4764", size_class="2-4")

    def look() -> None:
        axe(page)
        narrow(page)

    # The entrepreneur asks.
    page.goto("/")
    look()
    page.get_by_label("Waar loop je tegenaan?").fill("Hoe begin ik met een webwinkel?")
    page.get_by_role("main").get_by_role("button", name="Stel je vraag").click()
    look()
    page.get_by_label("Naam of KVK-nummer van je bedrijf").fill("Fietsatelier Spaak")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_label(re.compile("Fietsatelier Spaak")).check()
    page.get_by_label("Je naam").fill("Bram Jansen")
    page.get_by_label("E-mailadres").fill("bram@example.org")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_role("main")).to_contain_text("Anna Bakker")
    look()
    follow = page.get_by_role("main").get_by_role("link", name="Volg je vraag").get_attribute("href") or ""

    # The adviser takes it.
    log_in(page, anna_of_assen)
    before = {code: figure(page, code) for code in (INTAKES, JOURNEYS)}
    page.goto("/werkplek/")
    look()
    page.get_by_role("button", name=re.compile("Neem vraag aan")).click()
    look()
    expect(page.get_by_role("main")).to_contain_text("Hoe begin ik met een webwinkel?")

    # An intake from the question.
    page.get_by_role("link", name="Intake").click()
    look()
    page.get_by_label("Thema").select_option("digitalisering")
    page.get_by_label("Wat is afgesproken").fill("We openen een traject.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".kg-saved-list")).to_contain_text("De intake is opgeslagen")
    look()
    assert figure(page, INTAKES) == before[INTAKES] + 1

    # A trajectory, opened in place from the company page.
    page.goto(f"/werkplek/bedrijven/{company.pk}/")
    page.get_by_role("link", name="Traject", exact=True).click()
    panel = page.locator("#panel")
    panel.get_by_label("Thema").select_option("digitalisering")
    panel.get_by_label("Wat het bedrijf wil bereiken").fill("Een webwinkel die loopt")
    axe(page)
    panel.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Uren")).to_be_visible()
    look()

    # Hours, and the end.
    page.get_by_role("link", name="Schrijf uren").click()
    look()
    page.get_by_label("Gesprek").fill("90")
    page.get_by_label("Reizen").fill("30")
    page.get_by_role("button", name="Schrijf uren").click()
    expect(page.locator(".kg-saved-list")).to_contain_text("De uren zijn geschreven")
    expect(page.get_by_role("main")).to_contain_text("2 u")
    assert figure(page, JOURNEYS) == before[JOURNEYS]
    page.goto(f"/werkplek/trajecten/{Journey.objects.get().pk}/")
    page.get_by_role("link", name="Rond traject af").click()
    look()
    page.get_by_label("Stap gezet").check()
    page.get_by_role("button", name="Rond traject af").click()
    expect(page.locator(".kg-saved-list")).to_contain_text("Het traject is afgerond")
    assert figure(page, JOURNEYS) == before[JOURNEYS] + 1
    page.get_by_role("link", name="Wat ligt erachter").click()
    expect(page.get_by_role("main")).to_contain_text(company.name)

    # The entrepreneur sees who has the question.
    page.goto(follow)
    expect(page.get_by_role("main")).to_contain_text("Anna Bakker")
    look()
