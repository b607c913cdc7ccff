"""From a scan to a growth plan and half a year later back, in a real browser, with and without JavaScript."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.models import Plan
from kopgroep.programme import current
from kopgroep.scans.models import Filling
from tests.advice import advised, advised_scan
from tests.cast import make_user
from tests.factories import TODAY, make_company
from tests.planned import make_plan

Check = Callable[[Page], None]
HALF_A_YEAR = date(2023, 11, 15)


@pytest.fixture(autouse=True)
def _spring(today_is: Callable[[date], None], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True
    monkeypatch.setitem(current().__dict__, "scans", (*current().scans, advised_scan()))


@pytest.fixture
def anna_with_a_scan(transactional_db: None) -> User:
    """An adviser with one finished scan."""
    anna = make_user("Anna Bakker", Role.ADVISER)
    advised(make_company("Van Rhee Landbouwtechniek"), anna)
    return anna


def address() -> str:
    return f"/werkplek/scans/{Filling.objects.get().pk}/plan/"


def test_three_are_picked_a_fourth_is_refused_and_the_plan_comes_back_after_half_a_year(
    page: Page,
    anna_with_a_scan: User,
    log_in: Callable[[Page, User], None],
    axe: Check,
    narrow: Check,
    complaints: list[str],
    today_is: Callable[[date], None],
) -> None:
    log_in(page, anna_with_a_scan)
    page.goto(f"/werkplek/scans/{Filling.objects.get().pk}/resultaat/")
    page.get_by_role("link", name="Maak een plan").click()
    for code in ("een", "twee", "drie", "vier"):
        page.get_by_role("checkbox", name=f"title {code}").check()
    onward = page.get_by_role("button", name="Verder naar het plan")
    onward.click()
    expect(page.get_by_role("alert")).to_contain_text("Kies er hoogstens 3.")
    complaints.clear()  # Chromium notes the refused choice.
    assert page.get_by_role("checkbox", checked=True).count() == 4
    page.get_by_role("checkbox", name="title twee").uncheck()
    axe(page)
    narrow(page)
    onward.click()
    goal = page.get_by_label("Wat het bedrijf wil bereiken")
    expect(goal).to_be_visible()
    assert page.get_by_label("Wat gaat er gebeuren").nth(0).input_value() == "title drie"
    axe(page)
    narrow(page)
    goal.fill("Een kwart minder stroom")
    page.get_by_role("button", name="Sla plan op").click()
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text("Het plan")
    plan = Plan.objects.get()
    assert list(plan.actions.order_by("position").values_list("advice", flat=True)) == ["drie", "vier", "een"]
    axe(page)

    today_is(HALF_A_YEAR)
    page.goto("/werkplek/")
    page.get_by_role("link", name="Schrijf op").first.click()
    expect(page.get_by_label("Wat er van het plan kwam")).to_be_visible()
    expect(page.get_by_role("link", name="Doe de scan opnieuw")).to_be_visible()
    axe(page)
    narrow(page)
    page.get_by_label("Wat er van het plan kwam").fill("De meter hangt er.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("De meter hangt er.")
    assert plan.checks.get(months=6).held_on == HALF_A_YEAR


@pytest.mark.parametrize("actions", [0, 1, 3])
def test_page_is_accessible_whether_there_is_a_plan_with_room_or_a_full_one(
    page: Page,
    anna_with_a_scan: User,
    log_in: Callable[[Page, User], None],
    day_and_night: Check,
    actions: int,
) -> None:
    company = Filling.objects.get().company
    assert company
    if actions:
        make_plan(company, anna_with_a_scan, actions=actions)
    log_in(page, anna_with_a_scan)
    pages = [address()] if actions == 3 else [address(), f"{address()}?advies=twee&advies=drie&kies=1"]
    for one in pages:
        answer = page.goto(one)
        assert (answer and answer.status, one) == (200, one)
        day_and_night(page)


def test_it_works_without_javascript(
    browser: Browser, base_url: str, anna_with_a_scan: User, log_in: Callable[[Page, User], None]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", base_url=base_url)
    page = context.new_page()
    log_in(page, anna_with_a_scan)
    page.goto(address())
    page.get_by_role("checkbox", name="title drie").check()
    page.get_by_role("button", name="Verder naar het plan").click()
    page.get_by_label("Wat het bedrijf wil bereiken").fill("Een kwart minder stroom")
    page.get_by_role("button", name="Sla plan op").click()
    expect(page.get_by_role("heading", level=2, name="title drie")).to_be_visible()
    assert Plan.objects.get().goal == "Een kwart minder stroom"
    context.close()
