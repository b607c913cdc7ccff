"""The search field that every page of the workspace has: with the keyboard, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from tests.factories import make_company


@pytest.fixture
def companies(db: None) -> list[Company]:
    return [make_company(name) for name in ("Rietveld Bouw", "Rietveld Techniek", "Kwekerij Oosterveen")]


def test_typing_suggests_and_the_arrow_keys_choose(
    page: Page,
    companies: list[Company],
    anna: User,
    log_in: Callable[[Page, User], None],
    axe: Callable[[Page], None],
) -> None:
    log_in(page, anna)
    page.goto("/werkplek/toetsen/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("rietveld")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    axe(page)
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "find-1")
    chosen = options.first.get_attribute("data-url")
    field.press("Enter")
    page.wait_for_url(f"**{chosen}")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(
    page: Page, companies: list[Company], anna: User, log_in: Callable[[Page, User], None]
) -> None:
    log_in(page, anna)
    page.goto("/werkplek/toetsen/")
    field = page.locator("#find")
    field.press_sequentially("oosterveen")
    expect(page.get_by_role("option")).to_have_count(1)
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("oosterveen")


def test_without_javascript_enter_opens_the_page_of_what_was_found(
    browser: Browser, base_url: str, companies: list[Company], anna: User, log_in: Callable[[Page, User], None]
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="nl-NL")
    page = context.new_page()
    log_in(page, anna)
    page.goto("/werkplek/toetsen/")
    page.locator("#find").fill("oosterveen")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/werkplek/zoeken/?q=oosterveen")
    expect(page.locator("main").get_by_role("link", name="Kwekerij Oosterveen")).to_be_visible()
    context.close()
