"""The one form in which names and numbers are compared: plain small letters, one space between words."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[^0-9a-z]+")
# Letters that Unicode does not take apart, and signs that people leave out or spell.
_FOLDS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "'": "", "’": "", ".": "", "&": " en "})


def fold(text: str) -> str:
    """Plain small letters and digits: ``"Café 't Hóf & Zn. B.V."`` becomes ``"cafe t hof en zn bv"``."""
    bare = text.casefold().translate(_FOLDS)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def one_word(text: str) -> str:
    """Folded, and without any space: for postcodes and domains."""
    return fold(text).replace(" ", "")


def search_text_of(
    *,
    names: Iterable[str],
    kvk_number: str = "",
    number: str = "",
    place: str = "",
    postcode: str = "",
    email_domain: str = "",
) -> str:
    r"""The text by which an establishment is found: one part per line, each word with a space before it.

    Names come first. ``" cafe t hof\n somewhere\n 9401ab\n"`` starts with ``" cafe t"``; a word of it starts after
    a space; and ``" cafe t hof\n"`` sorts before ``" cafe t hof zuid\n"``, so the exact name comes first. Leave
    place and postcode empty for a shielded address: who could be found by them would be shown by them.
    """
    seen: dict[str, None] = {}
    for name in names:
        if name:
            seen.setdefault(fold(name))
    parts = [*seen, fold(place), one_word(postcode), kvk_number, number, one_word(email_domain)]
    return "".join(f" {part}\n" for part in parts if part)
