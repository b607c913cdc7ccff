"""Answer sets for trying the scans of a real programme: every question answered as low or as high as it goes."""

from datetime import date
from typing import Any

from kopgroep.programme.scans import Advice, Condition, Item, ItemKind, Scan
from kopgroep.scans.engine.scoring import Result, score

DAY = date(2026, 11, 23)

Stored = dict[str, dict[str, Any]]


def answered(scan: Scan, *, high: bool, **values: Any) -> Stored:
    """Every choice at its lowest or highest points, no ticks, and numbers of a firm of twelve; then ``values``."""
    stored = {code: {"value": _value(scan, item, high)} for code, item in scan.items.items()}
    return stored | {code.replace("_", "-"): {"value": value} for code, value in values.items()}


def scored(scan: Scan, stored: Stored) -> Result:
    """The result on a fixed day."""
    return score(scan, stored, on=DAY)


def fires(scan: Scan, advice: Advice, *bases: Stored) -> bool:
    """Whether one of these answer sets proposes it, once what it asks of single questions is filled in."""
    wanted = {
        condition.item: {"value": _meeting(scan.items[condition.item], condition)}
        for condition in advice.when
        if condition.item
    }
    return any(advice.code in scored(scan, base | wanted).advice for base in bases)


def _value(scan: Scan, item: Item, high: bool) -> Any:
    if item.kind is ItemKind.NUMBER:
        return max(12, int(item.minimum or 0))
    if item.kind is ItemKind.MANY:
        return []
    options = scan.options(item)
    if options[0].points is None:
        return options[-1].code
    return options[-1 if high else 0].code


def _meeting(item: Item, condition: Condition) -> Any:
    if item.kind is ItemKind.NUMBER:
        return condition.at_least if condition.at_least is not None else (condition.below or 1) - 1
    return list(condition.one_of[:1]) if item.kind is ItemKind.MANY else condition.one_of[0]
