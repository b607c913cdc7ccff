"""Referring at the desk: every page accessible and within 320 pixels, and three steps that keep what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.questions import take_question
from kopgroep.casework.actions.referral_answers import decline_referral
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.casework.moving import Through
from kopgroep.companies.models import Company, Person
from kopgroep.programme import current
from kopgroep.workspace.referral_acts import ACTS
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_question, make_referral, partner

Check = Callable[[Page], None]
ASK = "Wij zoeken een lening voor een nieuwe machine."


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def adviser(transactional_db: None) -> User:
    """An adviser with a referral in every state, and a taken question that is to be referred."""
    user = make_user("Anna Bakker", Role.ADVISER, areas=["GM0106"])
    company = make_company("Van Rhee Landbouwtechniek", size_class="20-49", sbi_scheme="2008", sbi_code="2830")
    saar = Person.objects.create(name="Saar Smit", email="saar@example.org", phone="0592 123456", noted_on=TODAY)
    saar.positions.create(company=company, since=TODAY)
    take_question(make_question(company=company, text=ASK), by=user)
    reached = (State.DRAFT, State.CONSENT_ASKED, State.SENT, State.ACCEPTED, State.ACTIVE, State.RESULT_KNOWN)
    for place, state in enumerate(reached):
        make_referral(company, user, state, partner=partner(place))
    for _ in range(5):
        make_referral(make_company(), user, State.RESULT_KNOWN, partner=partner(8))
    turned_down = make_referral(company, user, State.SENT, partner=partner(9))
    reason = current().decline_reasons[0].code
    decline_referral(turned_down, reason=reason, note="Te druk", through=Through.ADVISER, by=user, who="Petra")
    return user


def addresses() -> list[str]:
    """Every page of referrals: the lists, each referral, and each thing that can be done with it."""
    company, question = Company.objects.get(name__startswith="Van Rhee"), Question.objects.get()
    shown = {referral.state: referral for referral in Referral.objects.select_related("company").order_by("-pk")}
    pages = [f"/werkplek/doorverwijzingen/{referral.pk}/" for referral in shown.values()]
    acts = {act.word: referral.pk for referral in shown.values() for act in ACTS if act.is_possible(referral)}
    return [
        f"/werkplek/bedrijven/{company.pk}/",
        f"/werkplek/bedrijven/{company.pk}/doorverwijzen/",
        f"/werkplek/bedrijven/{company.pk}/doorverwijzen/?vraag={question.pk}",
        f"/werkplek/vragen/{question.pk}/",
        f"/werkplek/vragen/{question.pk}/afronden/",
        "/werkplek/doorverwijzingen/",
        "/werkplek/doorverwijzingen/?tab=te-laat",
        "/werkplek/doorverwijzingen/partners/",
        *pages,
        *(f"/werkplek/doorverwijzingen/{pk}/{word}/" for word, pk in acts.items()),
    ]


def test_every_page_of_referrals_is_accessible_and_fits_a_small_phone(
    page: Page, adviser: User, log_in: Callable[[Page, User], None], day_and_night: Check
) -> None:
    log_in(page, adviser)
    for address in addresses():
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, address) == (200, address)
        day_and_night(page)


def test_question_is_referred_in_three_steps_with_a_live_preview(
    page: Page, adviser: User, log_in: Callable[[Page, User], None], axe: Check, narrow: Check
) -> None:
    log_in(page, adviser)
    question = Question.objects.get()
    page.goto(f"/werkplek/vragen/{question.pk}/")
    page.get_by_role("link", name="Doorverwijzen").click()
    expect(page.get_by_label("Wat de partner gevraagd wordt")).to_have_value(ASK)
    # Whoever types before the script is there is not heard: that is a slow machine, and not this story.
    page.wait_for_load_state()

    # While one types the partners change, and no page is loaded.
    partners = page.locator("#partners")
    page.get_by_label("Wat de partner gevraagd wordt").fill("Help ons met een octrooi op onze vinding.")
    expect(partners).to_contain_text("octrooi")
    page.get_by_label("Thema", exact=True).select_option("innovatie")
    expect(partners).to_contain_text("Helpt bij innovatie")
    chosen = partners.get_by_role("radio").first
    value = chosen.get_attribute("value")
    chosen.check()
    page.get_by_role("button", name="Verder naar de contactpersoon").click()

    preview = page.locator("#preview")
    expect(preview).to_contain_text("Help ons met een octrooi op onze vinding.")
    axe(page)
    narrow(page)
    page.get_by_role("button", name="Saar Smit").click()
    expect(page.get_by_label("Wie de partner kan bellen")).to_have_value("Saar Smit")
    page.get_by_role("textbox", name="Telefoon").fill("0592 998877")
    expect(preview).to_contain_text("0592 998877")
    page.get_by_label("Notitie voor collega").fill("Blijft onder ons.")
    page.get_by_role("button", name="Verder naar toestemming").click()

    expect(preview).to_contain_text("Saar Smit")
    expect(preview).not_to_contain_text("Blijft onder ons.")
    axe(page)
    narrow(page)
    page.get_by_label("De ondernemer zei ja aan de telefoon").check()
    page.get_by_label("Wie zei ja").fill("Saar Smit")
    page.get_by_role("button", name="Doorverwijzen").click()

    expect(page.get_by_role("heading", name="Van Rhee Landbouwtechniek")).to_be_visible()
    referral = Referral.objects.get(question=question)
    assert f"{referral.partner}:{referral.service}" == value
    assert (referral.state, referral.contact_phone, referral.internal_note) == (
        State.SENT,
        "0592 998877",
        "Blijft onder ons.",
    )
    expect(page.locator(".kg-card")).to_contain_text("0592 998877")


def test_going_back_keeps_every_step(page: Page, adviser: User, log_in: Callable[[Page, User], None]) -> None:
    log_in(page, adviser)
    page.goto(f"/werkplek/bedrijven/{Company.objects.get(name__startswith='Van Rhee').pk}/doorverwijzen/")
    page.get_by_label("Wat de partner gevraagd wordt").fill(ASK)
    page.get_by_label("Thema", exact=True).select_option("export")
    expect(page.locator("#partners")).to_contain_text("lening")
    page.get_by_role("radio", name="Een andere partner").check()
    page.get_by_label("Welke").select_option(partner(3))
    page.get_by_role("button", name="Verder naar de contactpersoon").click()
    page.get_by_label("Notitie voor collega").fill("Blijft onder ons.")
    page.get_by_role("button", name="Terug").click()
    expect(page.get_by_label("Wat de partner gevraagd wordt")).to_have_value(ASK)
    expect(page.get_by_role("radio", name="Een andere partner")).to_be_checked()
    expect(page.get_by_label("Welke")).to_have_value(partner(3))
    page.get_by_role("button", name="Verder naar de contactpersoon").click()
    expect(page.get_by_label("Notitie voor collega")).to_have_value("Blijft onder ons.")
    assert Referral.objects.filter(partner=partner(3), ask=ASK).count() == 0


def test_answer_opens_in_place_and_is_kept_after_a_refusal(
    page: Page, adviser: User, log_in: Callable[[Page, User], None], complaints: list[str]
) -> None:
    log_in(page, adviser)
    referral = Referral.objects.get(state=State.DRAFT)
    page.goto(f"/werkplek/doorverwijzingen/{referral.pk}/")
    page.get_by_role("link", name="Trek in").click()
    panel = page.locator("#panel")
    panel.get_by_role("button", name="Trek in").click()
    expect(panel.get_by_role("alert")).to_be_visible()
    complaints.clear()  # Chromium notes the refused form.
    panel.get_by_label("Waarom").fill("Het bedrijf zoekt het zelf uit.")
    panel.get_by_role("button", name="Trek in").click()
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text("ingetrokken")
    expect(page.get_by_text("Niemand hoeft iets te doen.")).to_be_visible()
