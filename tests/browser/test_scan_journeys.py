"""A scan on a telephone: begun alone, broken off, gone on with by the link in the mail, finished."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Route, expect

from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import finish_filling, save_answers
from kopgroep.scans.links import fill_url
from kopgroep.scans.models import Filling, Proof
from tests.factories import ENERGY, TODAY, make_company
from tests.portal.scans import begin

Check = Callable[[Page], None]
PHONE = {"width": 390, "height": 844}
PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _small_region(
    monkeypatch: pytest.MonkeyPatch, settings: Any, base_url: str, today_is: Callable[[date], None]
) -> Iterator[None]:
    """The invented region, of which the small scan is one; links lead to the server of the test."""
    today_is(TODAY)
    settings.BASE_URL = base_url
    cache.clear()
    monkeypatch.setenv("KOPGROEP_PROGRAMME", str(PROGRAMMES / "voorbeeld"))
    current.cache_clear()
    yield
    monkeypatch.undo()
    current.cache_clear()


@pytest.fixture
def phone(page: Page) -> Page:
    """The page as it is on a telephone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a width and a height
    return page


def heading(page: Page, words: str) -> None:
    """Wait until the page says this first."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def saved(page: Page) -> None:
    """Wait until nothing waits to be saved."""
    expect(page.locator("[data-scan-status]")).to_have_attribute("data-state", "saved")


def button(page: Page, words: str) -> Any:
    """The button that says this."""
    return page.get_by_role("main").get_by_role("button", name=words, exact=True)


def link_in(kind: str) -> str:
    """The address in the last letter of a kind."""
    letter = Letter.objects.filter(kind=kind).order_by("-pk")[0]
    found = re.search(r"https?://\S+", letter.text)
    assert found is not None, letter.text
    return found[0]


def noted(complaints: list[str], *statuses: int) -> None:
    """Take out what Chromium notes of pages that answered with a refusal."""
    begins = [f"Failed to load resource: the server responded with a status of {status} " for status in statuses]
    assert [line for line in complaints if not line.startswith(tuple(begins))] == []
    complaints.clear()


def test_filled_in_alone_broken_off_and_finished_by_the_mailed_link(
    phone: Page, axe: Check, narrow: Check, shoot: Any, complaints: list[str]
) -> None:
    make_company("Bakkerij De Korenaar", sbi_scheme="2008", sbi_section="C")
    phone.goto("/")
    phone.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Scans").click()
    heading(phone, "Doe een scan")
    axe(phone)
    narrow(phone)
    phone.get_by_role("link", name="Energiescan").click()
    heading(phone, "Energiescan")
    axe(phone)
    narrow(phone)

    # Too early: everything is named at once.
    button(phone, "Begin").click()
    expect(phone.get_by_role("alert")).to_be_focused()
    axe(phone)
    phone.get_by_label("Naam of KVK-nummer").press_sequentially("korenaar")
    phone.get_by_label("Bakkerij De Korenaar, Assen").check()
    phone.get_by_label("Je naam").fill("Bram Jansen")
    phone.get_by_label("E-mailadres").fill("bram@example.org")
    button(phone, "Begin").click()

    # The first page: what the register knows stands there, to be looked at.
    heading(phone, "Je bedrijf")
    expect(phone.get_by_text("Klopt dit?")).to_be_visible()
    expect(phone.get_by_label("Industrie", exact=True)).to_be_checked()
    expect(phone.get_by_text("Deel 1 van 3")).to_be_visible()
    axe(phone)
    narrow(phone)
    shoot(phone, "scan-invullen", full_page=True)
    phone.get_by_label("Bouw", exact=True).check()
    saved(phone)
    expect(phone.get_by_role("status").filter(has_text="Bewaard")).to_be_visible()
    expect(phone.get_by_text("Klopt dit?")).to_have_count(0)
    phone.get_by_label("Hoeveel mensen").fill("0")
    button(phone, "Volgende").click()
    expect(phone.get_by_role("alert")).to_contain_text("Vul 1 of meer in.")
    expect(phone.get_by_label("Hoeveel mensen")).to_have_value("0")
    axe(phone)
    narrow(phone)
    phone.get_by_role("alert").get_by_role("link").click()
    expect(phone.get_by_label("Hoeveel mensen")).to_be_focused()
    phone.get_by_label("Hoeveel mensen").fill("12")
    expect(phone.locator("[data-question=mensen] .utrecht-form-field-error-message")).to_have_count(0)
    button(phone, "Volgende").click()

    # An answer brings up a question at once, and another one takes it away.
    heading(phone, "Meten")
    phone.get_by_label("Ja", exact=True).check()
    expect(phone.get_by_role("group", name="Hoe vaak bekijkt iemand de meterstanden?")).to_be_visible()
    expect(phone.get_by_text("3 van 6 vragen")).to_be_visible()
    phone.get_by_label("Nee", exact=True).check()
    expect(phone.get_by_role("group", name="Hoe vaak bekijkt iemand de meterstanden?")).to_have_count(0)
    phone.get_by_label("Ja", exact=True).check()
    phone.get_by_label("Eens per jaar").check()
    expect(phone.get_by_text("4 van 6 vragen")).to_be_visible()
    axe(phone)
    narrow(phone)

    # Broken off, and gone on with by the link in the mail.
    phone.get_by_text("Later verder").click()
    button(phone, "Mail de link naar bram@example.org").click()
    expect(phone.get_by_text("We hebben de link gemaild naar bram@example.org.")).to_be_visible()
    phone.context.clear_cookies()
    phone.goto("about:blank")
    phone.goto(link_in("scan_link"))
    heading(phone, "Doen")
    phone.get_by_label("Ledlampen").check()
    phone.get_by_label("Zonnepanelen").check()
    saved(phone)
    phone.get_by_text("Voeg bewijs toe").click()
    phone.get_by_label("Bestand").set_input_files(
        {"name": "rekening.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 rekening"}
    )
    phone.get_by_label("Datum die erop staat").fill("2023-05-01")
    axe(phone)
    narrow(phone)
    button(phone, "Voeg het bestand toe").click()
    expect(phone.get_by_role("listitem").filter(has_text="rekening.pdf")).to_be_visible()
    assert Proof.objects.get().item == "maatregelen"
    button(phone, "Naar het eind").click()

    # What is open is named; back to it, and then the result.
    heading(phone, "Bijna klaar")
    expect(phone.get_by_text("Hoeveel procent heb je in drie jaar bespaard?")).to_be_visible()
    axe(phone)
    narrow(phone)
    phone.get_by_role("link", name="Naar de eerste open vraag").click()
    phone.get_by_label("Hoeveel procent").fill("5")
    button(phone, "Naar het eind").click()
    heading(phone, "Alles is ingevuld")
    axe(phone)
    narrow(phone)
    button(phone, "Bekijk mijn resultaat").click()
    phone.wait_for_url("**/resultaat/")
    filling = Filling.objects.get()
    assert (filling.answers, filling.scored.scales["totaal"].value) == (ENERGY, 57.5)
    phone.goto(link_in("scan_result"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Bakkerij De Korenaar")
    noted(complaints, 422)


def test_whole_way_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, locale="nl-NL", java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]  # a width and a height
    page = context.new_page()
    make_company("Bakkerij De Korenaar")
    page.goto("/scans/energie/")
    page.get_by_label("Naam of KVK-nummer").fill("korenaar")
    button(page, "Zoek").click()
    page.get_by_label("Bakkerij De Korenaar, Assen").check()
    page.get_by_label("Je naam").fill("Bram Jansen")
    # Enter begins; it does not look up.
    page.get_by_label("Je naam").press("Enter")
    heading(page, "Je bedrijf")
    link = page.get_by_role("link", name=base_url).get_attribute("href")
    page.get_by_label("Hoeveel mensen").fill("12")
    page.get_by_label("Bouw", exact=True).check()
    button(page, "Volgende").click()
    heading(page, "Meten")
    page.get_by_label("Ja", exact=True).check()
    button(page, "Volgende").click()
    expect(page.get_by_text("Door je antwoord komt er nog een vraag bij.")).to_be_visible()
    page.get_by_label("Eens per jaar").check()
    button(page, "Volgende").click()
    heading(page, "Doen")
    # Another day, on another device.
    page.goto("about:blank")
    assert link is not None
    page.goto(link)
    heading(page, "Doen")
    page.get_by_label("Ledlampen").check()
    page.get_by_label("Zonnepanelen").check()
    page.get_by_label("Hoeveel procent").fill("5,5")
    button(page, "Naar het eind").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul een heel getal in.")
    page.get_by_label("Hoeveel procent").fill("5")
    button(page, "Vorige").click()
    heading(page, "Meten")
    expect(page.get_by_label("Eens per jaar")).to_be_checked()
    button(page, "Volgende").click()
    button(page, "Naar het eind").click()
    heading(page, "Alles is ingevuld")
    button(page, "Bekijk mijn resultaat").dblclick()
    page.wait_for_url("**/resultaat/")
    assert Filling.objects.get().answers == ENERGY
    context.close()


def test_answer_given_without_a_line_is_kept_and_sent_later(phone: Page, complaints: list[str]) -> None:
    filling = begin()
    phone.goto(f"{fill_url(filling)}?deel=meten")

    def down(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    phone.route("**/scan/**", down)
    phone.get_by_label("Ja", exact=True).check()
    expect(phone.get_by_text("Nog niet bewaard. We proberen het opnieuw.")).to_be_visible()
    # The page is closed meanwhile; the answer stands on this device.
    phone.reload()
    expect(phone.get_by_label("Ja", exact=True)).to_be_checked()
    phone.unroute("**/scan/**", down)
    phone.reload()
    expect(phone.get_by_text("stonden hier nog. Ze zijn nu bewaard.")).to_be_visible()
    expect(phone.get_by_role("group", name="Hoe vaak bekijkt iemand de meterstanden?")).to_be_visible()
    filling.refresh_from_db()
    assert filling.answers == {"meter": {"value": "yes"}}
    phone.reload()
    kept = "Object.keys(localStorage).filter(key => key.startsWith('kopgroep:scan:'))"
    assert phone.evaluate(kept) == []
    assert [line for line in complaints if "net::ERR_FAILED" not in line] == []
    complaints.clear()


def test_boxes_that_stand_for_no_answer_go_with_no_other_one(phone: Page) -> None:
    filling = begin()
    phone.goto(f"{fill_url(filling)}?deel=doen")
    measures = phone.get_by_role("group", name="Welke maatregelen heb je genomen?")
    measures.get_by_label("Ledlampen").check()
    measures.get_by_label("Geen van deze").check()
    expect(measures.get_by_label("Ledlampen")).not_to_be_checked()
    measures.get_by_label("Isolatie").check()
    expect(measures.get_by_label("Geen van deze")).not_to_be_checked()
    saved_share = phone.get_by_role("group", name="Hoeveel procent heb je in drie jaar bespaard?")
    saved_share.get_by_label("Hoeveel procent").fill("7")
    saved_share.get_by_label("Weet ik niet").check()
    expect(saved_share.get_by_label("Hoeveel procent")).to_have_value("")
    saved_share.get_by_label("Weet ik niet").uncheck()
    expect(saved_share.get_by_label("Hoeveel procent")).to_have_value("7")
    button(phone, "Naar het eind").click()
    heading(phone, "Bijna klaar")
    filling.refresh_from_db()
    assert filling.answers == {"maatregelen": {"value": ["isolatie"]}, "besparing": {"value": 7}}


def test_typing_is_not_interrupted_and_what_another_device_saved_stays(phone: Page) -> None:
    filling = begin()
    phone.goto(f"{fill_url(filling)}?deel=bedrijf")
    save_answers(filling, {"sector": {"value": "horeca"}})
    box = phone.get_by_label("Hoeveel mensen")
    box.press_sequentially("12")
    box.blur()
    saved(phone)
    expect(phone.get_by_text("2 van 5 vragen")).to_be_visible()
    button(phone, "Volgende").click()
    heading(phone, "Meten")
    filling.refresh_from_db()
    assert filling.answers == {"mensen": {"value": 12}, "sector": {"value": "horeca"}}


def test_scan_that_was_finished_elsewhere_leads_to_its_result(phone: Page) -> None:
    filling = begin()
    save_answers(filling, ENERGY)
    phone.goto(f"{fill_url(filling)}?deel=meten")
    finish_filling(filling)
    phone.get_by_label("Nee", exact=True).check()
    phone.wait_for_url("**/resultaat/")
    filling.refresh_from_db()
    assert filling.answers == ENERGY


@pytest.mark.parametrize("path", ["/scans/", "/scans/energie/"])
def test_first_pages_are_accessible_in_the_dark(phone: Page, axe: Check, path: str) -> None:
    phone.emulate_media(color_scheme="dark")
    phone.goto(path)
    axe(phone)


def test_questions_are_accessible_in_the_dark_and_links_that_open_nothing_are_pages(
    phone: Page, axe: Check, narrow: Check, complaints: list[str]
) -> None:
    filling = begin()
    phone.emulate_media(color_scheme="dark")
    for part in ("bedrijf", "meten", "doen", "afronden"):
        phone.goto(f"{fill_url(filling)}?deel={part}")
        axe(phone)
    phone.goto(f"{fill_url(filling)[:-2]}/")
    heading(phone, "Deze link kennen we niet")
    axe(phone)
    narrow(phone)
    noted(complaints, 404)
