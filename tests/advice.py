"""A small scan with four pieces of advice: for the company, the adviser and a partner, with and without offers."""

from typing import Any

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.programme import Service, current
from kopgroep.programme.directory import Instrument
from kopgroep.programme.scans import Advice, Scan
from kopgroep.scans.models import Filling
from kopgroep.scans.recommended import is_open
from tests.factories import ENERGY, TODAY, energy_scan, make_filling

ORDER = ["drie", "vier", "een", "twee"]
"""As the scan proposes them: the lowest dimension first, with 50 on ``doen`` and 65 on ``meten``."""


def offered() -> list[Service]:
    """Two services of different partners that can be had on the day of the tests."""
    partners = {partner.code for partner in current().partners if partner.is_active(TODAY)}
    services = [one for one in current().services if one.is_active(TODAY) and one.partner in partners]
    return [services[0], next(one for one in services if one.partner != services[0].partner)]


def payable() -> Instrument:
    """An instrument for which a company can come on the day of the tests."""
    return next(one for one in current().instruments if is_open(one, TODAY))


def advice(code: str, **changes: Any) -> Advice:
    """Advice that always fits, for the company itself, within six months."""
    words = {name: {"nl": f"{name} {code}", "en": f"{name} {code} in English"} for name in ("title", "text", "reason")}
    plain = {"scale": "meten", "when": [{"scale": "meten", "at_least": 0}], "hours": 2, "does": "company", "months": 6}
    return Advice.model_validate({"code": code, "proof": {"nl": "foto", "en": "photo"}, **words, **plain, **changes})


def advised_scan(**retired: Any) -> Scan:
    """The small scan with advice; ``een=TODAY`` retires a piece of it."""
    first, second = (service.code for service in offered())
    pieces = (
        advice("een", priority=1),
        advice("twee", priority=2, does="partner", services=[first, second]),
        advice("drie", priority=1, scale="doen", does="adviser", services=[second], instruments=[payable().code]),
        advice("vier", priority=2, scale="doen", voucher=True, hours=8, months=12),
    )
    given = tuple(one.model_copy(update={"retired_on": retired.get(one.code)}) for one in pieces)
    return energy_scan().model_copy(update={"advice": given})


def advised(company: Company, by: User, **changes: Any) -> Filling:
    """A finished scan of a company that gives all four."""
    return make_filling(company, by, scan=advised_scan(), **{**ENERGY, **changes})
