"""The page with all parts in Chromium: open to everybody's eyes, hands and screens."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User

DAY = date(2023, 5, 15)
ADDRESS = "/werkplek/onderdelen/"


@pytest.fixture
def parts(page: Page, log_in: Callable[[Page, User], None], anna: User, today_is: Callable[[date], None]) -> Page:
    """The page, opened by an adviser in the middle of the programme."""
    today_is(DAY)
    log_in(page, anna)
    page.goto(ADDRESS)
    return page


def test_all_parts_are_accessible_and_fit_a_phone(parts: Page, day_and_night: Callable[[Page], None]) -> None:
    day_and_night(parts)


def test_on_a_phone_the_page_starts_on_the_first_screen(parts: Page) -> None:
    parts.set_viewport_size({"width": 320, "height": 640})
    parts.goto("/werkplek/toetsen/")
    expect(parts.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_way_out_stays_in_sight_at_a_desk(parts: Page) -> None:
    parts.set_viewport_size({"width": 1280, "height": 700})
    out = parts.get_by_role("button", name="Log uit")
    parts.evaluate("window.scrollTo(0, 0)")
    expect(out).to_be_in_viewport(ratio=1)
    parts.evaluate("window.scrollTo(0, 1500)")
    expect(out).to_be_in_viewport(ratio=1)


def test_every_target_is_at_least_24_pixels_or_stands_in_a_sentence(parts: Page) -> None:
    small = parts.evaluate(
        """() => [...document.querySelectorAll('a, button, input, select, summary')]
        .filter(e => e.checkVisibility() && !e.closest('p, li, dd, td, th, dialog, .kg-hidden, .nl-skip-link'))
        .filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.height < 24 || r.width < 24) })
        .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_the_first_tab_leads_to_the_content(parts: Page) -> None:
    parts.goto("/werkplek/toetsen/")
    parts.keyboard.press("Tab")
    skip = parts.locator(".nl-skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    skip.press("Enter")
    expect(parts.locator("main")).to_be_focused()


def test_a_refused_form_takes_the_focus_to_its_summary_and_from_there_to_the_field(parts: Page) -> None:
    expect(parts.locator(".kg-error-summary")).to_be_focused()
    parts.locator(".kg-error-summary a", has_text="E-mail").click()
    expect(parts.locator("#bad_email")).to_be_focused()
    parts.locator(".kg-error-summary a", has_text="Hoe").click()
    expect(parts.locator("#bad_channel_0")).to_be_focused()


def test_a_question_mark_opens_the_keys_and_escape_closes_them(parts: Page) -> None:
    keys = parts.locator("dialog#keys")
    parts.keyboard.press("?")
    expect(keys).to_be_visible()
    parts.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_a_slash_leads_to_the_search_field_but_not_while_typing(parts: Page) -> None:
    parts.keyboard.press("/")
    expect(parts.locator("#find")).to_be_focused()
    parts.locator("#good_note").fill("")
    parts.locator("#good_note").press_sequentially("1/2?")
    expect(parts.locator("#good_note")).to_have_value("1/2?")
    expect(parts.locator("dialog#keys")).to_be_hidden()


def test_g_and_a_figure_open_that_word_of_the_menu(parts: Page) -> None:
    second = parts.locator(".kg-rail__nav a").nth(1)
    address = second.get_attribute("href")
    parts.keyboard.press("g")
    parts.keyboard.press("2")
    parts.wait_for_url(f"**{address}")


def test_a_dialog_opens_in_place_with_its_heading_as_name(parts: Page) -> None:
    parts.get_by_role("link", name="Nieuw contact").click()
    expect(parts.get_by_role("dialog", name="Weet je het zeker?")).to_be_visible()


def test_a_printed_page_leaves_the_menus_out_and_the_figures_in(parts: Page) -> None:
    parts.emulate_media(media="print")
    for gone in (".kg-rail", ".kg-top", ".kg-chips", ".kg-pagination"):
        expect(parts.locator(gone).first).to_be_hidden()
    for kept in ("h1", ".kg-table table", ".kg-target", ".kg-map__drawing"):
        expect(parts.locator(kept).first).to_be_visible()


def test_the_page_has_no_movement_for_who_wants_none(parts: Page) -> None:
    moving = "() => document.getAnimations().length"
    assert parts.evaluate(moving) == 0
