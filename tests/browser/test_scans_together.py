"""A scan at the table: begun from the page of a company, filled in on a tablet, finished, and a step with its proof."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.programme import current
from kopgroep.scans.models import Filling, Step
from tests.cast import make_user
from tests.factories import TODAY, energy_scan, make_company, make_filling

Check = Callable[[Page], None]


@pytest.fixture
def adviser(
    transactional_db: None, today_is: Callable[[date], None], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> User:
    settings.SECOND_FACTOR_OPTIONAL = True
    monkeypatch.setitem(current().__dict__, "scans", (energy_scan(),))
    today_is(TODAY - timedelta(days=200))
    user = make_user("Anna Bakker", Role.ADVISER)
    make_filling(make_company("Van Rhee"), user)
    today_is(TODAY)
    return user


def choose(page: Page, question: str, answer: str) -> None:
    """Choose or tick an answer to a question, and wait until it is kept."""
    page.get_by_role("group", name=question).get_by_text(answer, exact=True).click()
    expect(page.locator("[data-scan-status]")).to_contain_text("Bewaard")


def test_adviser_fills_in_a_scan_at_the_table_and_shows_a_step(
    page: Page, adviser: User, log_in: Callable[[Page, User], None], axe: Check
) -> None:
    log_in(page, adviser)
    page.set_viewport_size({"width": 820, "height": 1180})
    first = Filling.objects.get()
    page.goto(f"/werkplek/bedrijven/{first.company_id}/")
    page.get_by_role("link", name="Doe hem opnieuw").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Hoeveel mensen werken er").fill("12")
    choose(page, "In welke sector werk je?", "Bouw")
    page.get_by_role("button", name="Volgende").click()
    choose(page, "Heb je een slimme meter", "Ja")
    choose(page, "Hoe vaak bekijkt iemand", "Elke week")
    page.get_by_role("button", name="Volgende").click()
    choose(page, "Welke maatregelen heb je genomen?", "Ledlampen")
    axe(page)
    page.get_by_role("button", name="Naar het eind").click()
    expect(page.get_by_role("main")).to_contain_text("Hoeveel procent heb je in drie jaar bespaard?")
    page.get_by_role("button", name="Toch afronden").click()
    expect(page.get_by_role("main")).to_contain_text("Dit telt nog niet: er is geen bewijs.")
    after = Filling.objects.finished().latest("pk")
    assert after.answers["lezen"] == {"value": "week"}
    page.get_by_role("link", name="Voeg bewijs toe").click()
    paper = {"name": "standen.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 standen"}
    page.get_by_label("Bestand").set_input_files(paper)  # type: ignore[arg-type]
    page.get_by_label("Datum die erop staat").fill(TODAY.isoformat())
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Kies het bewijs").click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#steps")).to_contain_text("Aangetoond met standen.pdf")
    assert Step.objects.get().proof.name == "standen.pdf"
