"""Frozen values in words: what they are of, also when the programme no longer has it, and how they are written."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import hours
from kopgroep.base.money import amount, euros, percent_in_column
from kopgroep.programme import Dimension, Indicator, KeyFigure, MoneySource, current
from kopgroep.programme.key_figures import NeedsAsked
from kopgroep.reporting.made import LISTED, Key
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.reading import Measure
from kopgroep.workspace.cut_words import dimension_word

NOTHING = "–"
MINUS = "\N{MINUS SIGN}"


def written(measure: Measure, value: Fraction | None) -> str:
    """An exact value as people read it."""
    language = get_language() or "nl"
    if value is None:
        return NOTHING
    match measure:
        case Measure.SHARE:
            return percent_in_column(float(value), language)
        case Measure.MINUTES:
            return hours(int(value), language)
        case Measure.CENTS:
            return euros(int(value), language)
        case Measure.DAYS:
            return _("%(n)s working days") % {"n": amount(float(value), language, decimals=int(value.denominator > 1))}
        case Measure.COUNT:
            return amount(float(value), language, decimals=0 if value.denominator == 1 else 1)
    return amount(float(value), language, decimals=1)


def signed(measure: Measure, value: Fraction | None) -> str:
    """A difference with its sign; empty when there is none to give."""
    if not value:
        return ""
    return f"{'+' if value > 0 else MINUS}{written(measure, abs(value))}"


def splits_of(item: Any) -> list[str]:
    """The dimensions by which a figure is split, and that of a figure that is a list by nature; none for money."""
    if not isinstance(item, Indicator | KeyFigure):
        return []
    listed = [LISTED] if isinstance(item, KeyFigure) and isinstance(item.ask, NeedsAsked) else []
    return [*listed, *(dimension.value for dimension in item.by)]


def kept_splits(key: Key, closing: Closing) -> list[str]:
    """The same of something that the programme no longer has."""
    kept = _kept(key, closing)
    listed = [LISTED] if kept.get("ask", {}).get("ask") == "needs" else []
    return [*listed, *kept.get("by", [])]


def split_word(dimension: str) -> str:
    """What a split is called above its table."""
    return _("Need") if dimension == LISTED else dimension_word(Dimension(dimension))


def items_by_key() -> dict[tuple[str, str], Indicator | KeyFigure | MoneySource]:
    programme = current()
    lists: list[tuple[str, Iterable[Indicator | KeyFigure | MoneySource]]] = [
        (Frozen.Kind.INDICATOR, programme.indicators),
        (Frozen.Kind.FIGURE, programme.figures),
        (Frozen.Kind.MONEY, programme.money),
    ]
    return {(str(kind), item.code): item for kind, items in lists for item in items}


def name_of(item: Any, key: Key) -> str:
    return _with_cell(item.name.in_(get_language() or "nl"), key)


def kept_name(key: Key, closing: Closing) -> str:
    """The name of something that the programme no longer has, from the definitions that were kept."""
    found = _kept(key, closing)
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return _with_cell(found.get("name", {}).get(language, key[1]), key)


def _kept(key: Key, closing: Closing) -> dict[str, Any]:
    part = {Frozen.Kind.INDICATOR: "indicators", Frozen.Kind.FIGURE: "figures"}.get(Frozen.Kind(key[0]), "money")
    return next((item for item in closing.definitions.get(part, []) if item["code"] == key[1]), {})


def _with_cell(name: str, key: Key) -> str:
    words = {"budget": _("budget"), "committed": _("committed"), "spent": _("spent")}
    return f"{name}, {words.get(key[2], key[2])} {key[3]}" if key[2] else name


def measure_of_kept(key: Key, closing: Closing) -> Measure:
    """What kind of number a value is that is no longer counted."""
    if key[0] == Frozen.Kind.MONEY:
        return Measure.CENTS
    asked = {
        "share": Measure.SHARE,
        "coverage": Measure.SHARE,
        "needs": Measure.SHARE,
        "working_days": Measure.DAYS,
        "score": Measure.MEAN,
        "hours": Measure.MINUTES,
    }
    return asked.get(_kept(key, closing).get("ask", {}).get("ask", ""), Measure.COUNT)
