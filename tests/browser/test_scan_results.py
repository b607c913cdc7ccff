"""The result of a scan in the browser: accessible by day and by night, on a small phone, in print, and to keep."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.programme import current
from kopgroep.scans.links import result_url
from kopgroep.scans.models import Filling
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_filling
from tests.programme.digital_answers import METALWORKER
from tests.scans.others import make_cell, make_group, make_snapshot

Check = Callable[[Page], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any, base_url: str) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.BASE_URL = base_url


@pytest.fixture
def adviser(transactional_db: None) -> User:
    return make_user("Anna Bakker", Role.ADVISER)


def digital(by: User) -> Filling:
    """The metalworker, beside a frozen quarter of 41 companies of its size."""
    scan, snapshot = current().scan("digitalisering"), make_snapshot()
    for scale in scan.scales:
        scores = [round(scale.highest * (20 + number) / 100, 1) for number in range(41)]
        make_cell(snapshot, scores, scale.code, scan=scan.code, size_group="klein")
    given = {code: {"value": word} for code, word in METALWORKER.items() if word is not None}
    return make_filling(make_company("Noorderzon Metaaltechniek"), by, scan=scan, **given)


def export(by: User) -> Filling:
    """Somebody who sells abroad without a plan: a gap under a high position."""
    scan = current().scan("export")
    gate = next(scale for scale in scan.scales if scale.kind == "gates").gates[-1]
    given = {str(each.item): {"value": each.one_of[0]} for each in gate.must if each.one_of}
    return make_filling(make_company("Van Rhee Landbouwtechniek"), by, scan=scan, **given)


def barely(by: User) -> Filling:
    """One answer: nothing is measured."""
    scan = current().scan("digitalisering")
    return make_filling(make_company("Bakkerij De Korenaar"), by, scan=scan, **{"op-papier": {"value": "no"}})


@pytest.mark.parametrize("make", [digital, export, barely], ids=["digital", "export", "barely"])
def test_the_result_is_accessible_and_fits_a_small_phone(
    page: Page, adviser: User, log_in: Callable[[Page, User], None], day_and_night: Check, make: Any
) -> None:
    filling = make(adviser)
    log_in(page, adviser)
    for address in (result_url(filling), f"/werkplek/scans/{filling.pk}/resultaat/"):
        page.goto(address)
        for more in page.locator("details > summary").all():
            more.click()
        day_and_night(page)


def test_a_phone_gets_the_narrow_drawing_and_a_desk_the_wide_one(page: Page, adviser: User) -> None:
    page.goto(result_url(digital(adviser)))
    wide, small = page.locator(".kg-profile--wide"), page.locator(".kg-profile--narrow")
    expect(wide).to_be_visible()
    expect(small).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(wide).to_be_hidden()
    expect(small).to_be_visible()


def test_every_column_of_the_table_can_be_seen_on_a_phone(page: Page, adviser: User) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(result_url(digital(adviser)))
    last = page.locator(".kg-result__table thead th").last
    expect(last).to_have_text("Verschil")
    box = last.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390


def test_print_shows_the_drawing_the_steps_and_what_was_folded_away(page: Page, adviser: User, shoot: Any) -> None:
    page.goto(result_url(digital(adviser)))
    page.set_viewport_size({"width": 1280, "height": 1500})
    shoot(page, "scan-resultaat")
    page.emulate_media(media="print")
    expect(page.locator(".kg-profile--wide")).to_be_visible()
    expect(page.get_by_role("heading", name="Drie stappen voor nu")).to_be_visible()
    expect(page.locator(".kg-result__more li").last).to_be_visible()
    expect(page.get_by_role("link", name="Bewaar als pdf")).to_be_hidden()


def test_the_result_is_kept_as_a_pdf(page: Page, adviser: User, small_region: None) -> None:
    make_group(make_snapshot(), 20, size_group="klein")
    page.goto(result_url(make_filling(make_company("Bakkerij De Korenaar"), adviser)))
    with page.expect_download() as kept:
        page.get_by_role("link", name="Bewaar als pdf").click()
    assert kept.value.suggested_filename == "energie-bakkerij-de-korenaar-2023-05-15.pdf"
    assert kept.value.path().read_bytes().startswith(b"%PDF-")
