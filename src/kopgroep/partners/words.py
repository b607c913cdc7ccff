"""From a text to the stems that say what it is about."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer  # type: ignore[import-untyped]  # ships no types

from kopgroep.companies.search_text import fold

SNOWBALL = {"nl": "dutch", "en": "english"}
# Longer is no word but a link or a slip of the keys, and would cost seconds to take apart.
SHORTEST, LONGEST = 2, 40
DATA = Path(__file__).parent / "data"

_WORD = re.compile(r"[^\W_]+(?:[-’'&][^\W_]+)*")


@dataclass(frozen=True)
class Word:
    """A word as somebody wrote it, and its stem."""

    written: str
    stem: str


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(SNOWBALL[language])


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing of a question. "starten" and "groeien" are not among them: they do."""
    return frozenset((DATA / f"stop_words_{language}.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of one word, without capitals and accents: ``leningen`` and ``lening`` are one."""
    return str(_stemmer(language).stemWord(fold(word)))


def words_of(text: str, language: str) -> list[Word]:
    """The words of a text that say something, in order. Parts of a word with a hyphen count as words of their own."""
    written = [part for found in _WORD.findall(text) for part in re.split(r"[-’'&]", found)]
    stop = stop_words(language)
    return [
        Word(word, stem(word, language))
        for word in written
        if SHORTEST <= len(word) <= LONGEST and not word.isdigit() and fold(word) not in stop
    ]


def language_of(text: str, otherwise: str) -> str:
    """The language whose small words a text uses most; ``otherwise`` when they do not tell, as in one word."""
    written = [fold(word) for word in _WORD.findall(text)]
    small = {language: sum(word in stop_words(language) for word in written) for language in SNOWBALL}
    best = max(small.values())
    found = [language for language, count in small.items() if count == best]
    return found[0] if len(found) == 1 else otherwise
