"""Names of companies: what is left when spelling, legal form and other noise are taken off."""

import re
from functools import lru_cache
from typing import NamedTuple

from kopgroep.pipeline.linkage.normalising.forms import SPACED, bare
from kopgroep.pipeline.linkage.normalising.words import fold, pairs_of, words_of

_WORDS = pairs_of("name_words")
_ENDINGS = {"bedr": "bedrijf", "mij": "maatschappij"}
_SHORT = tuple(_ENDINGS)
_ENDING = re.compile(rf"(?:{'|'.join(_SHORT)})$")
_AND = frozenset({"en", "and", "und"})

_SIGNS_OF_TWO = ("onder de na", "o.d.n", "odn", "o/d/n", "o d n", "h/o")
_BEHIND = re.compile(
    r"\b(?:(?:t|m|tevens|mede|ook)\b[.,/ ]*)*"
    r"(?:t?h[./ ]{0,2}o[./ ]{0,2}d[./ ]{0,2}n\b\.?|handelende? onder de na(?:am|men)\b|h/o\b)[: ]*"
)
_HET = re.compile(r"(?<![^\W_])['`]t(?![^\W_])")
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_VAN = re.compile(r"(?<![^\W_])(?<![bnc][. ])(?<![bnc]\. )v[./] ?(d[./ ] ?)?(?=[a-z]{2})")
_LIAISONS = frozenset({"aan", "bij", "in", "onder", "op", "over", "te", "uit", "van", "voor"})


class Name(NamedTuple):
    """A name as it is compared: its words with one space between; its legal form; whether it says to be a holding."""

    key: str
    form: str | None
    holding: bool


def split_names(text: str) -> list[str]:
    """The names in one cell: ``"J. Bos h.o.d.n. Bakkerij Bos"`` holds two. Never an empty one."""
    folded = fold(text)
    if not any(sign in folded for sign in _SIGNS_OF_TWO):
        return [folded]
    return [part for part in _BEHIND.split(folded) if words_of(part)] or [folded]


@lru_cache(maxsize=16_384)
def read_name(text: str) -> Name | None:
    """What a name says. None only for text without any letter or digit."""
    words = words_of(_spelt_out(fold(text)))
    if not words:
        return None
    form, holding = None, False
    while True:
        said = bare(_without_and(_joined(words)))
        form, holding = form or said.form, holding or said.holding
        # What is taken off can bring words together that mean something side by side.
        if said.words == words:
            return Name(" ".join(words), form, holding)
        words = said.words


def _spelt_out(folded: str) -> str:
    if "&" in folded:
        folded = folded.replace("&amp;", "&")
    if "v." in folded or "v/" in folded:
        folded = _VAN.sub(lambda found: " van der " if found[1] else " van ", folded)
    if "'" in folded or "`" in folded:
        folded = _HET.sub(" het ", folded).replace("'", "").replace("`", "")
    return _INITIALS.sub("", folded) if "." in folded else folded


def _without_and(words: list[str]) -> list[str]:
    return words if _AND.isdisjoint(words) else [word for word in words if word not in _AND] or words


def _joined(words: list[str]) -> list[str]:
    if min(map(len, words)) == 1:
        words = _with_initials(words)
    if not _WORDS.keys().isdisjoint(words):
        words = " ".join(_WORDS.get(word, word) for word in words).split()
    if "van" in words:
        words = _with_van(words)
    return [_ENDING.sub(lambda end: _ENDINGS[end[0]], word) if word.endswith(_SHORT) else word for word in words]


def _with_initials(words: list[str]) -> list[str]:
    """Letters on their own become one word, and "b v" at the end a legal form."""
    kept, run = [], ""
    for n, word in enumerate(words):
        follows = words[n + 1] if n + 1 < len(words) else ""
        if len(word) > 1 or word.isdigit():
            kept += [run, word] if run else [word]
            run = ""
        elif word == "t" and kept and not run and kept[-1] in _LIAISONS:
            kept.append("het")
        elif word == "v" and n and len(follows) > 1 and run not in {"b", "n", "c"} and follows != "bv":
            kept += [run, "van"] if run else ["van"]
            run = ""
        else:
            run += word
    form = next((form for form in SPACED if run.endswith(form)), "")
    return [*kept, *filter(None, [run.removesuffix(form), form])]


def _with_van(words: list[str]) -> list[str]:
    """ "v.d." stands for each of the three, so "van de" and "van den" are read as "van der"."""
    return ["der" if w in {"de", "den"} and n and words[n - 1] == "van" else w for n, w in enumerate(words)]
