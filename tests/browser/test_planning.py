"""Plans, tasks, appointments and drafts in a real browser: accessible, within 320 pixels, and the guard at work."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.drafts import take_mailed
from kopgroep.casework.actions.plans import Agreed, agree_plan, finish_action
from kopgroep.casework.invitations import read_invitation
from kopgroep.casework.models import Appointment, ContactDraft, Plan, Task
from kopgroep.companies.actions import add_person
from kopgroep.companies.models import Company
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_contact, make_referral
from tests.planned import agreed, ics, make_appointment, make_task

Check = Callable[[Page], None]
LATER = TODAY + timedelta(days=60)


@pytest.fixture(autouse=True)
def _spring(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def anna_at_work(transactional_db: None) -> User:
    """An adviser with something of everything planned at one company, where a colleague was last week."""
    anna, sjoerd = make_user("Anna Bakker", Role.ADVISER), make_user("Sjoerd Hoekstra", Role.SPECIALIST)
    company = make_company("Van Rhee Landbouwtechniek")
    add_person(company, name="Bram Jansen", email="bram@example.org", source="test", by=anna)
    make_contact(company, sjoerd, channel="visit", held_on=TODAY - timedelta(days=7))
    make_task(anna, "Cijfers van het exportbudget nakijken", company=company, text="Voor de tafel van juni.")
    make_task(anna, "Bellen over de voucher", due_on=TODAY + timedelta(days=9))
    make_appointment(company, anna, on=TODAY, despite="Ander thema", place="Brink 1, Assen", invite="bram@example.org")
    make_appointment(company, anna, on=LATER, subject="Plan doornemen")
    plan = agree_plan(
        company, goal="Over drie jaar een kwart van de omzet in Duitsland", by=anna, **plan_of(company, anna)
    )
    finish_action(plan.actions.get(position=1), proof_seen="Drie offertes op tafel", by=anna)
    for number, title in enumerate(("Gesprek over groei", "Overleg met de gemeente, de bank en de accountant")):
        take_mailed(read_invitation(ics(UID=f"talk-{number}", SUMMARY=title)))
    return anna


def plan_of(company: Company, by: User) -> dict[str, Any]:
    """Three actions, each done by somebody else."""
    referral = make_referral(company, by)
    actions: list[Agreed] = [
        agreed(by, text="Offertes vragen voor een Duitse website", minutes=120),
        agreed(by, text="Landenscan Duitsland", done_by="adviser", minutes=480, due_on=LATER),
        agreed(by, text="Financiering", done_by="partner", partner=referral.partner, referral=referral, due_on=LATER),
    ]
    return {"actions": actions, "submission": uuid.uuid4()}


def addresses() -> list[str]:
    """Every page about what is planned, with something on it."""
    file = f"/werkplek/bedrijven/{Company.objects.get().pk}/"
    plan = Plan.objects.get()
    action = plan.actions.get(position=2).pk
    first = Appointment.objects.order_by("pk").values_list("pk", flat=True)[0]
    task = Task.objects.order_by("pk").values_list("pk", flat=True)[0]
    draft = ContactDraft.objects.order_by("pk").values_list("pk", flat=True)[0]
    ways = ("", "verzetten/", "afzeggen/")
    return [
        *(file + form for form in ("", "gepland/", "plan/", "afspraak/", "contact/")),
        f"/werkplek/plannen/{plan.pk}/",
        f"/werkplek/plannen/{plan.pk}/actie/",
        f"/werkplek/plannen/{plan.pk}/afronden/",
        *(f"/werkplek/acties/{action}/{way}" for way in ("", "aanpassen/", "laten-vallen/")),
        *(f"/werkplek/afspraken/{first}/{way}" for way in ways),
        "/werkplek/agenda/",
        "/werkplek/taken/",
        "/werkplek/taken/?van=team&tot=gedaan",
        "/werkplek/taken/nieuw/",
        f"/werkplek/taken/{task}/",
        f"/werkplek/taken/{task}/doorgeven/",
        "/werkplek/contacten/concepten/",
        "/werkplek/concepten/inlezen/",
        f"/werkplek/concepten/{draft}/?q=rhee",
    ]


def test_every_page_is_accessible_and_fits_a_small_phone(
    page: Page, anna_at_work: User, log_in: Callable[[Page, User], None], day_and_night: Check
) -> None:
    log_in(page, anna_at_work)
    for address in addresses():
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, address) == (200, address)
        page.wait_for_load_state("networkidle")
        day_and_night(page)


def test_guard_follows_the_day_and_lets_go_with_a_reason(
    page: Page, anna_at_work: User, log_in: Callable[[Page, User], None], complaints: list[str]
) -> None:
    log_in(page, anna_at_work)
    page.goto(f"/werkplek/bedrijven/{Company.objects.get().pk}/")
    page.keyboard.press("a")
    guard = page.locator("#guard")
    expect(guard).to_contain_text("Sjoerd Hoekstra, bezoek")
    page.get_by_label("Datum").fill("2023-08-14")
    expect(guard).not_to_contain_text("Sjoerd")
    page.get_by_label("Datum").fill("2023-05-19")
    expect(guard).to_contain_text("Sjoerd Hoekstra, bezoek")
    page.get_by_label("Tijd", exact=True).fill("14:00")
    page.get_by_label("Waarover").fill("Tweede gesprek")
    save = page.get_by_role("button", name="Sla afspraak op")
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op waarom nog een gesprek nodig is")
    complaints.clear()  # Chromium notes the refused form.
    page.get_by_label("Waarom nog een gesprek nodig is").fill("Samen met Sjoerd")
    save.click()
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text("De afspraak staat")
    planned = Appointment.objects.get(subject="Tweede gesprek")
    assert (planned.despite, planned.held_on) == ("Samen met Sjoerd", date(2023, 5, 19))


def test_task_is_added_and_ticked_off_with_the_keyboard(
    page: Page, anna_at_work: User, log_in: Callable[[Page, User], None]
) -> None:
    log_in(page, anna_at_work)
    page.goto(f"/werkplek/bedrijven/{Company.objects.get().pk}/")
    planned = page.locator("#planned")
    expect(planned.get_by_label("Wat moet er gebeuren")).to_be_visible()
    page.keyboard.press("t")
    page.keyboard.type("Brochure sturen")
    page.keyboard.press("Enter")
    expect(planned).to_contain_text("De taak staat op je lijst")
    page.goto("/werkplek/taken/")
    row = page.get_by_role("listitem").filter(has_text="Brochure sturen")
    row.get_by_role("button", name="Gedaan").press("Enter")
    expect(row.get_by_role("button", name="Toch niet gedaan")).to_be_visible()
    assert Task.objects.get(title="Brochure sturen").done_on == TODAY
