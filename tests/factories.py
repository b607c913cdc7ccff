"""Plain functions that make a row as the product's own actions would leave it."""

import uuid
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from kopgroep.accounts.models import User
from kopgroep.casework.actions.contacts import Spoken, record_contact
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.casework.actions.journeys import open_journey
from kopgroep.casework.actions.questions import Asked, ask_question
from kopgroep.casework.actions.referral_answers import (
    accept_referral,
    contact_referral,
    report_referral,
    start_referral,
)
from kopgroep.casework.actions.referrals import ask_consent, draft_referral, note_consent
from kopgroep.casework.models import Contact, Intake, Journey, Question, Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.casework.moving import Through
from kopgroep.casework.referrable import Wanted
from kopgroep.companies.models import Company, Consent, Establishment
from kopgroep.companies.search_text import search_text_of
from kopgroep.partners.models import Desk
from kopgroep.programme import current, load
from kopgroep.programme.scans import Scan
from kopgroep.scans.actions.fillings import finish_filling, save_answers, start_filling
from kopgroep.scans.actions.proofs import Attached
from kopgroep.scans.models import Filling

TODAY = date(2023, 5, 15)
"""The day on which most tests stand; a Monday inside the programme."""

_numbers = count(90000001)


def make_company(name: str = "Timmerfabriek De Drift", **facts: Any) -> Company:
    """A company with one establishment. Facts of the establishment go by its own field names."""
    kvk = facts.pop("kvk_number", None) or str(next(_numbers))
    company = Company.objects.create(name=name, kvk_number=kvk, fictional=True)
    place = {"municipality_code": "GM0106", "place": "Assen", "postcode": "9401AA", "street": "Brink"} | facts
    text = search_text_of(names=[name], kvk_number=kvk, place=place["place"], postcode=place["postcode"])
    Establishment.objects.create(company=company, name=name, number=f"0000{kvk}", search_text=text, **place)
    return company


def spoken(**changes: Any) -> Spoken:
    """A phone call of half an hour on the day of the test."""
    call = {"held_on": TODAY, "channel": "phone", "kind": "specific_advice", "line": "basis", "minutes_contact": 30}
    return Spoken(**{**call, **changes})


def make_contact(company: Company, by: User, **changes: Any) -> Contact:
    """A contact moment."""
    return record_contact(company, spoken(**changes), submission=uuid.uuid4(), by=by)


def make_intake(company: Company, by: User, *, theme: str = "digitalisering", on: date = TODAY) -> Intake:
    """An intake on a theme."""
    words = {"asked": "Welke stap past bij ons?", "agreed": "Specialist belt."}
    return hold_intake(
        company, theme=theme, line="basis", needs=[], held_on=on, submission=uuid.uuid4(), by=by, **words
    )


def make_journey(company: Company, by: User, *, theme: str = "digitalisering") -> Journey:
    """An open trajectory of 24 hours, guided by who opens it."""
    goal = "Een plan met een begroting"
    return open_journey(company, theme=theme, line="basis", goal=goal, specialist=by, submission=uuid.uuid4(), by=by)


def make_question(*, company: Company | None = None, **changes: Any) -> Question:
    """A question at the counter. Somebody of the first line must be there to call."""
    words = {"text": "Waar begin ik met verkopen over de grens?", "name": "Bram Jansen", "email": "bram@example.org"}
    return ask_question(Asked(company=company, **{**words, **changes}), submission=uuid.uuid4())


def partner(place: int = 0) -> str:
    """The code of one of the programme's partners."""
    return current().partners[place].code


def wanted(**changes: Any) -> Wanted:
    """A referral to the first partner, with somebody to call."""
    asked = {
        "partner": partner(),
        "theme": "digitalisering",
        "ask": "Help dit bedrijf kiezen tussen twee systemen.",
        "contact_name": "Bram Jansen",
        "contact_email": "bram@example.org",
        "contact_phone": "0592 123456",
        "internal_note": "INTERN: twijfelt over de kosten.",
    }
    return Wanted(**{**asked, **changes})


def make_referral(company: Company, by: User, state: State = State.DRAFT, **changes: Any) -> Referral:
    """A referral that came as far as ``state`` along the straight way; the partner has a desk with an address."""
    wish = wanted(**changes)
    Desk.objects.get_or_create(partner=wish.partner, defaults={"email": f"{wish.partner}@example.org"})
    referral = draft_referral(company, wish, submission=uuid.uuid4(), by=by)
    through = {"through": Through.ADVISER, "by": by}
    how = {"given": True, "answered_by": "Bram Jansen", "how": Consent.How.PHONE}
    way = {
        State.CONSENT_ASKED: lambda r: ask_consent(r, by=by),
        State.SENT: lambda r: note_consent(r, by=by, **how),
        State.ACCEPTED: lambda r: accept_referral(r, **through),
        State.CONTACTED: lambda r: contact_referral(r, on=r.sent_on, **through),
        State.ACTIVE: lambda r: start_referral(r, **through),
        State.RESULT_KNOWN: lambda r: report_referral(r, outcome=current().referral_outcomes[0].code, **through),
    }
    for step, take_it in way.items():
        if referral.state == state:
            break
        if step is not State.CONSENT_ASKED or state is State.CONSENT_ASKED:
            referral = take_it(referral)
    return referral


ENERGY: dict[str, dict[str, Any]] = {
    "mensen": {"value": 12},
    "sector": {"value": "bouw"},
    "meter": {"value": "yes"},
    "lezen": {"value": "jaar"},
    "maatregelen": {"value": ["led", "zon"]},
    "besparing": {"value": 5},
}
"""Answers to every question of the small scan; it then measures 65 on ``meten``, 50 on ``doen`` and 57.5 in all."""


@cache
def energy_scan() -> Scan:
    """The small scan of the invented region: every part of a scan once, and always the same."""
    return load(Path(__file__).resolve().parents[1] / "programmes" / "voorbeeld").scan("energie")


def make_filling(
    company: Company, by: User, *, scan: Scan | None = None, finished: bool = True, **given: Any
) -> Filling:
    """A scan filled in together on the day of the application's clock; ``given`` are answers besides those of ENERGY.

    Another ``scan`` than the small one gets only the answers that are given, and may stay incomplete.
    """
    answers = given if scan else ENERGY | given
    start = {"mode": Filling.Mode.TOGETHER, "submission": uuid.uuid4(), "by": by}
    filling = start_filling(scan or energy_scan(), company, **start)
    saved = save_answers(filling, answers, by=by)
    assert saved.faults == {}
    return finish_filling(saved.filling, by=by, incomplete=True) if finished else saved.filling


def pdf(dated_on: date = TODAY, name: str = "plan.pdf", more: bytes = b"") -> Attached:
    """A small file that passes for a PDF."""
    return Attached(name, b"%PDF-1.7 " + more, dated_on)
