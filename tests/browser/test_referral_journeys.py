"""A referral from the first question to the last answer, on telephones: with the links that stand in the mails."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.referrals import ask_consent, draft_referral, reroute_referral
from kopgroep.casework.models import Referral
from kopgroep.ledger.models import Entry
from kopgroep.partners.actions import join_partner
from kopgroep.partners.models import Desk
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_question, partner, wanted

Check = Callable[[Page], None]
PHONE = {"width": 390, "height": 844}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _monday(settings: Any, base_url: str, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    settings.BASE_URL = base_url
    settings.SECOND_FACTOR_OPTIONAL = True
    cache.clear()


@pytest.fixture
def phone(page: Page) -> Page:
    """The page as it is on a telephone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a width and a height
    return page


@pytest.fixture
def nel(transactional_db: None) -> User:
    """The adviser, and two partners that can be mailed."""
    for place in (0, 1):
        Desk.objects.create(partner=partner(place), email=f"balie{place}@example.org")
    return make_user("Nel Bij", Role.ADVISER, areas=["GM0106"])


@pytest.fixture
def asked(nel: User) -> Referral:
    """A referral of which the entrepreneur got the mail."""
    company = make_company("Bakkerij De Korenaar")
    question = make_question(company=company, text="Welk systeem past bij mijn bestellingen?")
    wish = wanted(question=question, ask="Help deze bakker kiezen tussen twee systemen voor bestellingen.")
    return ask_consent(draft_referral(company, wish, submission=uuid.uuid4(), by=nel), by=nel)


def link_in(kind: str, place: int = 0) -> str:
    """The address in the last letter of a kind, or one of those before it."""
    letter = Letter.objects.filter(kind=kind).order_by("-pk")[place]
    found = re.search(r"https?://\S+", letter.text)
    assert found is not None, letter.text
    return found[0]


def state(referral: Referral) -> str:
    """Where the referral stands now."""
    referral.refresh_from_db()
    return str(referral.state)


def heading(page: Page, words: str) -> None:
    """Wait until the page says this first."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def noted(complaints: list[str], status: int) -> None:
    """Take out what Chromium notes of one page that answered with a refusal."""
    begin = f"Failed to load resource: the server responded with a status of {status} "
    assert [line.startswith(begin) for line in complaints] == [True]
    complaints.clear()


def consent_given(page: Page) -> None:
    """The entrepreneur says yes."""
    page.goto(link_in("consent"))
    page.get_by_role("button", name="Ja, deel het").click()
    heading(page, "We delen je vraag")


def test_accepted_on_a_phone_without_an_account_and_confirmed(
    phone: Page, asked: Referral, axe: Check, narrow: Check, shoot: Any, complaints: list[str]
) -> None:
    name = asked.organisation.name
    # The entrepreneur sees what would be shared, and says yes.
    phone.goto(link_in("consent"))
    heading(phone, f"Mogen we je vraag delen met {name}?")
    expect(phone.get_by_label("Je naam")).to_have_value("Bram Jansen")
    axe(phone)
    narrow(phone)
    shoot(phone, "doorverwijzing-toestemming", full_page=True)
    assert state(asked) == "consent_asked"
    phone.get_by_role("button", name="Ja, deel het").click()
    heading(phone, "We delen je vraag")
    axe(phone)
    narrow(phone)
    assert state(asked) == "sent"

    # The partner opens its own mail and accepts with one tap.
    phone.goto(link_in("card"))
    heading(phone, f"Kan {name} helpen bij Bakkerij De Korenaar?")
    axe(phone)
    narrow(phone)
    shoot(phone, "doorverwijzing-kaart", full_page=True)
    phone.get_by_role("button", name="Aannemen").click()
    heading(phone, "Neem contact op met Bram Jansen")
    expect(phone.get_by_role("main").get_by_role("status")).to_contain_text("Aangenomen.")
    assert state(asked) == "accepted"
    axe(phone)
    narrow(phone)

    # It passes on the appointment, with the name of who does it.
    phone.get_by_label("Naam van wie antwoordt").first.fill("Kees de Vries")
    phone.get_by_label("Afspraak op").first.fill("2023-05-22")
    phone.get_by_role("button", name="Geef het contact door").click()
    heading(phone, "Hoe gaat het met Bakkerij De Korenaar?")
    assert (state(asked), asked.appointment_on) == ("contacted", date(2023, 5, 22))
    axe(phone)
    narrow(phone)
    shoot(phone, "doorverwijzing-resultaat", full_page=True)

    phone.get_by_text("Het is klaar").click()
    # Nothing chosen: the page says so and keeps what was typed. Then the result.
    phone.get_by_label("Wat kwam eruit?").fill("Systeem gekozen.")
    phone.get_by_role("button", name="Geef het resultaat door").click()
    expect(phone.get_by_role("alert")).to_contain_text("Kies hoe het afliep.")
    expect(phone.get_by_label("Wat kwam eruit?")).to_have_value("Systeem gekozen.")
    expect(phone.get_by_label("Naam van wie antwoordt").nth(1)).to_have_value("Kees de Vries")
    axe(phone)
    narrow(phone)
    phone.get_by_label("Geholpen", exact=True).check()
    phone.get_by_role("button", name="Geef het resultaat door").click()
    heading(phone, "Klaar voor Bakkerij De Korenaar")
    assert state(asked) == "result_known"
    axe(phone)

    # The entrepreneur says that it helped, and with that it is closed.
    phone.goto(link_in("confirm"))
    heading(phone, f"Heeft {name} geholpen?")
    expect(phone.get_by_text("Systeem gekozen.")).to_be_visible()
    axe(phone)
    narrow(phone)
    shoot(phone, "doorverwijzing-geholpen", full_page=True)
    phone.get_by_label("Ja, ik ben geholpen").check()
    phone.get_by_role("button", name="Verstuur mijn antwoord").click()
    heading(phone, "Dank je wel voor je antwoord")
    axe(phone)
    narrow(phone)
    assert (state(asked), asked.helped, asked.outcome) == ("closed", "yes", "helped")
    noted(complaints, 422)


def test_declined_and_rerouted_to_a_partner_that_accepts(
    phone: Page, asked: Referral, nel: User, axe: Check, narrow: Check, complaints: list[str]
) -> None:
    consent_given(phone)
    first = link_in("card")
    phone.goto(first)
    phone.get_by_text("Wij kunnen dit niet").click()
    phone.get_by_label("Nu geen tijd of plaats").check()
    phone.get_by_label("Wat moet de adviseur weten?").fill("Na de zomer wel.")
    axe(phone)
    narrow(phone)
    phone.get_by_role("button", name="Geef terug").click()
    heading(phone, "Deze vraag is teruggegeven")
    axe(phone)
    assert (state(asked), asked.decline_note) == ("declined", "Na de zomer wel.")

    # The adviser finds another way; the one that declined is out of the question.
    with pytest.raises(Refused):
        reroute_referral(asked, partner=partner(), submission=uuid.uuid4(), by=nel)
    second = reroute_referral(asked, partner=partner(1), submission=uuid.uuid4(), by=nel)
    ask_consent(second, by=nel)
    consent_given(phone)
    phone.goto(link_in("card"))
    heading(phone, f"Kan {current().partner(partner(1)).name} helpen bij Bakkerij De Korenaar?")
    phone.get_by_role("button", name="Aannemen").click()
    heading(phone, "Neem contact op met Bram Jansen")
    assert (state(asked), state(second)) == ("rerouted", "accepted")

    # What the first partner had now tells nothing about the company.
    phone.goto(first)
    heading(phone, "Deze vraag is een andere weg gegaan")
    assert "Korenaar" not in phone.content()
    axe(phone)
    narrow(phone)
    noted(complaints, 410)


def test_whole_way_without_scripts(browser: Browser, base_url: str, asked: Referral) -> None:
    context = browser.new_context(base_url=base_url, locale="nl-NL", java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]  # a width and a height
    page = context.new_page()
    consent_given(page)
    page.goto(link_in("card"))
    page.get_by_role("button", name="Aannemen").click()
    heading(page, "Neem contact op met Bram Jansen")
    page.get_by_text("Het is klaar").click()
    page.get_by_label("Geholpen", exact=True).check()
    page.get_by_role("button", name="Geef het resultaat door").click()
    heading(page, "Klaar voor Bakkerij De Korenaar")
    page.goto(link_in("confirm"))
    page.get_by_label("Deels").check()
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    heading(page, "Dank je wel voor je antwoord")
    assert state(asked) == "closed"
    context.close()


def test_double_tap_is_one_answer(browser: Browser, base_url: str, asked: Referral) -> None:
    # Without scripts nothing on the page holds the second tap back.
    context = browser.new_context(base_url=base_url, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(link_in("consent"))
    page.get_by_role("button", name="Ja, deel het").dblclick()
    heading(page, "We delen je vraag")
    page.goto(link_in("card"))
    page.get_by_role("button", name="Aannemen").dblclick()
    heading(page, "Neem contact op met Bram Jansen")
    kinds = Entry.objects.about(asked).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["referral_asked", "referral_sent", "referral_accepted"]
    assert Letter.objects.filter(kind="progress").count() == 1
    context.close()


def test_enter_in_the_name_is_not_a_yes(phone: Page, asked: Referral, complaints: list[str]) -> None:
    phone.goto(link_in("consent"))
    phone.get_by_label("Je naam").press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("Druk op ja of nee.")
    assert state(asked) == "consent_asked"
    noted(complaints, 422)


def test_pages_are_accessible_in_the_dark_and_print_without_buttons(phone: Page, asked: Referral, axe: Check) -> None:
    phone.emulate_media(color_scheme="dark")
    phone.goto(link_in("consent"))
    axe(phone)
    phone.get_by_role("button", name="Ja, deel het").click()
    heading(phone, "We delen je vraag")
    phone.goto(link_in("card"))
    axe(phone)
    phone.emulate_media(media="print")
    expect(phone.get_by_role("button", name="Aannemen")).to_be_hidden()
    expect(phone.get_by_text("0592 123456")).to_be_visible()


def test_partner_with_an_account_answers_in_the_workspace(
    page: Page, asked: Referral, nel: User, log_in: Callable[[Page, User], None], axe: Check, narrow: Check, shoot: Any
) -> None:
    petra = make_user("Petra Mulder", Role.PARTNER)
    join_partner(petra, partner=partner(), by=make_user("Marieke de Vries", Role.MANAGER))
    consent_given(page)
    log_in(page, petra)
    page.goto("/inloggen/verder/")
    heading(page, "Kaarten")
    axe(page)
    narrow(page)
    shoot(page, "kaarten")
    page.get_by_role("link", name="Bakkerij De Korenaar").click()
    heading(page, f"Kan {asked.organisation.name} helpen bij Bakkerij De Korenaar?")
    axe(page)
    narrow(page)
    page.get_by_role("button", name="Aannemen").click()
    heading(page, "Neem contact op met Bram Jansen")
    assert state(asked) == "accepted"
    page.goto("/werkplek/kaarten/?stand=bezig")
    expect(page.get_by_role("link", name="Bakkerij De Korenaar")).to_be_visible()
