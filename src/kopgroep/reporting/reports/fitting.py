"""Making tables fit their page: how wide each column is, how large the type, and when a page must lie on its side.

An estimate from the number of letters, on the wide side: no face is measured. Sizes are in points.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kopgroep.reporting.reports.document import Chart, Section, Table

UPRIGHT, LYING = 482.0, 728.0
"""The width for text on A4 with margins of 20 mm."""
LETTER = 0.6
"""The width of a letter of our face as a part of the size of type; digits and capitals are the widest common ones."""
GAP = 8.0
TRIES = ((9.0, UPRIGHT), (8.0, UPRIGHT), (7.5, UPRIGHT), (8.0, LYING), (7.0, LYING))
UNBROKEN = 28
"""A word longer than this may be broken anywhere."""
SYLLABLES = 9
"""Letters that stay together of a word in a head, when only cutting the heads makes a table fit."""
ZERO_WIDTH = "\u200b"


@dataclass(frozen=True)
class Fit:
    """How a table is set."""

    size: float
    lying: bool
    columns: tuple[float, ...]
    """The width of each column."""
    cut: bool = False
    """Whether words may be cut, because not all of them fit."""

    @property
    def width(self) -> float:
        """The width of the whole, gaps included."""
        return sum(self.columns) + GAP * (len(self.columns) - 1)


def fit(table: Table) -> Fit:
    """The largest type in which every word stays whole; else one in which those of the heads are cut."""
    columns = [[row[number].text for row in table.rows] for number in range(len(table.columns))]
    heads = [column.name for column in table.columns]
    for at_most in (UNBROKEN, SYLLABLES):
        low = [
            max(min(_longest_word([head]), at_most), _longest_word(texts))
            for head, texts in zip(heads, columns, strict=True)
        ]
        high = [
            max(least, *(len(text) for text in (head, *texts)))
            for least, head, texts in zip(low, heads, columns, strict=True)
        ]
        for size, page in TRIES:
            room = page - GAP * (len(columns) - 1)
            narrowest, wishes = ([letters * LETTER * size for letters in each] for each in (low, high))
            if sum(narrowest) <= room:
                return Fit(size, page == LYING, _divide(narrowest, wishes, room), cut=at_most < UNBROKEN)
    shares = tuple(room * letters / sum(low) for letters in low)
    return Fit(size, lying=True, columns=shares, cut=True)


def lies(section: Section) -> bool:
    """Whether a section needs pages on their side."""
    tables = (part.table if isinstance(part, Chart) else part for part in section.parts)
    return any(fit(table).lying for table in tables if isinstance(table, Table))


def breakable(text: str) -> str:
    """The text, in which words that no column can hold, such as fingerprints, may be broken."""
    return " ".join(word if len(word) <= UNBROKEN else _cut(word) for word in text.split(" "))


def _cut(word: str) -> str:
    return ZERO_WIDTH.join(word[start : start + 8] for start in range(0, len(word), 8))


def _longest_word(texts: Iterable[str]) -> int:
    """The letters of the longest word that may not be broken."""
    words = (word for text in texts for word in text.replace("-", "- ").replace("/", "/ ").split(" "))
    return min(max((len(word) for word in words), default=1), UNBROKEN)


def _divide(narrowest: list[float], wishes: list[float], room: float) -> tuple[float, ...]:
    """What each column needs, and of what is left a part as large as what it wishes: then all wrap as often."""
    left, more = room - sum(narrowest), [wish - least for wish, least in zip(wishes, narrowest, strict=True)]
    given = min(1.0, left / sum(more)) if sum(more) else 0.0
    return tuple(least + extra * given for least, extra in zip(narrowest, more, strict=True))
