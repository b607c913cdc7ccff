"""Definitions as they were: kept with a frozen quarter, and counted with again years later."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from kopgroep.programme import Indicator, KeyFigure, LadderSteps, MoneySource, Programme, current
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.parts import Part

KEPT = ("period", "indicators", "figures", "ladder", "lines", "money", "area", "themes", "needs", "results", "surveys")
"""The parts of a programme on which a figure can rest: what is counted, and the lists by which it is split."""

Item = Indicator | KeyFigure | MoneySource


def definitions() -> dict[str, Any]:
    """Those parts as plain JSON, to be kept."""
    programme = current()
    return {name: _plain(_shape(name).dump_python(getattr(programme, name))) for name in KEPT}


@contextmanager
def as_defined(kept: Mapping[str, Any]) -> Iterator[None]:
    """Count by definitions that were kept instead of by those of today, for the length of the block.

    Raises pydantic.ValidationError when they cannot be read.
    """
    parts = {name: _shape(name).validate_json(json.dumps(kept.get(name))) for name in KEPT}
    with current.lend(current().model_copy(update=parts)):
        yield


def meaning(item: Item) -> str:
    """The fingerprint of what an item counts. It stays the same when only a name, a note or a target changes."""
    programme = current()
    match item:
        case Indicator():
            rests: dict[str, Any] = {"rule": _said(item.rule), "period": item.period.model_dump()}
            if isinstance(item.rule, LadderSteps):
                rests["phases"] = {phase.code: phase.number for phase in programme.ladder.phases}
        case KeyFigure():
            rests = {"ask": _said(item.ask), "over": item.over.value}
            rests |= {"since": programme.period.starts_on}
            if item.ask.ask == "coverage":
                rests["area"] = {place.code: place.establishments_reference for place in programme.area}
        case MoneySource():
            return fingerprint({"code": item.code, "budget": {str(k): v for k, v in item.budget_cents.items()}})
    return fingerprint({"code": item.code, "version": item.version, **rests})


def _said(part: Part) -> dict[str, Any]:
    """What a definition says itself. A key that a newer version adds, and that nobody uses, says nothing."""
    return part.model_dump(mode="json", exclude_defaults=True)


def _shape(name: str) -> TypeAdapter[Any]:
    kind: Any = Programme.model_fields[name].annotation
    return TypeAdapter(kind)


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=_written))


def _written(value: Any) -> Any:
    """A day as text; an amount as the number that it was in its file."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{value!r} is not kept with a definition")
