"""Telephone numbers and domains."""

import re
from contextlib import suppress

from kopgroep.pipeline.linkage.normalising.words import fold, pairs_of, words_of

_PHONE = re.compile(
    r"(?<!\d)(?:"
    r"(?:\+|00)(?!\s*31)(?:[\s().\-]*\d){6,15}"  # abroad: passed over
    r"|(?:(?:\+\s*|00\s*)?31[\s.\-/]*(?:\(\s*0\s*\)|0)?|\(?0)[\s.\-/()]*([1-9](?:[\s.\-/()]*\d){8})(?!\d)"
    r")"
)
_NOT_DIGIT = re.compile(r"\D+")
_DIGITS = 9

_SHARED = pairs_of("shared_domains")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_\-]*[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9\-]{2,59})")
_SCHEME = re.compile(r"^(?:[a-z]+:)?/+")
_CUT = re.compile(r"[\s,;|]+")
_PLACES = ("www.", "www2.", "m.", "mail.", "webmail.", "shop.", "webshop.")


def phone(text: str | None) -> str | None:
    """The nine digits behind the zero of the first Dutch number in a cell; None for one from abroad or too short."""
    if not text:
        return None
    for found in _PHONE.finditer(text):
        if found[1] and (number := _number(found[1])):
            return number
    # A spreadsheet takes the zero off.
    bare = text.strip()
    return _number(bare) if bare[:1] in "123456789" and len(_NOT_DIGIT.sub("", bare)) == _DIGITS else None


def _number(text: str) -> str | None:
    digits = _NOT_DIGIT.sub("", text)
    return digits if digits.isascii() and len(set(digits)) > 1 else None


def domain(website: str | None, email: str | None = None) -> str | None:
    """The domain of a website, or else of an e-mail address (the whole one, or what stands behind the @).

    None for a mail provider, and for a place where companies have pages under a domain that is not theirs. A name
    with letters outside a to z is written in punycode.
    """
    return _host(website) or _host(email)


def stem(domain: str | None) -> str | None:
    """The domain without what stands behind its last dot, squeezed: to lay beside a name."""
    if not domain:
        return None
    first, _, last = domain.rpartition(".")
    if (shared := first.partition(".")[2]) and _SHARED.get(f"{shared}.{last}") == "sites":
        first = first.partition(".")[0]
    if "xn--" in first:
        with suppress(UnicodeError):
            first = first.encode("ascii").decode("idna")
    return "".join(words_of(fold(first))) or None


def _host(text: str | None) -> str | None:
    if not text:
        return None
    for cell in _CUT.split(text.strip().lower()):
        host = _SCHEME.sub("", cell).rpartition("@")[2].partition("/")[0].partition("?")[0].partition(":")[0]
        for place in _PLACES:
            # "m.nl" is a domain, "m.bos.nl" a place on one.
            if host.startswith(place) and "." in host[len(place) :]:
                host = host[len(place) :]
        if not host.isascii():
            try:
                host = host.encode("idna").decode("ascii")
            except UnicodeError:
                continue
        host = host.strip(".")
        if _HOST.fullmatch(host):
            return None if _is_shared(host) else host
    return None


def _is_shared(host: str) -> bool:
    last_two = ".".join(host.rsplit(".", 2)[-2:])
    use = _SHARED.get(last_two)
    return use in {"mail", "pages"} or (use == "sites" and host == last_two)
