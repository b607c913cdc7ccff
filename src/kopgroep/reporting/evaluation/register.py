"""What the registers said of companies, day by day: baseline, outcome, and who could have been met."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kopgroep.companies.models import Company, Establishment
from kopgroep.companies.models.register import EstablishmentSnapshot
from kopgroep.companies.register.reference import sbi_codes
from kopgroep.programme import current
from kopgroep.reporting.evaluation.coarsening import Facts
from kopgroep.reporting.view import View

CHUNK = 1000
FORMS = {
    "eenmanszaak": "sole_trader", "vof": "partnership", "maatschap": "partnership", "cv": "partnership",
    "bv": "limited", "nv": "limited", "": "",
}  # fmt: skip
"""Groups of legal forms; any other form is ``other``."""
OLDEST = 30
"""Years before the programme; older companies are told together, since a founding year of long ago names one."""


class Seen(NamedTuple):
    """What one register said on one day of the establishment that stands for a company."""

    register_on: date
    register: str
    municipality: str
    scheme: str
    code: str
    size: str
    ended_on: date | None


@dataclass(slots=True)
class Known:
    """A company as the registers knew it."""

    facts: Facts
    legal_form: str
    started_on: date | None
    ended_on: date | None
    register_on: date | None = None
    seen: list[Seen] = field(default_factory=list)

    def exists(self, on: date) -> bool:
        """Whether it had begun and had not ended on a day."""
        return (self.started_on is None or self.started_on <= on) and (self.ended_on is None or self.ended_on > on)

    @property
    def started_year(self) -> int | None:
        """The year of its start; the oldest told together."""
        earliest = current().period.starts_on.year - OLDEST
        return max(self.started_on.year, earliest) if self.started_on else None


def known(companies: Collection[int], until: date) -> Iterator[tuple[int, Known]]:
    """Each of these companies with what the registers said up to a day. One portion: ask for a thousand or so."""
    seen = _snapshots(companies, until)
    area = {place.code for place in current().area}
    columns = ("pk", "legal_form", "started_on", "ended_on")
    seats = dict(
        Establishment.objects.filter(company__in=companies, leads=True).values_list("company", "started_on").order_by()
    )
    for pk, form, started_on, ended_on in Company.objects.filter(pk__in=companies).order_by("pk").values_list(*columns):
        days = seen.get(pk, [])
        municipality, sector, size = _latest(days)
        facts = Facts(municipality if municipality in area else "", sector, size)
        group = FORMS.get(form.lower(), "other")
        register_on = days[-1].register_on if days else None
        yield pk, Known(facts, group, started_on or seats.get(pk), ended_on, register_on, days)


def _snapshots(companies: Collection[int], until: date) -> dict[int, list[Seen]]:
    """The days of the register, the oldest first; of one day the employment register last, since it knows better."""
    rows = EstablishmentSnapshot.objects.filter(establishment__company__in=companies, establishment__leads=True)
    columns = ("municipality_code", "sbi_scheme", "sbi_code", "size_class", "ended_on")
    found = defaultdict(list)
    asked = rows.filter(snapshot_on__lte=until).order_by("snapshot_on", "pk")
    for pk, *told in asked.values_list("establishment__company", "snapshot_on", "run__shape", *columns):
        found[pk].append(Seen(*told))
    for days in found.values():
        days.sort(key=lambda day: (day.register_on, day.register != "trade-register"))
    return found


def _latest(days: list[Seen]) -> tuple[str, str, str]:
    """Municipality, sector and size, each as the newest register that says it."""
    municipality = next((day.municipality for day in reversed(days) if day.municipality), "")
    size = next((day.size for day in reversed(days) if day.size), "")
    activity = next(((day.scheme, day.code) for day in reversed(days) if day.code), ("", ""))
    return municipality, section_of(*activity), size


def section_of(scheme: str, code: str) -> str:
    """Scheme and section of an activity, such as ``2008-C``; empty for one that is not known."""
    section = sbi_codes(scheme).get(code, "") if scheme and code else ""
    return f"{scheme}-{section}" if section else ""


def everybody(view: View) -> list[int]:
    """All companies of the register in the area that are no double of another one, in the order of their keys."""
    area = [place.code for place in current().area]
    rows = Establishment.objects.filter(leads=True, municipality_code__in=area, company__pre_start=False)
    found = set(rows.order_by().values_list("company", flat=True))
    return sorted(found - view.doubles.keys())
