"""The one form in which names and numbers are compared: plain small letters, one space between words."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[^0-9a-z@&+]+")
_FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ij": "ij", "'": "", "’": "", ".": ""})


def fold(text: str) -> str:
    """Small letters without accents, dots or apostrophes: ``"Café 't Hóf B.V."`` becomes ``"cafe t hof bv"``."""
    small = text.casefold().translate(_FOLDS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def search_text_of(
    *,
    names: Iterable[str],
    kvk_number: str = "",
    number: str = "",
    place: str = "",
    postcode: str = "",
    email_domain: str = "",
) -> str:
    """The text by which an establishment is found. Names come first: the search ranks them by where they stand."""
    seen: dict[str, None] = {}
    for name in names:
        if name:
            seen.setdefault(fold(name))
    parts = [*seen, fold(place), fold(postcode), kvk_number, number, fold(email_domain)]
    return " ".join(part for part in parts if part)
