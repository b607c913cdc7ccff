"""Which services speak of the words of a question: counted words (BM25) over the directory, and nothing learned."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kopgroep.companies.search_text import fold
from kopgroep.partners.words import Word, stem, words_of
from kopgroep.programme import Programme, Service

# BM25: how soon a word that comes back counts no more, and how much a long text is held against it.
SATURATION, LENGTH = 1.2, 0.4
# How much a word counts by where it stands in the directory.
IN_NAME, IN_WORDS, IN_THEME, IN_PARTNER, IN_DESCRIPTION = 3.0, 2.0, 2.0, 2.0, 1.0
# How much a guess counts beside a word that is there: both parts of a compound known, one part, a typing error.
WHOLE, PART, TYPING = 0.9, 0.6, 0.7
SHORTEST_PART, SHORTEST_LONE_PART, SHORTEST_TYPED, LONG = 4, 5, 6, 9
FIRST_LETTERS = 3
LINKS = ("", "s", "en", "n", "e")


@dataclass(frozen=True)
class Hit:
    """How well a service fits the words of a question, and which of those words say so."""

    score: float
    written: tuple[str, ...]


@dataclass
class Index:
    """The words of all services that may be offered, ready to be asked."""

    language: str
    counts: dict[str, dict[str, float]] = field(default_factory=dict)
    """Weight of each stem, by the code of the service."""
    services_with: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    """Every word of the directory, folded, with its stem."""
    starts: set[str] = field(default_factory=set)
    """The first letters of every word: what starts otherwise need not be stemmed to know that it is no part."""
    length: float = 1.0
    """The mean weight of a service."""

    def ask(self, text: str) -> dict[str, Hit]:
        """The services that share words with the text, by code."""
        scores: dict[str, float] = defaultdict(float)
        written: dict[str, dict[str, None]] = defaultdict(dict)
        for word, guesses in self._read(text).items():
            for code, counts in self.counts.items():
                added = sum(self._weigh(counts, one) * share for one, share in guesses)
                if added:
                    scores[code] += added
                    written[code][word] = None
        return {code: Hit(score, tuple(written[code])) for code, score in scores.items()}

    def _read(self, text: str) -> dict[str, list[tuple[str, float]]]:
        """Each word of the text once, as written first, with the stems it may stand for and how sure that is."""
        read: dict[str, list[tuple[str, float]]] = {}
        seen: set[str] = set()
        for word in words_of(text, self.language):
            guesses = [(one, share) for one, share in self.guesses(word) if one not in seen]
            if guesses:
                read[word.written] = guesses
            seen |= {one for one, _share in guesses}
        return read

    def _weigh(self, counts: dict[str, float], one: str) -> float:
        """What one stem adds to the score of a service."""
        count = counts.get(one, 0.0)
        if not count:
            return 0.0
        found = self.services_with[one]
        rarity = log(1 + (len(self.counts) - found + 0.5) / (found + 0.5))
        relative = sum(counts.values()) / self.length
        return rarity * count * (SATURATION + 1) / (count + SATURATION * (1 - LENGTH + LENGTH * relative))

    def guesses(self, word: Word) -> list[tuple[str, float]]:
        """The stems of the directory for which a word may stand, with how sure that is; itself when it is there."""
        if word.stem in self.services_with:
            return [(word.stem, 1.0)]
        parts = self.parts(fold(word.written))
        return parts or self._nearly(fold(word.written))

    def parts(self, word: str) -> list[tuple[str, float]]:
        """The parts of a Dutch compound that the directory knows: ``exportsubsidie`` is ``export`` and ``subsidie``."""
        if self.language != "nl":
            return []
        lone: list[tuple[int, str]] = []
        begins = word[:FIRST_LETTERS] in self.starts
        for cut in range(1, len(word)):
            head = self._head(word[:cut]) if begins else ""
            tail = self._tail(word[cut:])
            if head and tail:
                return [(head, WHOLE), (tail, WHOLE)]
            lone += [(cut, head)] if head else []
            lone += [(len(word) - cut, tail)] if tail else []
        longest = max(lone, default=(0, ""))
        return [(longest[1], PART)] if longest[0] >= SHORTEST_LONE_PART else []

    def _head(self, written: str) -> str:
        """The stem of the first part of a compound, with or without its linking letters; empty when it is unknown."""
        bare = (written.removesuffix(link) for link in LINKS if written.endswith(link))
        stems = (stem(part, self.language) for part in bare if len(part) >= SHORTEST_PART)
        return next((one for one in stems if one in self.services_with), "")

    def _tail(self, written: str) -> str:
        """The stem of the last part of a compound; empty when it is unknown."""
        if len(written) < SHORTEST_PART or written[:FIRST_LETTERS] not in self.starts:
            return ""
        one = stem(written, self.language)
        return one if one in self.services_with else ""

    def _nearly(self, word: str) -> list[tuple[str, float]]:
        """The word of the directory that was probably meant: one letter off, two in a long word, never the first."""
        if len(word) < SHORTEST_TYPED:
            return []
        off = 2 if len(word) >= LONG else 1
        options = [known for known in self.spelled if known[0] == word[0]]
        found = process.extractOne(word, options, scorer=OSA.distance, score_cutoff=off)
        return [(self.spelled[found[0]], TYPING)] if found else []


@dataclass(frozen=True)
class _Edition:
    """One programme in one language: what an index is made of, compared by the fingerprint of the programme."""

    hash: str
    language: str
    programme: Programme = field(compare=False)


def index_of(programme: Programme, language: str) -> Index:
    """The index of all services of a programme, made once for each version of it."""
    return _index(_Edition(programme.hash, language, programme))


@lru_cache(maxsize=8)
def _index(edition: _Edition) -> Index:
    programme, index = edition.programme, Index(edition.language)
    read = {service.code: list(_weighed(service, programme, edition.language)) for service in programme.services}
    for words in read.values():
        index.spelled |= {fold(word.written): word.stem for word, _weight in words}
        index.services_with |= dict.fromkeys((word.stem for word, _weight in words), 0)
    index.starts = {word[:FIRST_LETTERS] for word in index.spelled}
    for code, words in read.items():
        index.counts[code] = _count(index, words)
    for counts in index.counts.values():
        for one in counts:
            index.services_with[one] += 1
    index.length = sum(map(sum, (counts.values() for counts in index.counts.values()))) / max(len(index.counts), 1)
    return index


def _count(index: Index, words: list[tuple[Word, float]]) -> dict[str, float]:
    """The weight of each stem of a service; the parts of its compounds count too, but less."""
    counts: dict[str, float] = defaultdict(float)
    for word, weight in words:
        counts[word.stem] += weight
        for part, share in index.parts(fold(word.written)):
            counts[part] += weight * share / 2
    return dict(counts)


def _weighed(service: Service, programme: Programme, language: str) -> Iterator[tuple[Word, float]]:
    """Every word of a service with its weight. The further words are Dutch; English texts have none."""
    partner = programme.partner(service.partner)
    themes = [programme.theme(code) for code in service.themes]
    texts = [
        (service.name.in_(language), IN_NAME),
        (service.description.in_(language), IN_DESCRIPTION),
        (partner.role.in_(language), IN_DESCRIPTION),
        (partner.name, IN_PARTNER),
        *((theme.name.in_(language), IN_THEME) for theme in themes),
        *((phrase, IN_WORDS / len(phrase.split())) for phrase in service.words if language == "nl"),
    ]
    for text, weight in texts:
        yield from ((word, weight) for word in words_of(text, language))
