"""Made-up answers to a scan that hang together: whoever is good at one thing is mostly good at the next."""

from datetime import date, timedelta
from random import Random
from typing import Any

from kopgroep.companies.models import Company
from kopgroep.programme.scans import Condition, Fact, Item, ItemKind, Option, Scan
from kopgroep.programme.scans.conditions import NO, PARTLY, YES
from kopgroep.scans.engine.routing import asked

Stored = dict[str, Any]
NOT_KNOWN = 0.015
"""How often somebody does not know."""
A_MONTH = timedelta(days=30)


class Answering:
    """Draws answers. ``able`` is how far the company is, from 0 to 1."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def fill(self, scan: Scan, company: Company, stored: Stored, *, able: float, on: date) -> Stored:
        """Answers to every question that is asked, in order; what is known already stays."""
        answers = dict(stored)
        for item in scan.items.values():
            if item.code not in answers and item in asked(scan, answers, on):
                answers[item.code] = self._answer(scan, item, company, able=able, on=on)
        return answers

    def _answer(self, scan: Scan, item: Item, company: Company, *, able: float, on: date) -> dict[str, Any]:
        if item.dont_know and item.fact is None and self.random.random() < NOT_KNOWN:
            return {"state": "dont_know"}
        good = self.random.random() < able
        match item.kind:
            case ItemKind.YES_NO:
                value: Any = YES if good else NO
            case ItemKind.YES_PARTLY_NO:
                value = YES if good else self.random.choice((PARTLY, NO))
            case ItemKind.CHOICE:
                value = self._choose(rising(scan.options(item)), able)
            case ItemKind.MANY:
                value = [o.code for o in scan.options(item) if o.points != 0 and self.random.random() < able]
                if not value and not item.dont_know:
                    value = [scan.options(item)[0].code]
            case ItemKind.NUMBER:
                value = self._number(item, able)
            case ItemKind.DATE:
                value = (on - A_MONTH * self.random.randint(1, 40)).isoformat()
            case ItemKind.TEXT:
                value = company.name
        return {"value": value[: item.most] if isinstance(value, list) else value}

    def _choose(self, options: list[Option], able: float) -> str:
        place = round(able * (len(options) - 1) + self.random.gauss(0, 0.9))
        return options[min(max(place, 0), len(options) - 1)].code

    def _number(self, item: Item, able: float) -> float:
        low, high = item.minimum or 0, item.maximum if item.maximum is not None else 100
        if item.fact is Fact.STAFF:
            return self.random.choice((1, 2, 3, 4, 6, 8, 12, 18, 30, 45, 70))
        if item.fact is Fact.STARTED_IN:
            return self.random.randint(1975, 2020)
        drawn = low + (min(high, 100) - low) * able * self.random.random()
        return round(drawn, item.decimals) if item.decimals else round(drawn)


def rising(options: tuple[Option, ...]) -> list[Option]:
    """The answers from worst to best; those without points in the order of the scan."""
    return sorted(options, key=lambda option: option.points or 0)


def met(scan: Scan, condition: Condition, *, on: date) -> Stored:
    """The answer that meets a condition on a question."""
    item = scan.items[condition.item or ""]
    if condition.within_months:
        value: Any = (on - A_MONTH).isoformat()
    elif condition.one_of:
        value = [condition.one_of[0]] if item.kind is ItemKind.MANY else condition.one_of[0]
    else:
        value = condition.at_least or 0
        if item.kind is ItemKind.MANY:
            value = [option.code for option in scan.options(item)[: round(value)]]
        elif value == round(value):
            value = round(value)
    return {item.code: {"value": value}}


def unmet(scan: Scan, condition: Condition, *, on: date) -> Stored:
    """An answer that does not meet a condition on a question."""
    item = scan.items[condition.item or ""]
    if item.kind is ItemKind.DATE:
        value: Any = (on - 48 * A_MONTH).isoformat()
    elif item.kind is ItemKind.NUMBER:
        value = item.minimum or 0
    elif item.kind in (ItemKind.YES_NO, ItemKind.YES_PARTLY_NO):
        value = NO
    else:
        value = rising(scan.options(item))[0].code
    return {item.code: {"value": value}}


def raised(scan: Scan, stored: Stored, codes: tuple[str, ...], *, by: int) -> Stored:
    """The same answers, with these questions so many answers higher."""
    answers = dict(stored)
    for code in codes:
        item, given = scan.items[code], stored.get(code, {}).get("value")
        words = {ItemKind.YES_NO: [NO, YES], ItemKind.YES_PARTLY_NO: [NO, PARTLY, YES]}.get(item.kind) or [
            option.code for option in rising(scan.options(item))
        ]
        if item.kind in (ItemKind.CHOICE, ItemKind.YES_NO, ItemKind.YES_PARTLY_NO) and given in words:
            answers[code] = {"value": words[min(words.index(given) + by, len(words) - 1)]}
    return answers
