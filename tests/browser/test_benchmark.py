"""The benchmark with figures, and the open data: accessible by day and by night, within 320 pixels, and on paper."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.programme import current
from kopgroep.scans.models import Cell
from tests.cast import make_user
from tests.scans.quarters import figures, frozen, scan

Check = Callable[[Page], None]
PAGES = ("/werkplek/benchmark/", "/open-data/")


@pytest.fixture
def marieke_with_figures(transactional_db: None, today_is: Callable[[date], None], settings: Any) -> User:
    """A manager, and a quarter with shown and hidden groups of every kind."""
    today_is(date(2023, 4, 3))
    settings.SECOND_FACTOR_OPTIONAL = True
    snapshot, benchmark = frozen(), current().benchmark
    levels = [level.code for level in scan().scale_of[scan().headline[0]].levels]
    figures(snapshot, levels=dict.fromkeys(levels, 12))
    for scale in scan().profile:
        figures(snapshot, scale=scale.code)
    for number, sector in enumerate(benchmark.sector_groups):
        hidden = Cell.Hidden.SMALL if number % 2 else ""
        figures(snapshot, (sector.code, "", ""), hidden=hidden)
        figures(snapshot, (sector.code, benchmark.size_groups[0].code, ""), hidden=hidden)
    for size in benchmark.size_groups:
        figures(snapshot, ("", size.code, ""))
    for number, place in enumerate(current().area):
        figures(snapshot, ("", "", place.code), mean=30.0 + number, hidden=Cell.Hidden.CHANGED if number == 3 else "")
    return make_user("Marieke de Vries", Role.MANAGER)


def test_figures_are_accessible_and_fit_a_small_phone(
    page: Page, marieke_with_figures: User, log_in: Callable[[Page, User], None], day_and_night: Check
) -> None:
    log_in(page, marieke_with_figures)
    for address in PAGES:
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, address) == (200, address)
        day_and_night(page)


def test_printed_page_has_its_figures_and_no_buttons(
    page: Page, marieke_with_figures: User, log_in: Callable[[Page, User], None]
) -> None:
    log_in(page, marieke_with_figures)
    page.goto("/werkplek/benchmark/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Per gemeente")).to_be_visible()
    expect(page.get_by_text("n = 40").first).to_be_visible()
    expect(page.get_by_role("link", name="Open data")).to_be_hidden()


def test_another_part_is_one_click_away(
    page: Page, marieke_with_figures: User, log_in: Callable[[Page, User], None]
) -> None:
    log_in(page, marieke_with_figures)
    page.goto("/werkplek/benchmark/")
    part = scan().profile[0].name.nl
    page.get_by_role("navigation", name="Welk onderdeel").get_by_role("link", name=part).click()
    expect(page.get_by_role("heading", name=part, exact=True)).to_be_visible()
    expect(page.get_by_text("Geen sector heeft al genoeg bedrijven.")).to_be_visible()
