"""Every page of the workspace: accessible by day and by night, within 320 pixels, without a word of complaint."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.hours import book_hours, reserve_hours
from kopgroep.casework.models import Contact, Journey, PlanCheck, Question
from kopgroep.companies.actions import add_company
from kopgroep.companies.doubles import name_pair
from kopgroep.companies.merging import merge_companies
from kopgroep.companies.models import Company, LikelyDouble, Merge
from kopgroep.events.actions import hold_event
from kopgroep.ledger.actions import record_money
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.scans.actions.fillings import Visitor, begin_alone, finish_filling, save_answers
from kopgroep.scans.actions.measures import record_position
from kopgroep.scans.actions.proofs import add_proof
from kopgroep.scans.models import Filling, Proof
from tests.cast import make_user
from tests.factories import (
    ENERGY,
    TODAY,
    energy_scan,
    make_company,
    make_contact,
    make_filling,
    make_intake,
    make_journey,
    make_question,
    pdf,
)
from tests.planned import make_plan
from tests.post.letters import letter_in

Check = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def marieke_of_all(transactional_db: None, today_is: Callable[[date], None]) -> User:
    """A manager who also advises and analyses, so that every page opens; with a file in which all happened."""
    user = make_user("Marieke de Vries", Role.MANAGER, Role.ADVISER, Role.ANALYST, areas=["GM0106"])
    company = make_company("Van Rhee Landbouwtechniek", size_class="20-49", sbi_scheme="2008", sbi_code="2830")
    make_question(company=company, text="Wie kijkt mee naar ons exportbudget?")
    make_question(text="Waar begin ik?", not_started=True, name="Saar Smit", email="saar@example.org")
    step = {"next_step": "Budget nakijken", "next_step_owner": user, "next_step_on": TODAY - timedelta(days=1)}
    make_contact(company, user, note="Budget doorgenomen.", held_on=TODAY - timedelta(days=6), **step)
    make_intake(company, user, theme="export")
    journey = make_journey(company, user, theme="export")
    book_hours(journey, contact=1110, on=TODAY, submission=uuid.uuid4(), by=user, description="Werksessie")
    reserve_hours(journey, 60, submission=uuid.uuid4(), by=user)
    shown = {"phase": "verkennen", "proof": "Plan gezien", "file": pdf(), "taken_on": TODAY}
    record_position(company, submission=uuid.uuid4(), by=user, **shown)  # type: ignore[arg-type]
    make_scans(company, user, today_is)
    words = {"kind": "thematafel", "title": "Tafel Duitsland", "theme": "export", "place": "Emmen", "visitors": 12}
    hold_event(**words, held_on=TODAY, submission=uuid.uuid4(), by=user)  # type: ignore[arg-type]
    money = {"source": "provincie", "cents": 1_250_000, "happened_on": TODAY, "description": "Inzet", "key": "1"}
    record_money(EntryKind.MONEY_SPENT, by=user, **money)  # type: ignore[arg-type]
    long = {
        "subject": "Je vraag over de export van landbouwmachines is binnen",
        "text": f"Volg je vraag: https://example.org/{'a' * 120}",
    }
    for state in ("waiting", "sent", "failed", "doubtful"):
        letter_in(state, to="een.heel.lang.adres.van.een.bedrijf@landbouwmechanisatie.example.org", **long)
    double, other = (add_company(name=name, place="Assen", by=user) for name in ("Rhee Techniek", "Rhee trekkers"))
    name_pair(company, double, by=user)
    merge_companies(company, other, reason="Zelfde loods", by=user)
    return user


def make_scans(company: Company, user: User, today_is: Callable[[date], None]) -> None:
    """One scan twice with a step in between and its proofs, one that is open, and one of a visitor."""
    early = TODAY - timedelta(days=200)
    today_is(early)
    make_filling(company, user)
    today_is(TODAY)
    after = make_filling(company, user, lezen={"value": "week"})
    add_proof(after, pdf(name="meterstanden.pdf"), item="maatregelen", by=user)
    add_proof(after, pdf(early - timedelta(days=9), "een heel lange naam van een oud bestand.pdf", b"oud"))
    make_filling(company, user, finished=False)
    make_plan(company, user, filling=after)
    visitor = Visitor("Saar Smit", "saar@example.org", company, "Rhee Landbouwmechanisatiebedrijf en Zonen")
    visited = begin_alone(energy_scan(), visitor, submission=uuid.uuid4())
    finish_filling(save_answers(visited, ENERGY).filling)


def scan_addresses(file: str) -> list[str]:
    """The pages of scans, of one company by its address."""
    code = current().scans[0].code
    first, after = Filling.objects.counting().order_by("finished_on")
    going, visited = Filling.objects.open().get(), Filling.objects.unlinked().get()
    proof = Proof.objects.filter(filling=after).order_by("pk").first()
    assert proof is not None
    return [
        "/werkplek/scans/",
        "/werkplek/scans/?tab=bezig",
        "/werkplek/scans/?tab=koppelen",
        f"{file}scans/",
        f"{file}scan/{code}/",
        f"{file}scan/{code}/spreadsheet/",
        f"{file}scan/{first.scan}/verloop/",
        f"/werkplek/scans/{first.pk}/",
        f"/werkplek/scans/{after.pk}/",
        f"/werkplek/scans/{after.pk}/bewijs/",
        f"/werkplek/scans/{after.pk}/stap/0/",
        f"/werkplek/scans/{after.pk}/intrekken/",
        f"/werkplek/scans/{after.pk}/plan/",
        f"/werkplek/scans/{after.pk}/plan/?advies=maatregel&kies=1",
        f"/werkplek/planmomenten/{PlanCheck.objects.order_by('months')[0].pk}/",
        f"/werkplek/scans/{going.pk}/?deel=bedrijf",
        f"/werkplek/scans/{going.pk}/?deel=doen",
        f"/werkplek/scans/{going.pk}/afronden/",
        f"/werkplek/scans/{visited.pk}/",
        f"/werkplek/scans/{visited.pk}/koppelen/",
        f"/werkplek/bewijzen/{proof.pk}/toont-niet/",
    ]


def addresses() -> list[str]:
    """Every page of the workspace with something on it."""
    company, journey = Company.objects.get(name="Van Rhee Landbouwtechniek").pk, Journey.objects.get().pk
    hours = Entry.objects.get(kind="hours_written").pk
    file, way = f"/werkplek/bedrijven/{company}/", f"/werkplek/trajecten/{journey}/"
    forms = ("contact/", "intake/", "traject/", "benchmark/", "ladder/", "persoon/", "opgave/", "accountmanager/")
    acts = ("uren/", "reserveren/", "teruggeven/", "afronden/", f"uren/{hours}/")
    contact = Contact.objects.get().pk
    return [
        "/werkplek/",
        "/werkplek/?van=team",
        "/werkplek/?deel=te-laat",
        "/werkplek/portefeuille/",
        "/werkplek/portefeuille/?alleen=stil&fase=verkennen",
        "/werkplek/overdracht/",
        f"/werkplek/overdracht/?van={Journey.objects.get().specialist_id}",
        "/werkplek/dagbericht/",
        "/werkplek/lijsten/",
        "/werkplek/lijsten/nieuw/?lijst=companies&gemeente=GM0106",
        "/werkplek/bedrijven/",
        "/werkplek/bedrijven/?gemeente=GM0106",
        "/werkplek/bedrijven/?q=landbouw&sorteer=-naam",
        "/werkplek/zoeken/?q=landbouwtechnik",
        "/werkplek/zoeken/?q=zzzzzz",
        "/werkplek/dubbelen/",
        "/werkplek/dubbelen/?stand=beoordeeld",
        f"/werkplek/dubbelen/{LikelyDouble.objects.get(state='open').pk}/",
        f"/werkplek/samenvoegingen/{Merge.objects.get().pk}/ongedaan/",
        "/werkplek/vragen/",
        "/werkplek/vragen/?stand=afgerond",
        *(f"/werkplek/vragen/{question.pk}/" for question in Question.objects.all()),
        *scan_addresses(file),
        "/werkplek/trajecten/",
        way,
        *(way + act for act in acts),
        file,
        *(file + form for form in (*forms, "dubbel/")),
        f"/werkplek/contacten/{contact}/",
        "/werkplek/monitor/",
        "/werkplek/evaluatiebestand/",
        "/werkplek/kwartalen/",
        "/werkplek/kwartalen/2021Q1/",
        "/werkplek/kwartalen/2021Q1/delen/export-thematafels/",
        "/werkplek/rapporten/",
        "/werkplek/rapporten/?kwartaal=2022Q4",
        "/werkplek/rapporten/2023Q1/kwartaal/",
        f"/werkplek/rapporten/2023Q1/kwartaal-financier/?{urlencode({'voor': current().lines[0].funder})}",
        "/werkplek/monitor/export-thematafels/",
        "/werkplek/monitor/export-thematafels/regels/",
        "/werkplek/cijfers/",
        "/werkplek/financiers/",
        "/werkplek/mijn-werk/",
        "/werkplek/benchmark/",
        f"/werkplek/regels/{hours}/",
        "/werkplek/geld/",
        "/werkplek/plussen/",
        "/werkplek/bijeenkomsten/",
        "/werkplek/enquetes/",
        "/werkplek/enquetes/nieuw/",
        "/werkplek/partners/",
        "/werkplek/partners/?tekst=exportsubsidie&gemeente=GM0106",
        "/werkplek/partners/?tekst=zzzzzz",
        "/werkplek/partners/rvo/",
        "/werkplek/mensen/",
        "/werkplek/logboek/",
        "/werkplek/beheer/",
        "/werkplek/post/",
        "/werkplek/post/?stand=beslissen",
        *(f"/werkplek/post/{letter.pk}/" for letter in Letter.objects.order_by("pk")),
        "/werkplek/onderdelen/",
    ]


def test_every_page_is_accessible_and_fits_a_small_phone(
    page: Page, marieke_of_all: User, log_in: Callable[[Page, User], None], day_and_night: Check
) -> None:
    log_in(page, marieke_of_all)
    for address in addresses():
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, address) == (200, address)
        day_and_night(page)


def test_keys_open_search_contact_and_their_own_list(
    page: Page, marieke_of_all: User, log_in: Callable[[Page, User], None]
) -> None:
    log_in(page, marieke_of_all)
    page.goto(f"/werkplek/bedrijven/{Company.objects.get(name='Van Rhee Landbouwtechniek').pk}/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Zoek")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Nieuw contact")).to_be_visible()


def test_contact_opens_in_place_and_keeps_what_was_typed(
    page: Page, marieke_of_all: User, log_in: Callable[[Page, User], None], complaints: list[str]
) -> None:
    log_in(page, marieke_of_all)
    company = Company.objects.get(name="Van Rhee Landbouwtechniek")
    page.goto(f"/werkplek/bedrijven/{company.pk}/")
    page.get_by_role("link", name="Contact", exact=True).first.click()
    panel = page.locator("#panel")
    panel.get_by_label("Wat is er besproken").fill("Lang verhaal")
    panel.get_by_role("button", name="Sla contact op").click()
    expect(panel.get_by_role("alert")).to_be_visible()
    expect(panel.get_by_label("Wat is er besproken")).to_have_value("Lang verhaal")
    complaints.clear()  # Chromium notes the refused form.
    panel.get_by_label("Telefoon").check()
    panel.get_by_label("Specifiek advies").check()
    panel.get_by_role("button", name="Sla contact op").click()
    expect(page.locator(".kg-saved-list")).to_contain_text("is opgeslagen")
    expect(page.locator("#timeline")).to_contain_text("Lang verhaal")
    assert Contact.objects.filter(note="Lang verhaal").count() == 1


def test_keys_walk_along_the_things_of_a_day(
    page: Page, marieke_of_all: User, log_in: Callable[[Page, User], None]
) -> None:
    log_in(page, marieke_of_all)
    page.goto("/werkplek/")
    acts = page.locator(".kg-todo__act a, .kg-todo__act button")
    page.keyboard.press("j")
    expect(acts.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(acts.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(acts.nth(0)).to_be_focused()
