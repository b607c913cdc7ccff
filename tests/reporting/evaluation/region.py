"""A small region with something of everything, and the file that is made of it."""

import csv
import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zipfile import ZipFile

from kopgroep.accounts.models import User
from kopgroep.base.clock import now
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.actions.referral_answers import decline_referral
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.casework.moving import Through
from kopgroep.companies.models import Company, RegisterRun
from kopgroep.companies.models.register import EstablishmentSnapshot
from kopgroep.programme import current
from kopgroep.reporting.evaluation.making import Made, make
from tests.factories import TODAY, make_company, make_contact, make_filling, make_intake, make_journey, make_referral
from tests.results import make_result

KEY = b"k" * 32
SHOP = {"sbi_scheme": "2008", "sbi_code": "4711", "sbi_section": "G"}
BEFORE, AFTER = date(2021, 1, 1), date(2023, 1, 1)


@dataclass
class Taken:
    """One evaluation file, as an evaluator reads it: with csv alone."""

    content: bytes
    made: Made

    def __getitem__(self, name: str) -> list[dict[str, str]]:
        with ZipFile(io.BytesIO(self.content)) as archive:
            return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode())))

    @property
    def texts(self) -> dict[str, str]:
        with ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}


def take(until: date = TODAY, key: bytes = KEY) -> Taken:
    """The file up to a day."""
    file = io.BytesIO()
    made = make(file, until, key=key)
    return Taken(file.getvalue(), made)


def run_of(day: date) -> RegisterRun:
    """One reading of the trade register."""
    facts: dict[str, Any] = {"source": "Handelsregister", "shape": "trade-register", "file_name": "proef.csv"}
    found, _made = RegisterRun.objects.get_or_create(
        snapshot_on=day, defaults=facts | {"file_hash": day.isoformat(), "started_at": now()}
    )
    return found


def registered(name: str, *sizes: str, **facts: Any) -> Company:
    """A shop in the register with a size before and one after."""
    company = make_company(name, **SHOP, size_class=sizes[-1], **facts)
    seat = company.establishments.get()
    for day, size in zip((BEFORE, AFTER), sizes, strict=True):
        said = {"municipality_code": seat.municipality_code, "sbi_scheme": "2008", "sbi_code": "4711"}
        EstablishmentSnapshot.objects.create(
            establishment=seat, snapshot_on=day, run=run_of(day), size_class=size, **said
        )
    return company


@dataclass
class Region:
    """Who is in it."""

    treated: list[Company]
    intake: Company
    contacted: Company
    refused: Company
    waiting: Company
    never: list[Company]


def make_region(anna: User, today_is: Callable[[date], None]) -> Region:
    """Six treated companies of which four grew, ten never met of which two grew, and one of each other kind."""
    today_is(date(2022, 2, 1))
    grown = ("2-4", "5-9")
    treated = [registered(f"Geholpen {n}", *(grown if n < 4 else ("2-4", "2-4"))) for n in range(6)]
    never = [registered(f"Nooit {n}", *(grown if n < 2 else ("2-4", "2-4"))) for n in range(10)]
    intake, contacted, refused, waiting = (
        registered(name, "2-4", "2-4") for name in ("Bakkerij Ida", "Slagerij Gea", "Kapper Alie", "Garage Wim")
    )
    for n, company in enumerate(treated):
        make_contact(company, anna, held_on=date(2022, 1, 10), note="GEHEIM: de zoon neemt het over.")
        make_intake(company, anna, on=date(2022, 1, 20))
        make_filling(company, anna, mensen={"value": 3})
        journey = make_journey(company, anna)
        book_hours(journey, contact=60 + n, on=date(2022, 2, 1), submission=uuid.uuid4(), by=anna)
    today_is(TODAY)
    make_filling(treated[0], anna, besparing={"value": 8})
    first = treated[0].journeys.get()
    book_hours(first, contact=30, on=date(2023, 3, 3), submission=uuid.uuid4(), by=anna)
    outcome = current().journey_outcomes[0].code
    close_journey(first, outcome=outcome, result="GEHEIM: plan bij de bank.", by=anna)
    make_result(treated[0], anna)
    make_intake(intake, anna)
    make_contact(contacted, anna)
    make_referral(waiting, anna, State.SENT)
    declined(make_referral(refused, anna, State.SENT), anna)
    return Region(treated, intake, contacted, refused, waiting, never)


def declined(referral: Referral, by: User) -> None:
    """The partner says no."""
    decline_referral(referral, reason=current().decline_reasons[0].code, through=Through.ADVISER, by=by)
