"""Answers to the digitalisation scan, to try it with."""

from datetime import date
from typing import Any

from kopgroep.programme import load
from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.scoring import score
from tests.programme.conftest import PROGRAMMES

type Words = dict[str, Any]

DAY = date(2023, 5, 15)
DIMENSIONS = ["strategie", "basis", "mensen", "data", "ai", "groen"]

METALWORKER: Words = {
    "mensen": 24, "sector": "industrie", "grondigheid": "kort", "zelfbeeld": "gemiddeld",
    "internet-op-werk": "yes", "snelle-lijn": "yes", "op-afstand": "yes", "online-overleg": "yes",
    "ict-in-dienst": "no", "ict-training": "no", "website": "yes", "sociale-media": "no",
    "verkoopwegen": ["edi"], "aandeel-digitaal": 5, "cloud": "yes", "cloud-zwaar": "yes", "erp": "yes", "crm": "no",
    "data-onderzoek": "no", "ai": ["tekst-maken"], "beveiliging": ["back-up", "wachtwoorden"], "updates": "yes",
    "weten-wat-moet": [], "op-papier": "no",
    "strategie": "keuze", "doorstroom": "gekoppeld", "leren": "handige", "cijfers": "maand",
    "vanzelf": "enkele", "groen": "papier",
}  # fmt: skip
"""24 people; sells to one large customer by automatic messages, has no two-step login."""


SCAN = load(PROGRAMMES / "drenthe").scan("digitalisering")
UNSCORED = {"mensen", "sector", "grondigheid", "zelfbeeld"}
"""Facts to compare by, the choice of a short or long scan, and the company's own view."""


def take(scan: Scan, words: Words) -> Result:
    """The result of these answers; "?" is "I don't know"."""
    stored = {
        code: {"state": "dont_know"} if word == "?" else {"value": word}
        for code, word in words.items()
        if word is not None
    }
    return score(scan, stored, on=DAY)


def values(result: Result, *scales: str) -> list[float | None]:
    return [result.scales[scale].value for scale in scales]


def extreme(scan: Scan, *, high: bool) -> Words:
    """Every question answered with the least or with the most it can give."""
    return {code: (_most if high else _least)(scan, item) for code, item in scan.items.items()}


def _least(scan: Scan, item: Item) -> Any:
    nothing: dict[ItemKind, Any] = {ItemKind.MANY: [], ItemKind.NUMBER: item.minimum}
    return nothing.get(item.kind) if item.kind in nothing else by_points(scan, item)[0]


def _most(scan: Scan, item: Item) -> Any:
    everything: dict[ItemKind, Any] = {ItemKind.MANY: list(scan.words(item)), ItemKind.NUMBER: item.maximum}
    return everything.get(item.kind) if item.kind in everything else by_points(scan, item)[-1]


def by_points(scan: Scan, item: Item) -> list[str]:
    words = list(scan.words(item))
    return words if item.kind is ItemKind.CHOICE else words[::-1]
