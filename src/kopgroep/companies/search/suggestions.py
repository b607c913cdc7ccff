"""What the public counter may show of the register: names and places of registered companies, nothing else."""

from dataclasses import dataclass

from kopgroep.companies.models import Establishment
from kopgroep.companies.search.asked import read
from kopgroep.companies.search.candidates import KVK_DIGITS, NUMBER_DIGITS
from kopgroep.companies.search.finding import best

SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """A company that a visitor may mean."""

    company_id: int
    name: str
    place: str
    """Empty when the address is shielded."""


def company_suggestions(text: str, *, limit: int = 6) -> list[Suggestion]:
    """Registered companies that still exist, by name, or by a whole KVK or establishment number.

    Never by postcode or part of a number, so that nobody can walk through the register, and never people who have not
    started yet. Numbers are not given back: that of a sole trader points at a person.
    """
    asked = read(text)
    if len(asked.text) < SHORTEST or asked.postcode or asked.domain:
        return []
    if asked.number and len(asked.number) not in (KVK_DIGITS, NUMBER_DIGITS):
        return []
    public = Establishment.objects.filter(
        company__kvk_number__isnull=False, company__ended_on=None, ended_on=None, company__pre_start=False
    )
    return [
        Suggestion(
            company_id=row["company_id"],
            name=row["company__name"],
            place="" if row["address_shielded"] else row["place"],
        )
        for row, _ in best(asked, public, limit=limit)
    ]
