"""Which words in a note hardly ever belong there: health, debts, family, crime, a citizen service number.

The person may read every note, and such facts need a reason that the programme rarely has. So whoever writes one is
asked whether it is really needed. Nothing is forbidden; what was kept is written in the audit trail, without the words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import models

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.programme.sensitive import SensitiveWords

NATIONAL_NUMBER = "national_number"
# As it is written: in one go, in threes, or with dots as on a passport.
NINE_DIGITS = re.compile(r"(?<![\w.,/-])(?:\d{9}|\d{3} \d{3} \d{3}|\d{4}[. ]\d{2}[. ]\d{3})(?![\w/-]|[.,]\d)")
# The number of a legal person passes the same test; whoever says that it is one, is believed.
OF_A_COMPANY = re.compile(r"\b(?:rsin|fiscaal nummer|btw|vat|kvk)\b[\s\w:.-]{0,12}$", re.IGNORECASE)
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
ELEVEN = 11


@dataclass(frozen=True)
class Finding:
    """Words of one group that stand in a text, as they were typed."""

    group: str
    """The code of the group in the programme, or ``national_number``."""
    words: tuple[str, ...]


def sensitive(*texts: str) -> list[Finding]:
    """The sensitive words in texts, by group in the order of the programme; a citizen service number comes last."""
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        for group, word in _found_in(unicodedata.normalize("NFC", text)):
            found.setdefault(group, {})[word] = None
    order = [group.code for group in current().sensitive_words] + [NATIONAL_NUMBER]
    return [Finding(code, tuple(found[code])) for code in order if code in found]


def _found_in(text: str) -> Iterator[tuple[str, str]]:
    plain = _plain(text)
    for group, wrong, allowed in _patterns(current().sensitive_words):
        searched = allowed.sub(lambda hit: " " * len(hit[0]), plain) if allowed else plain
        for hit in wrong.finditer(searched) if wrong else ():
            yield group, text[hit.start() : hit.end()]
    for hit in NINE_DIGITS.finditer(text):
        if is_national_number(hit[0]) and not OF_A_COMPANY.search(text[: hit.start()]):
            yield NATIONAL_NUMBER, hit[0]


def is_national_number(text: str) -> bool:
    """Whether nine digits pass the test of eleven of the Dutch citizen service number (burgerservicenummer)."""
    digits = [int(sign) for sign in text if sign.isdecimal()]
    total = sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=True))
    return any(digits) and total % ELEVEN == 0


def _plain(text: str) -> str:
    """Small letters without accents, each still at its own place, so that a find points into what was typed."""
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[0] for sign in text)


@lru_cache(maxsize=4)
def _patterns(
    groups: tuple[SensitiveWords, ...],
) -> list[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [(group.code, _pattern(group.stems.every), _pattern(group.allowed.every)) for group in groups]


def _pattern(stems: Sequence[str]) -> re.Pattern[str] | None:
    if not stems:
        return None
    # The longest first, so that the whole of what was typed is named.
    ordered = sorted((_plain(stem) for stem in stems), key=len, reverse=True)
    words = (re.escape(stem.rstrip("*")).replace(r"\ ", r"\s+") + (r"\w*" if "*" in stem else "") for stem in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def keep_words(subject: models.Model, groups: Sequence[str], *, by: User, company_id: int) -> None:
    """Write in the audit trail that somebody kept sensitive words in a text: the groups, never the words themselves."""
    if groups:
        note("keep_words", subject, by=by, company_id=company_id, groups=sorted(set(groups)))
