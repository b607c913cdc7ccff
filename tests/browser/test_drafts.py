"""What was typed is not lost: not by a lost connection, a dead page, an expired log-in or a colleague who was first."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.contacts import complete_contact
from kopgroep.casework.models import Contact
from kopgroep.companies.models import Company
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_contact

Check = Callable[[Page], None]
LogIn = Callable[[Page, User], None]
PHONE: Any = {"width": 390, "height": 844}
NOTE = "Wil in het najaar een webwinkel openen."
NO_CONNECTION = "Er is geen verbinding."
STILL_HERE = re.compile(r"Dit stond er nog van \d\d:\d\d")


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def anna_of_assen(transactional_db: None) -> User:
    """The adviser."""
    return make_user("Anna Bakker", Role.ADVISER)


@pytest.fixture
def company(transactional_db: None) -> Company:
    """The company that is spoken with."""
    return make_company("Fietsatelier Spaak")


def form_of(company: Company) -> str:
    """The address of the form of a contact moment."""
    return f"/werkplek/bedrijven/{company.pk}/contact/"


def fill_in(page: Page, address: str, note: str = NOTE) -> None:
    """Open the form and fill in as little as is needed, and a note."""
    page.goto(address)
    page.get_by_label("Telefoon").check()
    page.get_by_label("Specifiek advies").check()
    note_in(page).fill(note)


def note_in(page: Page) -> Locator:
    """The field for what was discussed."""
    return page.get_by_role("textbox", name="Wat is er besproken")


def told(page: Page) -> Locator:
    """What the form says about its draft; a screen reader hears it."""
    return page.locator("#panel").locator("[role=status]:not(:empty)")


def until_saved(page: Page) -> None:
    """Wait until the page says so. The first request on a line that came back may fail; the next follows soon."""
    status = page.get_by_role("main").get_by_role("status").first
    expect(status).to_contain_text("is opgeslagen", timeout=25_000)


def save(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Sla contact op").click()


def drafts_in(page: Page) -> list[str]:
    """The names of what this browser keeps."""
    names: list[str] = page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('kopgroep:draft:'))")
    return names


def until_kept(page: Page, words: str = NOTE) -> None:
    """Wait until the browser has kept the words."""
    page.wait_for_function("words => Object.values(localStorage).some(kept => kept.includes(words))", arg=words)


def test_note_survives_a_lost_connection_and_is_saved_once(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, axe: Check, narrow: Check, complaints: list[str],
    shoot: Callable[..., None],
) -> None:  # fmt: skip
    log_in(page, anna_of_assen)
    page.set_viewport_size(PHONE)
    fill_in(page, form_of(company))
    page.evaluate("document.getElementById('panel').scrollIntoView()")
    shoot(page, "contact-op-telefoon")
    page.context.set_offline(True)
    save(page)
    expect(told(page)).to_contain_text(NO_CONNECTION)
    expect(note_in(page)).to_have_value(NOTE)
    axe(page)
    narrow(page)
    shoot(page, "contact-zonder-verbinding")
    save(page)
    assert Contact.objects.count() == 0
    page.context.set_offline(False)
    until_saved(page)
    assert list(Contact.objects.values_list("note", flat=True)) == [NOTE]
    assert drafts_in(page) == []
    complaints.clear()  # Chromium notes the requests that could not leave.


def test_page_that_dies_while_it_waits_sends_when_it_is_opened_again(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, complaints: list[str]
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    page.context.set_offline(True)
    save(page)
    expect(told(page)).to_contain_text(NO_CONNECTION)
    page.close()
    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto("/werkplek/")
    expect(again.get_by_role("main")).to_contain_text("Nog niet verstuurd")
    again.get_by_role("link", name=re.compile("Fietsatelier Spaak, Nieuw contact")).click()
    until_saved(again)
    assert list(Contact.objects.values_list("note", flat=True)) == [NOTE]
    complaints.clear()


def test_answer_that_got_lost_gives_one_contact_however_often_it_is_sent(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, complaints: list[str]
) -> None:
    log_in(page, anna_of_assen)

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(f"**{form_of(company)}", lose_the_answer)
    fill_in(page, form_of(company))
    save(page)
    expect(told(page)).to_contain_text(NO_CONNECTION)
    assert Contact.objects.count() == 1
    page.reload()
    expect(note_in(page)).to_have_value(NOTE)
    expect(told(page)).to_contain_text(NO_CONNECTION)
    page.unroute(f"**{form_of(company)}")
    page.get_by_role("button", name="Probeer het nu").click()
    until_saved(page)
    assert list(Contact.objects.values_list("note", flat=True)) == [NOTE]
    complaints.clear()


def test_page_that_crashes_gives_back_what_was_typed_until_it_is_cleared(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, axe: Check, narrow: Check
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    until_kept(page)
    page.close()
    again = page.context.new_page()
    again.goto(form_of(company))
    expect(told(again)).to_contain_text(STILL_HERE)
    expect(note_in(again)).to_have_value(NOTE)
    expect(again.get_by_label("Telefoon")).to_be_checked()
    axe(again)
    narrow(again)
    again.get_by_role("button", name="Wissen").click()
    expect(note_in(again)).to_have_value("")
    expect(told(again)).to_have_text("Gewist.")
    assert drafts_in(again) == []


def test_form_that_opens_in_place_gives_back_what_was_typed(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    until_kept(page)
    page.goto(f"/werkplek/bedrijven/{company.pk}/")
    page.get_by_role("link", name="Contact", exact=True).first.click()
    expect(told(page)).to_contain_text(STILL_HERE)
    save(page)
    expect(page.locator("#timeline")).to_contain_text(NOTE)
    assert (Contact.objects.count(), drafts_in(page)) == (1, [])


def test_expired_token_is_renewed_and_the_note_saved_once(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, base_url: str, complaints: list[str]
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    page.context.clear_cookies(name=django_settings.CSRF_COOKIE_NAME)
    save(page)
    until_saved(page)
    assert list(Contact.objects.values_list("note", flat=True)) == [NOTE]
    complaints.clear()  # Chromium notes the request that was refused.


def test_who_was_logged_out_meanwhile_logs_in_and_it_is_sent(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, complaints: list[str]
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    page.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    save(page)
    expect(told(page)).to_contain_text("Je bent uitgelogd.")
    link = page.get_by_role("link", name="Log opnieuw in").get_attribute("href") or ""
    assert link.endswith(f"/inloggen/?next={form_of(company)}")
    log_in(page, anna_of_assen)
    page.goto(form_of(company))
    until_saved(page)
    assert list(Contact.objects.values_list("note", flat=True)) == [NOTE]
    complaints.clear()


def test_note_is_never_sent_in_the_name_of_who_logged_in_after(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, complaints: list[str]
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    page.context.clear_cookies()
    log_in(page, make_user("Sjoerd Hoekstra", Role.ADVISER))
    save(page)
    expect(told(page)).to_contain_text("Iemand anders is hier nu ingelogd.")
    assert Contact.objects.count() == 0
    page.goto("/werkplek/")
    assert drafts_in(page) == []
    complaints.clear()


def test_logging_out_takes_the_drafts_along(page: Page, company: Company, anna_of_assen: User, log_in: LogIn) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    until_kept(page)
    page.goto("/werkplek/vragen/")
    assert drafts_in(page) == [f"kopgroep:draft:{anna_of_assen.pk}:{form_of(company)}"]
    page.get_by_role("button", name="Log uit").click()
    page.wait_for_url("**/")
    assert drafts_in(page) == []


def test_old_draft_and_secrets_are_not_kept(page: Page, company: Company, anna_of_assen: User, log_in: LogIn) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    until_kept(page)
    name = drafts_in(page)[0]
    kept = page.evaluate("name => JSON.parse(localStorage.getItem(name)).kept", name)
    assert ("submission" in kept, "csrfmiddlewaretoken" in kept) == (True, False)
    page.evaluate("""name => {
        const draft = JSON.parse(localStorage.getItem(name));
        localStorage.setItem(name, JSON.stringify({...draft, at: Date.now() - 7 * 24 * 3600 * 1000 - 1}));
    }""", name)  # fmt: skip
    page.goto("/werkplek/vragen/")
    assert drafts_in(page) == []


def test_closing_without_saving_throws_the_draft_away(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn
) -> None:
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company))
    until_kept(page)
    page.get_by_role("link", name="Sluit zonder opslaan").click()
    page.wait_for_url(f"**/werkplek/bedrijven/{company.pk}/")
    assert drafts_in(page) == []


def test_form_that_is_sent_as_a_page_waits_too(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, complaints: list[str]
) -> None:
    log_in(page, anna_of_assen)
    address = f"/werkplek/bedrijven/{company.pk}/doorverwijzen/"
    page.goto(address)
    words = page.locator("#id_ask")
    words.fill("Help deze winkel kiezen.")
    until_kept(page, "Help deze winkel kiezen.")
    page.reload()
    expect(words).to_have_value("Help deze winkel kiezen.")
    page.context.set_offline(True)
    page.evaluate("document.querySelector('form[data-draft]').requestSubmit()")
    waits = page.locator("form[data-draft] [role=status]:not(:empty)")
    expect(waits).to_contain_text(NO_CONNECTION)
    page.context.set_offline(False)
    expect(page.locator("form[data-draft=answered]")).to_be_visible()
    expect(words).to_have_value("Help deze winkel kiezen.")
    expect(waits).to_have_count(0)
    complaints.clear()  # Chromium notes what could not be asked, and a step that misses something.


def test_form_works_as_ever_without_javascript(
    browser: Browser, base_url: str, company: Company, anna_of_assen: User, log_in: LogIn
) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    log_in(page, anna_of_assen)
    fill_in(page, form_of(company), note="Hij is ziek")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("ziek")
    page.get_by_label("Dit hoort er echt bij").check()
    save(page)
    expect(page.locator("#timeline")).to_contain_text("Hij is ziek")
    assert Contact.objects.count() == 1
    context.close()


def test_two_editors_see_each_others_words_and_choose(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, axe: Check, narrow: Check, complaints: list[str],
    shoot: Callable[..., None],
) -> None:  # fmt: skip
    sjoerd = make_user("Sjoerd Hoekstra", Role.SPECIALIST)
    contact = make_contact(company, anna_of_assen, note="Begin")
    log_in(page, anna_of_assen)
    page.goto(f"/werkplek/contacten/{contact.pk}/")
    note_in(page).fill("Wil een webwinkel in het najaar.")
    until_kept(page, "Wil een webwinkel in het najaar.")
    complete_contact(contact, note="Wil een webwinkel, budget 8.000.", outcome="answered", by=sjoerd)

    # A reload gives the draft back with the version that it was made from, so that the clash is still seen.
    page.reload()
    expect(note_in(page)).to_have_value("Wil een webwinkel in het najaar.")
    page.get_by_role("button", name="Opslaan").click()
    clash = page.locator(".kg-field--note .kg-clash")
    expect(clash).to_contain_text("Sjoerd Hoekstra")
    expect(clash).to_contain_text("Wil een webwinkel, budget 8.000.")
    expect(note_in(page)).to_have_value("Wil een webwinkel in het najaar.")
    expect(page.get_by_label("Wat kwam ervan")).to_have_value("answered")
    axe(page)
    narrow(page)
    shoot(page, "samen-aanvullen", full_page=True)
    complaints.clear()  # Chromium notes the 409.

    clash.get_by_label("Neem dit over").check()
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url(f"**/werkplek/bedrijven/{company.pk}/")
    contact.refresh_from_db()
    assert (contact.note, contact.outcome, contact.version) == ("Wil een webwinkel, budget 8.000.", "answered", 3)


def test_typing_on_after_a_clash_keeps_ones_own_words(
    page: Page, company: Company, anna_of_assen: User, log_in: LogIn, complaints: list[str]
) -> None:
    contact = make_contact(company, anna_of_assen, note="Begin")
    log_in(page, anna_of_assen)
    page.goto(f"/werkplek/contacten/{contact.pk}/")
    note_in(page).fill("Van mij")
    complete_contact(contact, note="Van een ander", by=anna_of_assen)
    page.get_by_role("button", name="Opslaan").click()
    page.locator(".kg-clash").get_by_label("Neem dit over").check()
    note_in(page).fill("Van ons samen")
    expect(page.locator(".kg-clash").get_by_label("Houd wat ik schreef")).to_be_checked()
    complaints.clear()
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url(f"**/werkplek/bedrijven/{company.pk}/")
    assert Contact.objects.get().note == "Van ons samen"
