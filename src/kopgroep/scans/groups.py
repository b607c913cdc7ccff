"""In which group a company is compared: by size, by sector and by municipality."""

from dataclasses import dataclass

from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.scans import Fact
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.models import Filling


@dataclass(frozen=True)
class Place:
    """The three facts by which a result is grouped; an empty one is not known."""

    size_group: str = ""
    sector_group: str = ""
    municipality_code: str = ""


def size_group_of(size_class: str) -> str:
    """The group of a size class of the register; empty for one that no group names."""
    groups = current().benchmark.size_groups
    return next((group.code for group in groups if size_class in group.sizes), "")


def sector_group_of(scheme: str, section: str) -> str:
    """The group of a section of the classification of activities; empty for one that no group names."""
    groups = current().benchmark.sector_groups
    return next((group.code for group in groups if f"{scheme}-{section}" in group.sections), "")


def size_class_of(staff: float) -> str:
    """The size class of a number of people; empty below one."""
    for size in current().sizes:
        if staff >= size.minimum and (size.maximum is None or staff <= size.maximum):
            return size.code
    return ""


def place_of(company: Company | None, filling: Filling) -> Place:
    """What the register says of the company and, where it says nothing, what was answered in the scan."""
    stated = _stated(filling)
    seat = company.seat if company else None
    if seat is None:
        return stated
    return Place(
        size_group=size_group_of(seat.size_class) or stated.size_group,
        sector_group=sector_group_of(seat.sbi_scheme, seat.sbi_section) or stated.sector_group,
        municipality_code=seat.municipality_code or stated.municipality_code,
    )


def _stated(filling: Filling) -> Place:
    scan = filling.definition
    given = answers(scan, filling.answers, on=filling.day)
    facts = {item.fact: given[item.code].value for item in scan.items.values() if item.fact}
    staff = facts.get(Fact.STAFF)
    groups = {group.code for group in current().benchmark.sector_groups}
    sector = str(facts.get(Fact.SECTOR_GROUP) or "")
    return Place(
        size_group=size_group_of(size_class_of(float(staff))) if isinstance(staff, int | float) else "",
        sector_group=sector if sector in groups else "",
        municipality_code=str(facts.get(Fact.MUNICIPALITY) or ""),
    )
