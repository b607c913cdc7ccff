"""An answer in words, as a page or a paper tells it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kopgroep.base.dates import nice_date
from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.scans.answer_words import STATES, options_of, plain_number
from kopgroep.scans.engine.states import Answer, State


def told(scan: Scan, item: Item, answer: Answer, language: str) -> str:
    """What was answered: ``Yes``, ``12,5 per cent``, ``LED lamps, Insulation``, ``I do not know``."""
    if answer.state is State.ZERO:
        return _("None, by an earlier answer")
    if answer.state is State.NOT_ASKED or answer.value is None:
        return str(STATES.get(answer.state, _("No answer")))
    value = answer.value
    if isinstance(value, tuple):
        names = dict(options_of(scan, item, language))
        return ", ".join(str(names.get(tick, tick)) for tick in names if tick in value) or _("None of these")
    if isinstance(value, int | float):
        unit = f" {item.unit.in_(language)}" if item.unit else ""
        return f"{plain_number(value)}{unit}"
    if item.kind is ItemKind.DATE:
        return nice_date(date.fromisoformat(value), language)
    return str(dict(options_of(scan, item, language)).get(value, value))


def told_stored(scan: Scan, item: Item, stored: Mapping[str, Any], language: str) -> str:
    """The same of an answer as it is stored."""
    if "state" in stored:
        return told(scan, item, Answer(State(stored["state"])), language)
    value = stored["value"]
    return told(scan, item, Answer(State.VALUE, tuple(value) if isinstance(value, list) else value), language)
