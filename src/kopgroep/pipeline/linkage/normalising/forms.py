"""Legal forms in every spelling, and the words that mark a holding: taken off a name, and kept beside it."""

import re
from typing import NamedTuple

from kopgroep.pipeline.linkage.normalising.words import rows_of

_ROWS = rows_of("legal_forms")
_FORMS = {row["written"]: (row["form"] or None, row["place"]) for row in _ROWS if " " not in row["written"]}
_PHRASES = {row["written"]: row["form"] or "io" for row in _ROWS if " " in row["written"]}
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(_PHRASES, key=len, reverse=True))})\b")
# One of these words is in every phrase: most names need no search.
_PHRASE_SIGNS = ("vennootschap", "cooperatieve", "waarborg", "gmbh", "oprichting", "liquidatie")
SPACED = ("vof", "bv", "nv", "cv", "ua")
"""Forms that people write with a space behind each letter."""

_HOLDING = frozenset(
    (
        *("holding", "holdings", "holdingmaatschappij", "houdstermaatschappij"),
        *("beheer", "beheermaatschappij", "beheersmaatschappij"),
        *("participatie", "participaties", "participations", "deelnemingen"),
    )
)
# Behind a name they mark a company that holds others; in front they can be a trade. Real estate is always a trade.
_HOLDING_LAST = frozenset({"management", "beleggingen", "investments", "invest"})
_MARKS = _HOLDING | _HOLDING_LAST


class Bare(NamedTuple):
    """The words that are left of a name, the code of its legal form, and whether it says to be a holding."""

    words: list[str]
    form: str | None
    holding: bool


def bare(words: list[str]) -> Bare:
    """Take legal forms and holding words off. What would leave nothing stays: a name keeps at least one word.

    Of several forms the last one counts: a foundation that became "Stichting Zorg B.V." is a company.
    """
    words = _without_phrases(words)
    form, holding = None, False
    if not _FORMS.keys().isdisjoint(words):
        words, form = _without_forms(words)
    if not _MARKS.isdisjoint(words):
        last = len(words) - 1
        marked = [w in _HOLDING or (n == last and w in _HOLDING_LAST) for n, w in enumerate(words)]
        holding = any(marked)
        words = [w for w, mark in zip(words, marked, strict=True) if not mark] or words
    return Bare(words, form, holding)


def _without_forms(words: list[str]) -> tuple[list[str], str | None]:
    kept, form = [], None
    last = len(words) - 1
    for n, word in enumerate(words):
        code, place = _FORMS.get(word, (None, ""))
        if place == "any" or (n == last and place in {"last", "ends"}) or (n == 0 and place in {"first", "ends"}):
            form = code or form
        else:
            kept.append(word)
    return kept or words, form


def _without_phrases(words: list[str]) -> list[str]:
    text = " ".join(words)
    if not any(sign in text for sign in _PHRASE_SIGNS):
        return words
    return _PHRASE.sub(lambda found: _PHRASES[found[0]], text).split()
