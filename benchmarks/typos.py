"""Planting one typing error in a name, as people make them."""

from random import Random
from string import ascii_lowercase


def with_typo(name: str, random: Random) -> str:
    """The name with one letter left out, put in, replaced or swapped with its neighbour; spaces stay as they are."""
    places = [n for n, letter in enumerate(name) if letter.isalpha()]
    while True:
        n, kind = random.choice(places), random.randrange(4)
        before, letter, after = name[:n], name[n], name[n + 1 :]
        other = random.choice(ascii_lowercase)
        if kind == 0:
            typed = before + after
        elif kind == 1:
            typed = before + other + letter + after
        elif kind == 2:
            typed = before + other + after
        else:
            typed = before + after[:1] + letter + after[1:] if after[:1].isalpha() else name
        if typed.casefold() != name.casefold():
            return typed


def planted(names: list[str], count: int, seed: int) -> list[tuple[str, str]]:
    """So many names with each its mistyped form, drawn at random from names of four letters or more."""
    random = Random(seed)
    chosen = random.sample(sorted({name for name in names if len(name) >= 4}), count)
    return [(name, with_typo(name, random)) for name in chosen]
