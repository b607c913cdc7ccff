"""A result from the desk of the adviser, to the phone of the entrepreneur, to who verifies it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.models import Result
from kopgroep.companies.actions import add_person
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_journey
from tests.portal.referral_links import mailed
from tests.results import State, make_result

Check = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


def test_result_goes_from_the_desk_to_the_company_to_who_verifies(
    page: Page, transactional_db: None, log_in: Callable[[Page, User], None], axe: Check, narrow: Check
) -> None:
    adviser = make_user("Anna Bakker", Role.ADVISER)
    company = make_company("Van Rhee Landbouwtechniek")
    add_person(company, name="Saar Smit", email="saar@example.org", by=adviser, source="gesprek")
    journey = make_journey(company, adviser)
    make_result(company, adviser, State.VERIFIED)

    log_in(page, adviser)
    page.goto(f"/werkplek/trajecten/{journey.pk}/")
    axe(page)
    narrow(page)
    page.get_by_role("link", name="Resultaat toevoegen").click()
    axe(page)
    narrow(page)
    page.get_by_label("Banen erbij", exact=True).check()
    page.get_by_label("Hoeveel", exact=True).fill("2")
    page.get_by_label("Wat er bereikt is, in één zin").fill("Twee monteurs aangenomen.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Nog niemand vroeg het bedrijf ernaar.")).to_be_visible()
    page.get_by_role("link", name="Vraag het bedrijf").click()
    panel = page.locator("#panel")
    expect(panel.get_by_label("E-mailadres")).to_have_value("saar@example.org")
    axe(page)
    narrow(page)
    panel.get_by_role("button", name="Vraag het bedrijf").click()
    expect(page.get_by_text("Saar Smit kan antwoorden tot en met")).to_be_visible()
    result = Result.objects.get(journey=journey)
    page.goto("/werkplek/resultaten/?tab=alle")
    expect(page.get_by_role("row")).to_have_count(3)
    axe(page)
    narrow(page)

    page.goto(mailed("result_ask"))
    axe(page)
    narrow(page)
    page.get_by_label("Hoeveel was het?").fill("3")
    page.get_by_label("Het was gebeurd, maar kleiner").check()
    page.get_by_role("button", name="Ja, verstuur mijn antwoord").click()
    expect(page.get_by_role("heading", name="Dank je wel voor je antwoord")).to_be_visible()
    expect(page.get_by_text("3 mensen")).to_be_visible()
    axe(page)
    narrow(page)

    log_in(page, make_user("Olga Smit", Role.SCHEME_OFFICER))
    page.goto(f"/werkplek/resultaten/{result.pk}/")
    page.get_by_role("link", name="Kijk het resultaat na").click()
    panel.get_by_label("Wat je vond").fill("2")
    panel.get_by_label("Waarmee je het vergeleek").fill("Loonstaat mei 2023")
    panel.get_by_label("1: gemeten voor en na").check()
    panel.get_by_role("button", name="Kijk het resultaat na").click()
    expect(page.get_by_role("heading", name="Wat er nagekeken is")).to_be_visible()
    axe(page)
    narrow(page)
    result.refresh_from_db()
    assert (result.state, result.forecast, result.stated, result.verified) == (State.VERIFIED, 2, 3, 2)
