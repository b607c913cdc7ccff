"""Checking one answer and giving it the one form in which it is stored."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.scans.engine.states import Answer, State, Stored, Value

__all__ = ["Answer", "Reason", "State", "Stored", "Value", "WrongAnswerError", "clean"]

LARGEST = 10**12
"""No question of ours has a larger answer, and up to here a number keeps three decimals in JSON."""
LONGEST_TEXT = 2000
YEARS = range(1900, 2200)
"""Outside these a day is a typing error."""

NUMBER = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,15})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reason(StrEnum):
    """Why an answer cannot be taken."""

    UNKNOWN_ITEM = "unknown_item"
    NOT_AN_ANSWER = "not_an_answer"
    """Neither a value nor a state, or both."""
    STATE_NOT_ALLOWED = "state_not_allowed"
    NOT_AN_OPTION = "not_an_option"
    TOO_MANY = "too_many"
    """More ticks than may be given."""
    GOES_ALONE = "goes_alone"
    """A tick beside one that goes with no other."""
    NOT_A_NUMBER = "not_a_number"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_MANY_DECIMALS = "too_many_decimals"
    NOT_A_DATE = "not_a_date"
    NOT_A_TEXT = "not_a_text"
    TOO_LONG = "too_long"


class WrongAnswerError(Exception):
    """An answer that does not fit its question.

    ``limit`` is the lowest or highest number, the number of ticks or decimals, or of characters that would do.
    """

    def __init__(self, item: str, reason: Reason, limit: float | None = None) -> None:
        super().__init__(item, reason, limit)
        self.item, self.reason, self.limit = item, reason, limit


def clean(scan: Scan, code: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as it is stored. ``raw`` is ``{"value": ...}`` or ``{"state": ...}``; raises WrongAnswerError.

    A number may be a text with a point or a comma before its decimals, and without marks between thousands. Ticks may
    be in any order; none at all is an answer. Cleaning what is stored already changes nothing.
    """
    item = scan.items.get(code)
    if item is None:
        raise WrongAnswerError(code, Reason.UNKNOWN_ITEM)
    if set(raw) == {"state"}:
        return {"state": _state(item, raw["state"])}
    if set(raw) == {"value"}:
        return {"value": _value(scan, item, raw["value"])}
    raise WrongAnswerError(code, Reason.NOT_AN_ANSWER)


def _state(item: Item, state: object) -> str:
    if state == State.DONT_KNOW and item.dont_know:
        return State.DONT_KNOW.value
    if state == State.NOT_APPLICABLE and item.not_applicable:
        return State.NOT_APPLICABLE.value
    raise WrongAnswerError(item.code, Reason.STATE_NOT_ALLOWED)


def _value(scan: Scan, item: Item, value: object) -> object:
    match item.kind:
        case ItemKind.MANY:
            return _ticks(scan, item, value)
        case ItemKind.NUMBER:
            return _number(item, value)
        case ItemKind.DATE:
            return _day(item, value)
        case ItemKind.TEXT:
            return _text(item, value)
        case _:
            return _word(scan, item, value)


def _word(scan: Scan, item: Item, value: object) -> str:
    if isinstance(value, str) and value in scan.words(item):
        return str(value)
    raise WrongAnswerError(item.code, Reason.NOT_AN_OPTION)


def _ticks(scan: Scan, item: Item, value: object) -> list[str]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise WrongAnswerError(item.code, Reason.NOT_AN_OPTION)
    ticks = {_word(scan, item, tick) for tick in value}
    if len(ticks) > 1 and any(option.alone and option.code in ticks for option in scan.options(item)):
        raise WrongAnswerError(item.code, Reason.GOES_ALONE)
    if item.most is not None and len(ticks) > item.most:
        raise WrongAnswerError(item.code, Reason.TOO_MANY, item.most)
    return sorted(ticks)


def _number(item: Item, value: object) -> int | float:
    number = _read_number(value)
    if number is None:
        raise WrongAnswerError(item.code, Reason.NOT_A_NUMBER)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > item.decimals:
        raise WrongAnswerError(item.code, Reason.TOO_MANY_DECIMALS, item.decimals)
    lowest, highest = item.minimum, item.maximum
    if number < Decimal(repr(lowest if lowest is not None else -LARGEST)):
        raise WrongAnswerError(item.code, Reason.TOO_LOW, lowest if lowest is not None else -LARGEST)
    if number > Decimal(repr(highest if highest is not None else LARGEST)):
        raise WrongAnswerError(item.code, Reason.TOO_HIGH, highest if highest is not None else LARGEST)
    return int(number) if number == number.to_integral_value() else float(number)


def _read_number(value: object) -> Decimal | None:
    """A text as it was written; a number from a form, a spreadsheet or JSON without the noughts at its end."""
    if isinstance(value, str):
        written = value.strip().replace("\N{MINUS SIGN}", "-")
        return Decimal(written.replace(",", ".")) if NUMBER.fullmatch(written) else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number) > LARGEST:
        return number if number.is_finite() else None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _day(item: Item, value: object) -> str:
    """A day; a spreadsheet gives it with a time, which says nothing."""
    day: date | None = None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str) and DAY.fullmatch(value.strip()):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            day = None
    if day is None or day.year not in YEARS:
        raise WrongAnswerError(item.code, Reason.NOT_A_DATE)
    return day.isoformat()


def _text(item: Item, value: object) -> str:
    """A text with something in it. A NUL stands for nothing, and no database takes it in JSON."""
    text = value.strip() if isinstance(value, str) else ""
    if not text or "\0" in text:
        raise WrongAnswerError(item.code, Reason.NOT_A_TEXT)
    if len(text) > LONGEST_TEXT:
        raise WrongAnswerError(item.code, Reason.TOO_LONG, LONGEST_TEXT)
    return text
