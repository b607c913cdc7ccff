"""Conditions, levels and other rules of a scan in sentences, in the language in use."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kopgroep.base import money
from kopgroep.programme.parts import Text
from kopgroep.programme.scans import Condition, Item, ItemKind, Scale, Scan
from kopgroep.programme.scans.conditions import NO, PARTLY, YES

CERTAIN_DECIMALS = 6


def said(text: Text | None) -> str:
    """A text of the programme."""
    return "" if text is None else text.in_(get_language() or "nl")


def number(value: float) -> str:
    """A number with as many decimals as it has: ``5.000``, ``0,33``."""
    decimals = next(places for places in range(CERTAIN_DECIMALS + 1) if _whole(value, places))
    return money.amount(value, get_language() or "nl", decimals=decimals)


def _whole(value: float, places: int) -> bool:
    return places == CERTAIN_DECIMALS or round(value, places) == round(value, CERTAIN_DECIMALS)


def either(parts: Sequence[str]) -> str:
    """``a, b or c``."""
    *first, last = parts
    if not first:
        return last
    told = pgettext("the last two of a list", "%(first)s or %(last)s")
    return told % {"first": ", ".join(first), "last": last}


def answer(scan: Scan, item: Item, word: str) -> str:
    """An answer as people read it."""
    own = {option.code: said(option.name) for option in scan.options(item)}
    return own.get(word) or {YES: _("yes"), PARTLY: _("partly"), NO: _("no")}.get(word, word)


def kind(item: Item) -> str:
    """What kind of answer a question takes."""
    return {
        ItemKind.YES_NO: _("yes or no"),
        ItemKind.YES_PARTLY_NO: _("yes, partly or no"),
        ItemKind.CHOICE: _("one answer"),
        ItemKind.MANY: _("any number of answers"),
        ItemKind.NUMBER: _("a number"),
        ItemKind.DATE: _("a date"),
        ItemKind.TEXT: _("own words"),
    }[item.kind]


def conditions(scan: Scan, found: Iterable[Condition]) -> list[str]:
    """Each condition as a sentence."""
    return [condition(scan, each) for each in found]


def condition(scan: Scan, each: Condition) -> str:
    """One condition as a sentence without a full stop."""
    if each.scale:
        return _of_scale(scan.scale_of[each.scale], each)
    item = scan.items[each.item or ""]
    told: dict[str, Any] = {"question": said(item.ask), "months": each.within_months}
    if each.one_of:
        told["answers"] = either([answer(scan, item, word) for word in each.one_of])
        return _("“%(question)s” was answered with %(answers)s") % told
    if each.none_of:
        told["answers"] = either([answer(scan, item, word) for word in each.none_of])
        return _("“%(question)s” was answered, but not with %(answers)s") % told
    if each.within_months:
        return _("“%(question)s”: at most %(months)s months ago") % told
    told["range"] = span(each.at_least, each.below)
    if item.kind is ItemKind.MANY:
        return _("“%(question)s”: number of ticks %(range)s") % told
    return _("“%(question)s”: %(range)s") % told


def _of_scale(scale: Scale, each: Condition) -> str:
    if each.one_of:
        names = {level.code: said(level.name) for level in scale.levels}
        level = either([names[word] for word in each.one_of])
        return _("the level of %(scale)s is %(level)s") % {"scale": said(scale.name), "level": level}
    return _("the score of %(scale)s: %(range)s") % {
        "scale": said(scale.name),
        "range": span(each.at_least, each.below),
    }


def span(low: float | None, below: float | None) -> str:
    """``40 or more``, ``below 60``, ``from 40 up to 60``."""
    if low is None:
        return _("below %(number)s") % {"number": number(below or 0)}
    if below is None:
        return _("%(number)s or more") % {"number": number(low)}
    return _("from %(low)s up to %(high)s") % {"low": number(low), "high": number(below)}


def months(count: int) -> str:
    """``3 months``."""
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def hours(count: int) -> str:
    """``8 hours``."""
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
