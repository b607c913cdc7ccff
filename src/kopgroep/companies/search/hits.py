"""What the search gives back, and how well a row answers what was asked."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from kopgroep.companies.search.asked import Asked
from kopgroep.companies.search_text import fold, one_word


class MatchedOn(StrEnum):
    """Why a company is among the hits."""

    NAME = "name"
    TRADE_NAME = "trade_name"
    KVK_NUMBER = "kvk_number"
    ESTABLISHMENT_NUMBER = "establishment_number"
    POSTCODE = "postcode"
    PLACE = "place"
    DOMAIN = "domain"
    LIKENESS = "likeness"
    """Nothing is spelled so; this comes near."""


class Tier(IntEnum):
    """How well a row answers; the best comes first."""

    EXACT = 0
    NAME_START = 1
    WORD_STARTS = 2
    ANYWHERE_STARTS = 3
    INSIDE = 4
    ALIKE = 5
    NOT = 6


@dataclass(frozen=True)
class Hit:
    """One company that was found, by the establishment that answers best."""

    company_id: int
    establishment_id: int
    name: str
    place: str
    """Empty when the address is shielded."""
    kvk_number: str
    matched_on: MatchedOn
    found_as: str
    """The name of the establishment when it differs from the company's."""
    ended: bool


FIELDS = (
    "id",
    "company_id",
    "name",
    "number",
    "place",
    "postcode",
    "address_shielded",
    "leads",
    "ended_on",
    "email_domain",
    "search_text",
    "company__name",
    "company__kvk_number",
    "company__ended_on",
)
"""What ``grade`` and ``hit_of`` read of an establishment."""


def grade(row: dict[str, Any], asked: Asked) -> tuple[Tier, MatchedOn]:
    """How well one row answers, and by what."""
    kvk, number, postcode = row["company__kvk_number"] or "", row["number"] or "", row["postcode"]
    if asked.number:
        for digits, on in ((kvk, MatchedOn.KVK_NUMBER), (number, MatchedOn.ESTABLISHMENT_NUMBER)):
            if digits.startswith(asked.number):
                return (Tier.EXACT if digits == asked.number else Tier.NAME_START), on
    wanted = asked.postcode or asked.number
    if wanted and postcode.startswith(wanted) and not row["address_shielded"]:
        return Tier.WORD_STARTS, MatchedOn.POSTCODE
    domain = one_word(row["email_domain"])
    if asked.domain and domain:
        if domain == asked.domain:
            return Tier.EXACT, MatchedOn.DOMAIN
        if domain.startswith(asked.domain):
            return Tier.NAME_START, MatchedOn.DOMAIN
    return _grade_names(row, asked, {kvk, number, postcode.lower(), domain})


def names_of(row: dict[str, Any]) -> list[str]:
    """The folded names of a row: its search text without numbers, place, postcode and domain."""
    others = {row["company__kvk_number"], row["number"], row["postcode"].lower(), one_word(row["email_domain"])}
    return _names(row, others)


def _names(row: dict[str, Any], others: set[Any]) -> list[str]:
    parts = [part.strip() for part in row["search_text"].splitlines()]
    place = fold(row["place"])
    # A company may be called like its place: only the part after the first is the place.
    return [part for n, part in enumerate(parts) if part not in others and (n == 0 or part != place)]


def _grade_names(row: dict[str, Any], asked: Asked, others: set[str]) -> tuple[Tier, MatchedOn]:
    names = _names(row, others)
    own = {fold(row["name"]), fold(row["company__name"])}
    best = (Tier.NOT, MatchedOn.LIKENESS)
    for name in names:
        tier = _grade_name(name, asked)
        if tier < best[0]:
            best = (tier, MatchedOn.NAME if name in own else MatchedOn.TRADE_NAME)
    if best[0] < Tier.INSIDE:
        return best
    place = "" if row["address_shielded"] else fold(row["place"])
    whole = " ".join([*names, place])
    if _all_start(asked.words, whole):
        only_place = not any(_starts_word(word, " ".join(names)) for word in asked.words)
        return Tier.ANYWHERE_STARTS, MatchedOn.PLACE if only_place else MatchedOn.NAME
    if best[0] == Tier.NOT and all(word in whole for word in asked.words):
        return Tier.INSIDE, MatchedOn.NAME
    return best


def _grade_name(name: str, asked: Asked) -> Tier:
    if name == asked.text:
        return Tier.EXACT
    if name.startswith(asked.text):
        return Tier.NAME_START
    if _all_start(asked.words, name):
        return Tier.WORD_STARTS
    return Tier.INSIDE if asked.words and all(word in name for word in asked.words) else Tier.NOT


def _starts_word(word: str, text: str) -> bool:
    return f" {word}" in f" {text}"


def _all_start(words: tuple[str, ...], text: str) -> bool:
    return bool(words) and all(_starts_word(word, text) for word in words)


def hit_of(row: dict[str, Any], matched_on: MatchedOn) -> Hit:
    """The row as it leaves the search."""
    company_name: str = row["company__name"]
    return Hit(
        company_id=row["company_id"],
        establishment_id=row["id"],
        name=company_name,
        place="" if row["address_shielded"] else row["place"],
        kvk_number=row["company__kvk_number"] or "",
        matched_on=matched_on,
        found_as=row["name"] if row["name"] != company_name else "",
        ended=bool(row["ended_on"] or row["company__ended_on"]),
    )
