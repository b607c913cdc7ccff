"""How alike two companies are, as a figure with its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from kopgroep.companies.doubles.traits import Traits


class Reason(StrEnum):
    """What two companies have in common."""

    NAME = "name"
    NEAR_NAME = "near_name"
    """Names that differ by some letters or in their order of words."""
    POSTCODE = "postcode"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    DOMAIN = "domain"
    PERSON = "person"
    """The same person works for both."""
    TOLD = "told"
    """A colleague said so."""


WEIGHTS: dict[Reason, float] = {
    Reason.NAME: 0.6,
    Reason.NEAR_NAME: 0.45,
    Reason.POSTCODE: 0.3,
    Reason.PLACE: 0.25,
    Reason.PHONE: 0.5,
    Reason.EMAIL: 0.5,
    Reason.DOMAIN: 0.4,
    Reason.PERSON: 0.6,
    Reason.TOLD: 1.0,
}
"""How much each reason takes away of the doubt that the others leave: they are joined as independent chances."""

ELSEWHERE = 0.5
"""A name weighs half when both places are known and differ."""
NEAR = 85
"""Likeness of names from 0 to 100 (rapidfuzz token_sort_ratio) from which they are near."""
SHORTEST_NEAR = 5
"""Shorter names are one company's only when they are the same."""
LIKELY = 0.55
"""From this figure on a person is asked."""


@dataclass(frozen=True)
class Likeness:
    """How alike two companies are, from 0 to 1, and by what."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def likely(self) -> bool:
        """Whether it is worth somebody's look."""
        return self.score >= LIKELY


def likeness(one: Traits, other: Traits) -> Likeness:
    """Compare two companies. Two with a KVK number each are two legal persons, whatever else is alike."""
    if one.kvk_number and other.kvk_number:
        return Likeness(0.0, ())
    same_place, same_postcode = bool(one.places & other.places), bool(one.postcodes & other.postcodes)
    same_person = bool(one.people & other.people)
    found = {
        **_names(one, other),
        Reason.POSTCODE: same_postcode,
        Reason.PLACE: same_place and not same_postcode,
        Reason.PHONE: bool(one.phones & other.phones),
        # One person's own address says no more than that it is the same person.
        Reason.EMAIL: bool(one.emails & other.emails) and not same_person,
        Reason.DOMAIN: bool(one.domains & other.domains) and not one.emails & other.emails,
        Reason.PERSON: same_person,
    }
    reasons = tuple(reason for reason in Reason if found.get(reason))
    elsewhere = bool(one.places and other.places) and not same_place and not same_postcode
    doubt = 1.0
    for reason in reasons:
        by_name = reason in (Reason.NAME, Reason.NEAR_NAME)
        doubt *= 1 - WEIGHTS[reason] * (ELSEWHERE if by_name and elsewhere else 1)
    return Likeness(round(1 - doubt, 3), reasons)


def _names(one: Traits, other: Traits) -> dict[Reason, bool]:
    if one.names & other.names:
        return {Reason.NAME: True}
    pairs = ((a, b) for a in one.names for b in other.names if min(len(a), len(b)) >= SHORTEST_NEAR)
    return {Reason.NEAR_NAME: any(fuzz.token_sort_ratio(a, b) >= NEAR for a, b in pairs)}
