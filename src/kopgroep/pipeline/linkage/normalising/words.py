"""Text without case and accents, cut into words; and the word lists beside this module."""

import csv
import re
import unicodedata
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_PLAIN = re.compile(r"[0-9a-z]+")
_ANY = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart, and the signs that people type for an apostrophe.
_FOLDS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ĳ": "ij", "’": "'", "‘": "'", "´": "'", "–": "-", "—": "-"}
)


def fold(text: str) -> str:
    """Small letters without accents; signs and spaces stay: ``"Café 't Hóf"`` becomes ``"cafe 't hof"``."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.translate(_FOLDS)).casefold().translate(_FOLDS)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def words_of(folded: str) -> list[str]:
    """The runs of letters and digits, of any script, in text that is folded."""
    return (_PLAIN if folded.isascii() else _ANY).findall(folded)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a word list."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs_of(name: str) -> dict[str, str]:
    """A word list of two columns: how it is written, and what it stands for."""
    return {written: word for written, word in map(dict.values, rows_of(name)) if written != word}
