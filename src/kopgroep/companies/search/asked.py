"""Reading what somebody typed in the search box."""

import re
from dataclasses import dataclass

from kopgroep.companies.search_text import fold, one_word

LONGEST = 100
_POSTCODE = re.compile(r"[1-9]\d{3}[a-z]{1,2}")
_PROTOCOL = re.compile(r"^[a-z]+://")


@dataclass(frozen=True)
class Asked:
    """What was typed, taken apart. An empty part was not asked for."""

    text: str
    """The whole, folded: plain small letters, one space between words."""
    words: tuple[str, ...]
    number: str = ""
    """Only digits: the start of a KVK number, of an establishment number or of a postcode."""
    postcode: str = ""
    """Four digits and one or two capitals."""
    domain: str = ""
    """The folded domain of a mail or web address."""


def read(typed: str) -> Asked:
    """Take apart what was typed. What is longer than 100 characters is cut off."""
    typed = typed.strip()[:LONGEST]
    text = fold(typed)
    compact = one_word(typed)
    domain = _domain(typed)
    if domain:
        return Asked(text=domain, words=(domain,), domain=domain)
    return Asked(
        text=text,
        words=tuple(dict.fromkeys(text.split())),
        number=compact if compact.isdecimal() and len(compact) > 1 else "",
        postcode=compact.upper() if _POSTCODE.fullmatch(compact) else "",
    )


def _domain(typed: str) -> str:
    """The domain of ``jan@bedrijf.nl``, ``www.bedrijf.nl/contact`` or ``bedrijf.nl``; empty for anything else."""
    _, at, host = typed.rpartition("@")
    host = _PROTOCOL.sub("", host.lower()).removeprefix("www.").partition("/")[0]
    looks_so = re.fullmatch(r"[^\s.]+(\.[^\s.]+)*\.[a-z]{2,}", host)
    return one_word(host) if looks_so or (at and len(host) > 1) else ""
