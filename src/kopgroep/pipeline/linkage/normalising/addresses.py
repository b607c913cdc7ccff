"""Addresses: street, number and addition, postcode and town, in one text or apart."""

import re
from functools import lru_cache
from typing import NamedTuple

from kopgroep.pipeline.linkage.normalising.words import fold, pairs_of, words_of

_POSTCODE = re.compile(r"(?<![0-9a-z])([1-9][0-9o]{3})[ .\-]{0,3}([a-z]{2})(?![0-9a-z])")
_PC4 = re.compile(r"(?:nl[ \-]*)?([1-9][0-9o]{3})")
_PC4_TOWN = re.compile(r"([1-9]\d{3}) +([a-z' \-]{3,})")
_NEVER = frozenset({"sa", "sd", "ss"})
"""Letters that no postcode has."""

_BOX = re.compile(
    r"\b(postbus|post bus|p\.? ?o\.? ?box|pb|antwoordnummer|antwoordnr)\b\.?,? *(?:n[ro]\.? *)?(\d{1,6})\b"
)
_NUMBER = re.compile(r"(?<![\d\-/])(?<!\b[a-z])\d{1,5}(?!\d)")
_PART = re.compile(r"[a-z]+|\d+")
_SAYS_NUMBER = re.compile(r"[\s,]+(?:(?:huis)?(?:nr|nummer)|no)[.:]?$|#$")
_OPPOSITE = re.compile(r"[\s,]+(?:t[./ ]?o\.?|tegenover)$")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SHORT = {"huis": "hs", "bg": "hs", "boven": "bov", "beneden": "ben", "links": "l", "rechts": "r", "rood": "rd"}
_SILENT = frozenset(
    {"hoog", "verd", "verdieping", "etage", "unit", "ong", "app", "appartement", "kamer", "tot", "tm", "en"}
)
_ADDITIONS = {"bis": "bis", "zwart": "zw", **_ROMAN, **_SHORT, **dict.fromkeys(_SILENT, "")}
_YEARS = range(1900, 2031)

_WORDS = pairs_of("street_words")
_ENDINGS = {"str": "straat", "ln": "laan", "wg": "weg", "pln": "plein", "sngl": "singel"}
_KINDS = frozenset({"straat", "laan", "weg", "plein", "singel", "dijk", "kade", "gracht", "hof", "pad"})
_VD = re.compile(r"\bv[./] ?d[./ ]+|\bv\.d\.?(?=[a-z]{3})")

_TOWNS = pairs_of("towns")
_BRACKETS = re.compile(r"\([^)]*\)")
_PROVINCES = frozenset({"dr", "gr", "fr", "ov", "gld", "gd", "nb", "nh", "zh", "lb", "ut", "ze", "nl", "nederland"})


class Place(NamedTuple):
    """Where something is. The postcode in capitals, everything else in small letters; None for what is not known."""

    street: str | None = None
    hn: str | None = None
    hadd: str | None = None
    pc6: str | None = None
    pc4: str | None = None
    town: str | None = None


def read_address(address: str | None, postcode: str | None, town: str | None) -> Place:
    """An address in one text. What stands in its own column goes before what stands in the text."""
    text = fold(address).strip() if address else ""
    pc6, pc4, beside = _postcode_cell(postcode)
    place = town_of(town) or town_of(beside)
    text, in_text, behind = _without_postcode(text, pc6)
    text, four, last = _without_town(text)
    street, hn, hadd, rest = _street_and_number(text)
    place = place or town_of(behind) or town_of(last) or town_of(rest)
    pc6 = pc6 or (in_text if pc4 in {None, in_text[:4]} else None) or None
    return Place(street, hn, hadd, pc6, pc6[:4] if pc6 else pc4 or four, place)


def read_parts(street: str | None, number: str | None, postcode: str | None, town: str | None) -> Place:
    """An address whose number stands in a column of its own, as in a register; without one it is read as a text."""
    if not number or not (found := re.search(r"\d{1,5}", number)):
        return read_address(street, postcode, town)
    pc6, pc4, beside = _postcode_cell(postcode)
    hn = found[0].lstrip("0") or None
    addition = _addition(fold(number)[found.end() :], int(found[0]))
    return Place(street_of(street), hn, addition or None, pc6, pc4, town_of(town) or town_of(beside))


def postcode_of(text: str | None) -> tuple[str | None, str | None]:
    """The postcode of a cell and its four digits. Both None for what is no postcode, the first for four digits."""
    return _postcode_cell(text)[:2]


@lru_cache(maxsize=16_384)
def town_of(text: str | None) -> str | None:
    """A town without province and in one spelling: ``"'s-Gravenhage (ZH)"`` is ``"den haag"``."""
    words = words_of(_BRACKETS.sub(" ", fold(text or "")))
    while len(words) > 1 and words[-1] in _PROVINCES:
        words.pop()
    town = " ".join(words)
    return _TOWNS.get(town, town) if any(word.isalpha() for word in words) else None


@lru_cache(maxsize=16_384)
def street_of(text: str | None) -> str | None:
    """A street without abbreviations: ``"Burg. v.d. Bergstr."`` is ``"burgemeester van der bergstraat"``."""
    words = words_of(_VD.sub("van der ", fold(text or "").replace("'", "")))
    words = " ".join(_ending(_WORDS.get(word, word)) for word in words).split()
    words = ["der" if w in {"de", "den"} and n and words[n - 1] == "van" else w for n, w in enumerate(words)]
    if len(words) > 1 and words[-1] in _KINDS and words[-2].isalpha() and words[-2] not in _KINDS:
        words[-2:] = [words[-2] + words[-1]]
    return " ".join(words) or None


def _ending(word: str) -> str:
    for short, long in _ENDINGS.items():
        if word.endswith(short) and (len(word) == len(short) or len(word) > len(short) + 2):
            return word.removesuffix(short) + long
    return word


def _postcode_cell(text: str | None) -> tuple[str | None, str | None, str | None]:
    """Postcode, its four digits, and what stands behind it."""
    if not text:
        return None, None, None
    folded = fold(text).strip()
    if found := _POSTCODE.search(folded):
        code = _code(found)
        return code, code[:4] if code else None, folded[found.end() :] or None
    four = _PC4.fullmatch(folded)
    return None, four[1].replace("o", "0") if four else None, None


def _code(found: re.Match[str]) -> str | None:
    return None if found[2] in _NEVER else found[1].replace("o", "0") + found[2].upper()


def _without_postcode(text: str, known: str | None) -> tuple[str, str, str]:
    """The text before a postcode, that postcode, and the town behind it."""
    found = next(reversed(list(_POSTCODE.finditer(text))), None)
    if found is None or text[: found.start()].endswith(("postbus ", "pb ", "box ")):
        return text, "", ""
    before, behind = text[: found.start()].strip(" ,;-\n\r\t"), text[found.end() :].strip(" ,;-\n\r\t")
    if known and _code(found) != known and not any(c.isdigit() for c in before):
        return text, "", ""  # a house number with two letters behind it
    if not before and "," in behind:
        behind, _, before = behind.partition(",")
    return before, _code(found) or "", re.split(r"[,;\n]", behind)[0]


def _without_town(text: str) -> tuple[str, str | None, str]:
    """The part of a text with the house number, four digits of a postcode, and the town in the part behind it."""
    if not any(sign in text for sign in ",;\n") and " - " not in text:
        return text, None, ""
    parts = [part.strip() for part in re.split(r"[,;\n]| - (?=[a-z]{3})", text) if part.strip()]
    chosen = next((n for n, part in enumerate(parts) if any(c.isdigit() for c in part)), 0)
    four, town = None, ""
    for part in parts[chosen + 1 :]:
        if found := _PC4_TOWN.fullmatch(part):
            four, town = found[1], found[2]
        elif part.isdigit() and parts[chosen].isalpha():
            return f"{parts[chosen]} {part}", four, town
        elif not any(c.isdigit() for c in part):
            town = part
    if not parts:
        return "", None, ""
    if chosen and _NUMBER.match(parts[chosen]):
        return f"{parts[chosen - 1]} {parts[chosen]}", four, town
    return parts[chosen], four, town


def _street_and_number(text: str) -> tuple[str | None, str | None, str | None, str]:
    """Street, number, addition, and words behind the number that are none of these."""
    if not text:
        return None, None, None, ""
    if any(sign in text for sign in ("bus", "box", "pb", "antw")) and (box := _BOX.search(text)):
        return ("antwoordnummer" if box[1].startswith("a") else "postbus"), box[2].lstrip("0") or None, None, ""
    first: re.Match[str] | None = None
    for found in _NUMBER.finditer(text):
        if not (before := text[: found.start()].rstrip(" ,")) or not any(c.isalpha() for c in before):
            continue
        number, tail = int(found[0]), text[found.end() :]
        if number in _YEARS and re.match(r"\s+\d", tail):
            continue  # "Plein 1944 3"
        if (addition := _addition(tail, number)) is not None:
            return *_before(text[: found.start()], number, addition), ""
        if first is None and tail[:1] in {" ", ",", "-", "/", "("}:
            first = found
    if first:
        return *_before(text[: first.start()], int(first[0]), ""), text[first.end() :]
    return street_of(text), None, None, ""


def _before(street: str, number: int, addition: str) -> tuple[str | None, str | None, str | None]:
    street = street.rstrip()
    street = _SAYS_NUMBER.sub("", street)
    if opposite := _OPPOSITE.search(street):
        street, addition = street[: opposite.start()], "to" + addition
    return street_of(street), str(number) if number else None, addition or None


def _addition(tail: str, number: int) -> str | None:
    """What a tail adds to a number: ``" a-2"`` gives ``"a2"``. Empty for nothing or a range; None for other words.

    A higher number behind it is the end of a range ("12-14"), a lower one is a floor or a room ("12-2").
    """
    if not tail or tail.isspace():
        return ""
    parts = _PART.findall(tail.replace("t/m", "tm").replace("t.m.", "tm"))
    added: list[str] = []
    for n, part in enumerate(parts):
        if part.isdigit():
            if int(part) > number:
                return "".join(added) if not any(later.isdigit() for later in parts[n + 1 :]) else None
            added.append(part.lstrip("0"))
        elif part in _ADDITIONS:
            added.append(_ADDITIONS[part])
        elif len(part) <= 2:
            added.append(part)
        else:
            return None
    return "".join(added) if len(added) <= 3 else None
