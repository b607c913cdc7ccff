"""Inventing what companies are called and what they do."""

from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from .reference import SECTIONS, rows

SUFFIX = {"bv": "B.V.", "cooperatie": "Coöperatie U.A."}

STATUTORY = frozenset({"bv", "stichting", "vereniging", "cooperatie"})
"""Forms with a statutory name; the others are people, known by their trade name."""

# How often each legal form occurs in a size class. Together some 78 % natural persons, as in CBS 81589NED.
_FORMS = {
    "eenmanszaak": (84.0, 22.0, 6.0, 1.0, 0.0, 0.0, 0.0),
    "vof": (3.0, 32.0, 22.0, 10.0, 3.0, 0.0, 0.0),
    "maatschap": (1.0, 7.0, 5.0, 3.0, 1.0, 0.0, 0.0),
    "bv": (11.0, 36.0, 62.0, 78.0, 86.0, 88.0, 85.0),
    "stichting": (1.5, 2.5, 3.0, 4.0, 7.0, 9.0, 12.0),
    "vereniging": (0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
    "cooperatie": (0.3, 0.5, 0.5, 1.0, 1.0, 2.0, 2.0),
}


class Trade(NamedTuple):
    """A name pattern, the activity it belongs to (SBI 2008, digits only) and a legal form that fits."""

    pattern: str
    sbi: str
    form: str


def _variety(pattern: str) -> float:
    """Patterns that only name a place give the same name again and again: they get a tenth of the weight."""
    return 1.0 if any(slot in pattern for slot in ("naam}", "{fantasie}")) else 0.1


@cache
def _trades(section: str, size: int) -> tuple[tuple[Trade, ...], tuple[float, ...]]:
    found = [
        (
            Trade(row["patroon"], row["sbi2008"], form),
            _FORMS[form][size] * _variety(row["patroon"]) / (row["rechtsvormen"].count(";") + 1),
        )
        for row in rows("name_patterns.csv")
        if row["sectie"] == section
        for form in row["rechtsvormen"].split(";")
    ]
    if not any(weight for _, weight in found):
        found = [(trade._replace(form="bv"), 1.0) for trade, _ in found]
    return tuple(trade for trade, _ in found), tuple(accumulate(weight for _, weight in found))


@cache
def _sections(group: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    return tuple(SECTIONS[group]), tuple(accumulate(SECTIONS[group].values()))


@cache
def _family_names() -> tuple[tuple[str, ...], tuple[int, ...]]:
    found = [(row["achternaam"], int(row["aantal_2007"])) for row in rows("family_names.csv")]
    return tuple(name for name, _ in found), tuple(accumulate(count for _, count in found))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(row["woord"] for row in rows("name_words.csv") if row["soort"] == kind)


@cache
def _first_names() -> tuple[str, ...]:
    return tuple(row["voornaam"] for row in rows("first_names.csv"))


def choose_trade(random: Random, group: str, size: int, *, legal_person: bool = False) -> Trade:
    sections, weights = _sections(group)
    trades, chances = _trades(random.choices(sections, cum_weights=weights)[0], size)
    trade = random.choices(trades, cum_weights=chances)[0]
    if legal_person and trade.form not in STATUTORY:
        return trade._replace(form="bv")
    return trade


def _family_name(random: Random) -> str:
    names, weights = _family_names()
    return random.choices(names, cum_weights=weights)[0]


def _fantasy(random: Random) -> str:
    if random.random() < 0.2:
        return random.choice(_words("fantasy"))
    word = random.choice(_words("begin")) + random.choice(_words("end"))
    return f"De {word}" if random.random() < 0.1 else word


def trade_name(random: Random, pattern: str, *, place: str) -> str:
    """Fill a pattern; one name in eight gets its place behind it, as happens when a name is taken."""
    family = _family_name(random)
    if "{voornaam} {achternaam}" not in pattern:
        family = family[0].upper() + family[1:]
    name = pattern.format(
        achternaam=family,
        voornaam=random.choice(_first_names()),
        plaats=place,
        streek=random.choice(_words("area")),
        fantasie=_fantasy(random),
    )
    return f"{name} {place}" if random.random() < 0.125 and place not in name else name
