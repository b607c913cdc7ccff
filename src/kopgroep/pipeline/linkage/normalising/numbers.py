"""Numbers of the trade register."""

import re

KVK_DIGITS, EST_DIGITS = 8, 12
_SAYS_KVK = re.compile(r"(?:kvk|k\.v\.k\.|kamer van koophandel|nummer|nr|no)[\s.:-]*", re.IGNORECASE)
_SIGNS = re.compile(r"[\s.\-]+")
_DECIMALS = re.compile(r"\d+\.0+")


def kvk(text: str | None) -> str | None:
    """The eight digits of a company. A zero that a spreadsheet lost is put back; anything else is no number."""
    digits = _digits(text)
    if digits is None or len(digits) not in {KVK_DIGITS - 1, KVK_DIGITS}:
        return None
    return digits.zfill(KVK_DIGITS) if digits.strip("0") else None


def est_no(text: str | None) -> str | None:
    """The twelve digits of an establishment. Not restored: eight digits in this column can be a company's number."""
    digits = _digits(text)
    return digits if digits is not None and len(digits) == EST_DIGITS and digits.strip("0") else None


def _digits(text: str | None) -> str | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        text = _SAYS_KVK.sub("", text.strip())
        # A number column that a spreadsheet wrote as decimals.
        text = text.partition(".")[0] if _DECIMALS.fullmatch(text) else _SIGNS.sub("", text)
    return text if text.isascii() and text.isdigit() else None
