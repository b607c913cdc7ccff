"""Companies as the list and its files show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from kopgroep.casework.standing import Standing, last_contacts, standings_of
from kopgroep.companies.models import Establishment
from kopgroep.companies.sectors import sector_title
from kopgroep.programme import current
from kopgroep.workspace.forms.companies import standing_names

SHAPES = {
    Standing.UNKNOWN: "rest",
    Standing.CONTACT: "near",
    Standing.TRAJECTORY: "ok",
    Standing.HELPED: "ok",
    Standing.ENDED: "rest",
}


@dataclass(frozen=True)
class Row:
    """One company as the list shows it."""

    place: Establishment
    municipality: str
    sector: str
    size: str
    standing: str
    shape: str
    last_contact: date | None

    @property
    def where(self) -> str:
        """The place, or the municipality when no place is known; nothing for a shielded address."""
        return "" if self.place.address_shielded else self.place.place or self.municipality

    @property
    def sector_in_short(self) -> str:
        """The title of the sector up to its first semicolon."""
        return self.sector.partition(";")[0]


def rows_of(places: Iterable[Establishment]) -> list[Row]:
    """Some establishments with their words, standing and last contact; three queries, however many there are."""
    places = list(places)
    companies = [place.company_id for place in places]
    ended = [place.company_id for place in places if place.company.ended_on]
    standings, contacts = standings_of(companies, ended), last_contacts(companies)
    words, language = standing_names(), get_language() or "nl"
    towns = {m.code: m.name for m in current().area}
    sizes = {size.code: size.name.in_(language) for size in current().sizes}
    return [
        Row(
            place=place,
            municipality=towns.get(place.municipality_code, place.municipality_code),
            sector=sector_title(place.sbi_scheme, place.sbi_section),
            size=sizes.get(place.size_class, place.size_class),
            standing=words[standings[place.company_id]],
            shape=SHAPES[standings[place.company_id]],
            last_contact=contacts.get(place.company_id),
        )
        for place in places
    ]
