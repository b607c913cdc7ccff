"""Answers that are known already: from the register, from what was stated, from another scan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kopgroep.base.clock import today
from kopgroep.base.periods import months_before
from kopgroep.companies.models import Company, Establishment, StatedFact
from kopgroep.programme import current
from kopgroep.programme.scans import Fact, Item, ItemKind, Scan
from kopgroep.programme.scans.conditions import YES
from kopgroep.scans.engine.answers import WrongAnswerError, clean
from kopgroep.scans.groups import sector_group_of
from kopgroep.scans.models import Filling

MONTHS = 12
"""An answer of another scan is filled in beforehand when it is no older."""


class Origin(StrEnum):
    """Where an answer comes from that was filled in beforehand."""

    REGISTER = "register"
    STATED = "stated"
    SCAN = "scan"


@dataclass(frozen=True)
class Known:
    """An answer as it is stored, and where it comes from."""

    answer: dict[str, Any]
    origin: Origin


def known_answers(scan: Scan, company: Company | None, *, linked: bool) -> dict[str, Known]:
    """Answers to fill in beforehand, by question. The person who fills in may change each of them.

    ``linked`` says that somebody of the programme knows that this is the company. A visitor who points at one gets
    only what the register publishes: never what the company told us, nor an address that is shielded. What was answered
    in another scan counts before what was stated, and that before the register.
    """
    if company is None:
        return {}
    sources = [(Origin.REGISTER, _of_register(company, scan))]
    if linked:
        sources += [(Origin.STATED, _stated(company, scan)), (Origin.SCAN, _shared(company, scan))]
    found: dict[str, Known] = {}
    for origin, answers in sources:
        for item, value in answers:
            try:
                found[item.code] = Known(clean(scan, item.code, {"value": value}), origin)
            except WrongAnswerError:
                continue  # this scan does not offer that answer, so it is asked
    return found


def _of_register(company: Company, scan: Scan) -> Iterator[tuple[Item, Any]]:
    """What the register publishes. Its size class is no number of people, so that is asked."""
    seat = company.seat
    for item in scan.items.values():
        match item.fact:
            case Fact.SECTOR_GROUP if seat:
                yield item, sector_group_of(seat.sbi_scheme, seat.sbi_section)
            case Fact.MUNICIPALITY if seat and not seat.address_shielded:
                yield item, _municipality(item, seat)
            case Fact.STARTED_IN if company.started_on:
                yield item, _year(item, company.started_on)
            case Fact.WEBSITE if seat and seat.website:
                yield item, _website(item, seat.website)


def _stated(company: Company, scan: Scan) -> Iterator[tuple[Item, Any]]:
    """What was said of the company; the last of each. Only a plain number is a number of people."""
    stated = {fact.field: fact.value for fact in company.stated_facts.order_by("stated_on", "pk")}
    staff, website = stated.get(StatedFact.Field.STAFF, ""), stated.get(StatedFact.Field.WEBSITE, "")
    for item in scan.items.values():
        if item.fact is Fact.STAFF and staff.strip().isdecimal():
            yield item, staff
        if item.fact is Fact.WEBSITE and website:
            yield item, _website(item, website)


def _shared(company: Company, scan: Scan) -> Iterator[tuple[Item, Any]]:
    """What was answered to the same question in other scans of the last twelve months; the latest of each.

    What was filled in beforehand there, and nobody looked at, is nobody's answer.
    """
    since = months_before(today(), MONTHS)
    done = Filling.objects.counting().filter(company=company, finished_on__gte=since).exclude(scan=scan.code)
    given: dict[str, Any] = {}
    for filling in done.select_related("edition").order_by("finished_on", "pk"):
        for item in filling.definition.items.values():
            answer = filling.answers.get(item.code, {})
            if "value" in answer and item.code not in filling.prefilled:
                given |= dict.fromkeys(_same_as(item), answer["value"])
    for item in scan.items.values():
        for key in _same_as(item):
            if key in given:
                yield item, given[key]


def _same_as(item: Item) -> list[str]:
    """By which names this is the same question as one of another scan: the fact that it asks, the key they share."""
    return [f"{kind}:{key}" for kind, key in (("fact", item.fact), ("shared", item.shared)) if key]


def _municipality(item: Item, seat: Establishment) -> str:
    """The code where it is chosen from a list, the name where it is written."""
    if item.kind is not ItemKind.TEXT:
        return seat.municipality_code.lower()
    return next((place.name for place in current().area if place.code == seat.municipality_code), "")


def _year(item: Item, started_on: date) -> Any:
    """The day or the year, as it is asked."""
    return started_on if item.kind is ItemKind.DATE else started_on.year


def _website(item: Item, address: str) -> str:
    """The address where it is written; where the question is whether there is one: yes."""
    return address if item.kind is ItemKind.TEXT else YES
