"""The list of companies in Chromium: filters change it in place, going back works, and so does a phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kopgroep.accounts.models import User
from tests.factories import TODAY, make_company

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/werkplek/bedrijven/"
LogIn = Callable[[Page, User], None]


@pytest.fixture(autouse=True)
def _three_companies(transactional_db: None, today_is: Any) -> None:
    today_is(TODAY)
    make_company("Rietveld Bouw", size_class="2-4", sbi_scheme="2008", sbi_section="F", sbi_code="41201")
    make_company("Rietveld Techniek", size_class="5-9")
    make_company("Kwekerij Oosterveen", size_class="2-4")


def test_filters_change_the_list_in_place_and_back_undoes_them(page: Page, anna: User, log_in: LogIn) -> None:
    log_in(page, anna)
    page.goto(LIST)
    rows = page.locator("#companies tbody tr")
    expect(rows).to_have_count(3)
    page.locator("#id_tekst").press_sequentially("rietveld")
    expect(rows).to_have_count(2)
    expect(page.locator("#id_tekst")).to_be_focused()
    page.locator("#id_grootte").select_option("2-4")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/bedrijven/\?tekst=rietveld&grootte=2-4$"))
    page.get_by_role("link", name=re.compile("rietveld$")).click()
    expect(rows).to_have_count(2)
    expect(page.locator("#id_tekst")).to_have_value("")
    page.go_back()
    expect(rows).to_have_count(1)
    page.reload()
    expect(rows).to_have_count(1)


def test_heads_sort_and_say_so(page: Page, anna: User, log_in: LogIn) -> None:
    log_in(page, anna)
    page.goto(LIST)
    head = page.locator("th", has_text=re.compile("Name|Naam"))
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page.locator("#companies tbody tr th a").first).to_have_text("Rietveld Techniek")


def test_list_search_and_form_are_open_to_everybody(
    page: Page, anna: User, log_in: LogIn, axe: Callable[[Page], None], narrow: Callable[[Page], None]
) -> None:
    log_in(page, anna)
    for address in (LIST, f"{LIST}?tekst=rietveld&grootte=2-4", f"{LIST}?tekst=qqqq", f"{LIST}nieuw/"):
        page.goto(address)
        axe(page)
        narrow(page)
    for text in ("rietveld", "qqqq"):
        page.goto(f"/werkplek/zoeken/?q={text}")
        axe(page)
        narrow(page)


def test_filters_work_without_javascript(browser: Browser, base_url: str, anna: User, log_in: LogIn) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="nl-NL")
    page = context.new_page()
    log_in(page, anna)
    page.goto(LIST)
    page.locator("#id_grootte").select_option("2-4")
    page.locator(".kg-filters button").click()
    expect(page.locator("#companies tbody tr")).to_have_count(2)
    expect(page.locator(".kg-export button")).to_have_count(2)
    context.close()
