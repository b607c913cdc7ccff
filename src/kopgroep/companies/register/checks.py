"""Checks on single values of a register row. Each gives the value as it is kept, or raises `Wrong`."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from kopgroep.companies.register.reference import SCHEMES, postcode_areas, sbi_codes

_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
_SIZE = re.compile(r"([0-9]{1,6})(?!\d)")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]")


class Wrong(Exception):  # noqa: N818 (a finding about a row, not a programming error)
    """A row cannot be taken: the reason, and what the reader can do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def digits(text: str, length: int, column: str) -> str:
    """A number of exactly so many digits, zeros in front included."""
    if len(text) == length and text.isascii() and text.isdigit():
        return text
    if not text:
        raise Wrong(_("%(column)s is empty.") % {"column": column}, _("Fill in the number of the register."))
    if text.isascii() and text.isdigit() and len(text) < length:
        remedy = _("Zeros in front are gone, perhaps in a spreadsheet. Keep the column as text.")
    else:
        remedy = _("Look the number up in the register.")
    reason = _('%(column)s must be %(length)s digits, it is "%(text)s".')
    raise Wrong(reason % {"column": column, "length": length, "text": text[:40]}, remedy)


def passes_eleven_test(rsin: str) -> bool:
    """The check on an RSIN: nine digits, weighted 9 to 2 and the last one -1, divisible by eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(rsin, weights, strict=True)) % 11 == 0


def rsin(text: str, column: str) -> str:
    if text and not passes_eleven_test(digits(text, 9, column)):
        reason = _('%(column)s "%(text)s" is not an RSIN: the eleven test fails.') % {"column": column, "text": text}
        raise Wrong(reason, _("Look for two digits that changed places, or leave the cell empty."))
    return text


@lru_cache(maxsize=50_000)
def day(text: str, pattern: str, column: str) -> str | None:
    """A date as YYYY-MM-DD, or None for an empty cell."""
    if not text:
        return None
    try:
        if pattern == "%Y-%m-%d" and len(text) == 10:
            return date.fromisoformat(text).isoformat()
        found = datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a date has no time zone)
    except ValueError:
        reason = _('%(column)s "%(text)s" is not a date of the form %(form)s.')
        form = pattern.replace("%Y", "2023").replace("%m", "05").replace("%d", "15")
        raise Wrong(
            reason % {"column": column, "text": text[:40], "form": form},
            _("Correct the date, or set date_format in a mapping."),
        ) from None
    return found.isoformat()


def postcode(text: str, column: str) -> str:
    tidy = text.replace(" ", "").upper()
    if tidy and not _POSTCODE.fullmatch(tidy):
        reason = _('%(column)s "%(text)s" is not a Dutch postcode.') % {"column": column, "text": text[:40]}
        raise Wrong(reason, _("Write four digits and two letters, or leave the cell empty."))
    return tidy


def municipality(text: str, postcode: str, known: frozenset[str], column: str) -> str:
    """The code with its letters; derived from the postcode when the cell is empty."""
    if not text:
        area = postcode_areas().get(postcode[:4])
        if area is None:
            raise Wrong(
                _("The municipality is not given and does not follow from the postcode."),
                _("Fill in the municipality code."),
            )
        return area.municipality
    code = f"GM{text.zfill(4)}" if text.isdigit() else text.upper()
    if code not in known:
        reason = _('%(column)s "%(text)s" is not a municipality we know.') % {"column": column, "text": text[:40]}
        raise Wrong(reason, _("Correct the code, or leave the cell empty to derive it from the postcode."))
    return code


def activity(scheme: str, text: str, column: str) -> tuple[str, str]:
    """An SBI code (digits only) and its section letter; both empty when there is no code."""
    if not text:
        return "", ""
    if scheme not in SCHEMES:
        raise Wrong(
            _('The SBI scheme "%(scheme)s" is not known.') % {"scheme": scheme[:40]},
            _("Write 2008 or 2025, or set sbi_scheme under constants in a mapping."),
        )
    code = text.replace(".", "").replace(" ", "")
    section = sbi_codes(scheme).get(code)
    if section is None:
        reason = _('%(column)s "%(text)s" is not a code of SBI %(scheme)s.')
        raise Wrong(
            reason % {"column": column, "text": text[:40], "scheme": scheme},
            _("Check the code and the scheme: the same digits can mean something else in the other one."),
        )
    return code, section


def size_class(text: str, classes: tuple[tuple[str, int, int | None], ...], column: str) -> str:
    """The programme's class that holds the lowest number of a register's class: "2 t/m 4" gives "2-4".

    Empty for an empty cell, and for a class below every class of the programme (nobody at work).
    """
    if not text:
        return ""
    found = _SIZE.match(text)
    if found is None:
        reason = _('%(column)s "%(text)s" is not a size class.') % {"column": column, "text": text[:40]}
        raise Wrong(reason, _("Begin with the lowest number of people, or name the class under values in a mapping."))
    lowest = int(found[1])
    for code, minimum, maximum in classes:
        if minimum <= lowest and (maximum is None or lowest <= maximum):
            return code
    return ""


def looks_damaged(text: str) -> bool:
    """True for text that was read in the wrong encoding once, such as an e with an accent shown as two signs."""
    return not text.isascii() and _MOJIBAKE.search(text) is not None
