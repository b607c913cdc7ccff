"""Inventing addresses: real postcode areas of a municipality, street names that exist everywhere."""

from collections import defaultdict
from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from kopgroep.companies.register.reference import postcode_areas

from .reference import rows

_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_NEVER = frozenset({"SA", "SD", "SS"})


class Address(NamedTuple):
    street: str
    number: str
    letter: str
    addition: str
    postcode: str
    place: str


class Area(NamedTuple):
    """The postcode areas of one municipality, each with its place and the running total of its weight."""

    postcodes: tuple[tuple[str, str], ...]
    weights: tuple[float, ...]


def area_of(municipality: str, name: str) -> Area:
    """Postcode areas weighted by inhabitants; an invented municipality gets three numbers that nobody has."""
    found = [area for area in postcode_areas().values() if area.municipality == municipality and area.addresses]
    if not found:
        taken = postcode_areas()
        free = [code for number in range(1000, 10_000) if (code := str(number)) not in taken]
        start = sum(municipality.encode()) * 3 % (len(free) - 3)
        return Area(tuple((code, name) for code in free[start : start + 3]), (1.0, 2.0, 3.0))
    # Even a hamlet without counted inhabitants has some business.
    weights = tuple(accumulate(float(area.inhabitants + 40) for area in found))
    return Area(tuple((area.code, area.place) for area in found), weights)


@cache
def _streets() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("streets.csv"):
        found[row["omgeving"]].append(row["straatnaam"])
    return {surroundings: tuple(names) for surroundings, names in found.items()}


def _surroundings(random: Random, group: str, size: int) -> str:
    chance = random.random()
    if group == "A":
        return "buitengebied" if chance < 0.9 else "woonwijk"
    if size == 0:
        return "woonwijk" if chance < 0.7 else "buitengebied" if chance < 0.85 else "dorpskern"
    if group in ("B-F", "H+J", "M-N"):
        return "bedrijventerrein" if chance < 0.7 else "dorpskern"
    return "dorpskern" if chance < 0.6 else "bedrijventerrein" if chance < 0.8 else "woonwijk"


def invent_address(random: Random, area: Area, group: str, size: int) -> Address:
    code, place = random.choices(area.postcodes, cum_weights=area.weights)[0]
    letters = random.choice(_LETTERS) + random.choice(_LETTERS)
    while letters in _NEVER:
        letters = random.choice(_LETTERS) + random.choice(_LETTERS)
    chance = random.random()
    return Address(
        street=random.choice(_streets()[_surroundings(random, group, size)]),
        number=str(1 + int(random.expovariate(1 / 40))),
        letter=random.choice("ABCD") if chance < 0.08 else "",
        addition=random.choice(("1", "2", "bis", "A1")) if chance > 0.96 else "",
        postcode=f"{code}{letters}",
        place=place,
    )
