"""How often one of the first three partners would do, and how fast: ``.venv/bin/python -m benchmarks.partners``.

The questions are in ``tests/partners/questions.yaml``: invented, by who also chose the words of the services, so take
the figures of the sets "seen" and "kept" as an upper bound. "hard" holds questions in roundabout words that nothing was
tuned on. The baseline counts the words of a question that stand literally in the texts of a service.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from kopgroep.partners.choosing import Wanted
    from kopgroep.programme import Service

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "partners" / "questions.yaml"
SETS = ("seen", "kept", "hard")
FIRST = 3


@dataclass(frozen=True)
class Asked:
    """One question of the set, and the partners that an adviser might well choose."""

    set: str
    text: str
    theme: str
    fits: frozenset[str]
    municipality: str = ""
    sector: str = ""
    audience: str = ""
    typing: bool = False

    def wanted(self, *, with_theme: bool) -> "Wanted":
        """What the chooser is asked."""
        from kopgroep.partners.choosing import Wanted

        return Wanted(
            text=self.text,
            themes=frozenset({self.theme} if with_theme else ()),
            municipality=self.municipality,
            sector=self.sector,
            audience=frozenset({self.audience} if self.audience else ()),
        )


Way = Callable[["Wanted"], list[str]]
"""From a question to the codes of partners, best first."""


@dataclass
class Tally:
    """How often a way had an acceptable partner among the first three, and at the very top."""

    asked: int = 0
    within: int = 0
    first: int = 0
    missed: list[str] = field(default_factory=list)


def questions() -> list[Asked]:
    """All questions of the set."""
    rows = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))["questions"]
    return [Asked(**{**row, "fits": frozenset(row["fits"])}) for row in rows]


def by_choosing(wanted: "Wanted") -> list[str]:
    """The way of the product."""
    from kopgroep.partners.choosing import choose

    return [one.partner.code for one in choose(wanted)]


def by_plain_words(wanted: "Wanted") -> list[str]:
    """The baseline: shared words, literally, over the same services after the same exclusions."""
    from kopgroep.partners.words import stop_words
    from kopgroep.programme import current

    asked = set(re.findall(r"\w+", wanted.text.lower())) - stop_words("nl")
    scores: dict[str, int] = {}
    for service in current().services:
        if not may_have(service, wanted):
            continue
        partner = current().partner(service.partner)
        themes = [current().theme(code).name.nl for code in service.themes]
        texts = [service.name.nl, service.description.nl, partner.name, partner.role.nl, *themes, *service.words]
        shared = len(asked & set(re.findall(r"\w+", " ".join(texts).lower())))
        shared += bool(wanted.themes & set(service.themes))
        scores[partner.code] = max(scores.get(partner.code, 0), shared)
    return sorted((code for code in scores if scores[code]), key=lambda code: (-scores[code], code))


def may_have(service: "Service", wanted: "Wanted") -> bool:
    """Whether place, sector and audience allow a service."""
    limits = (
        (service.area, {wanted.municipality}),
        (service.sectors, {wanted.sector}),
        (service.audience, wanted.audience),
    )
    return all(not limit or not set(known) - {""} or set(limit) & set(known) for limit, known in limits)


def tally(way: Way, chosen: str, *, with_theme: bool) -> Tally:
    """Ask a way every question of one set."""
    result = Tally()
    for asked in questions():
        if asked.set != chosen:
            continue
        codes = way(asked.wanted(with_theme=with_theme))[:FIRST]
        result.asked += 1
        result.within += bool(asked.fits & set(codes))
        result.first += bool(asked.fits & set(codes[:1]))
        result.missed += [] if asked.fits & set(codes) else [asked.text]
    return result


def main() -> int:
    """Print the table, and the time of one question."""
    import os

    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopgroep.config.settings")
    import django

    django.setup()
    print(
        "| set | asked with | questions | one of the first three fits | the first fits | plain words: of three, first |"
    )
    print("|---|---|---:|---:|---:|---:|")
    for chosen in SETS:
        for with_theme in (False, True):
            ours, plain = (tally(way, chosen, with_theme=with_theme) for way in (by_choosing, by_plain_words))
            asked_with = "text and theme" if with_theme else "text"
            figures = f"{ours.asked} | {ours.within} | {ours.first} | {plain.within}, {plain.first}"
            print(f"| {chosen} | {asked_with} | {figures} |")
    asked = [one.wanted(with_theme=False) for one in questions()]
    begun = perf_counter()
    for wanted in asked:
        by_choosing(wanted)
    print(f"\nOne question: {1000 * (perf_counter() - begun) / len(asked):.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
