"""The files: which there are for each closed quarter, their columns and their rows."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import StringIO

from django.core.cache import cache

from kopgroep.programme import KeyFigure, current
from kopgroep.programme.key_figures import CoverageAsked
from kopgroep.reporting.counting import window
from kopgroep.reporting.definitions import as_defined, meaning
from kopgroep.reporting.models import Closing
from kopgroep.reporting.monitor import expected_by
from kopgroep.reporting.opendata.measures import exempt, interval_of, measure_of, unit_of, value_of
from kopgroep.reporting.opendata.names import cell_name
from kopgroep.reporting.opendata.past import Past, Public

FORMAT = 1
"""Raise it when the files of closed quarters get other columns or other words."""
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
SHOWN, SUPPRESSED = "shown", "suppressed"
KEPT_FOR = 24 * 60 * 60

Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Dataset:
    """One kind of file."""

    code: str
    """The word in its address."""
    columns: tuple[str, ...]
    """After ``quarter`` and ``until``."""
    rows: Callable[[list[Public], date], Iterable[Row]]

    @property
    def head(self) -> tuple[str, ...]:
        """All columns."""
        return ("quarter", "until", *self.columns)


@dataclass(frozen=True)
class Quarter:
    """What is published of one closed quarter."""

    name: str
    until: date
    closed_on: date
    rows: dict[str, tuple[Row, ...]]
    """By the code of the dataset."""


def quarters() -> tuple[Quarter, ...]:
    """Every closed quarter, the first one first. A closed quarter never changes, so this is kept for a day."""
    closings = list(Closing.objects.closed().order_by("until"))
    if not closings:
        return ()
    key = editions()
    found: tuple[Quarter, ...] | None = cache.get(key)
    if found is None:
        found = _made(closings)
        cache.set(key, found, KEPT_FOR)
    return found


def editions() -> str:
    """A key that changes when a quarter is closed, or when the files get another form."""
    closed = Closing.objects.closed().order_by("until").values_list("pk", "hash", "closed_at")
    parts = [f"{pk}:{known_by}:{closed_at}" for pk, known_by, closed_at in closed]
    return f"open-data:{FORMAT}:{sha256('|'.join(parts).encode()).hexdigest()}"


def _made(closings: Iterable[Closing]) -> tuple[Quarter, ...]:
    past, found = Past(), []
    for closing in closings:
        with as_defined(closing.definitions):
            public, head = past.add(closing), (closing.quarter, closing.until.isoformat())
            rows = {one.code: tuple((*head, *row) for row in one.rows(public, closing.until)) for one in DATASETS}
        closed_on = closing.closed_at.date() if closing.closed_at else closing.until
        found.append(Quarter(closing.quarter, closing.until, closed_on, rows))
    return tuple(found)


def _targets(public: list[Public], until: date) -> Iterable[Row]:
    for one in public:
        if isinstance(one.item, KeyFigure) or one.dimension or one.row is None:
            continue
        item = one.item
        expected = None if item.reference else expected_by(item, window(item, until))
        target = (None, None) if item.reference else (item.value, item.value_max)
        value = value_of(item, one.row)
        yield (item.code, item.name.nl, value, *target, expected, unit_of(item), one.row.n, item.version)


def _figures(public: list[Public], until: date) -> Iterable[Row]:
    for one in public:
        if isinstance(one.item, KeyFigure) and not one.dimension:
            item, row = one.item, one.row
            end = (unit_of(item), item.over.value, _status(one), item.version)
            if row is None:
                yield (item.code, item.name.nl, *(None,) * 6, *end)
            else:
                low, high = interval_of(item, row)
                yield (item.code, item.name.nl, value_of(item, row), row.part, row.whole, low, high, row.n, *end)


def _reach(public: list[Public], until: date) -> Iterable[Row]:
    places = {place.code: place for place in current().area}
    for one in public:
        is_reach = isinstance(one.item, KeyFigure) and isinstance(one.item.ask, CoverageAsked)
        if is_reach and one.dimension == "municipality":
            place = places.get(one.cell)
            whole = place.establishments_reference if place else None
            share = value_of(one.item, one.row) if one.row else None
            companies = one.row.n if one.row else None
            yield (one.cell, place.name if place else "", companies, whole, share, _status(one), one.item.version)


def _splits(public: list[Public], until: date) -> Iterable[Row]:
    for one in public:
        is_reach = isinstance(one.item, KeyFigure) and isinstance(one.item.ask, CoverageAsked)
        if one.dimension and not is_reach:
            item, row = one.item, one.row
            numbers: Row = (value_of(item, row), row.part, row.whole, row.n) if row else (None,) * 4
            cell = (one.dimension, one.cell or "unknown", cell_name(one.dimension, one.cell))
            unit = measure_of(item, one.dimension).value if one.dimension == "needs" else unit_of(item)
            yield (item.code, *cell, *numbers, unit, _status(one), item.version)


def _definitions(public: list[Public], until: date) -> Iterable[Row]:
    for item in [one.item for one in public if not one.dimension]:
        figure = isinstance(item, KeyFigure)
        rests = item.ask if isinstance(item, KeyFigure) else item.rule
        over = item.over.value if isinstance(item, KeyFigure) else "year" if item.per_year else "target"
        note = (item.note.nl, item.note.en) if item.note else ("", "")
        yield (
            "figure" if figure else "target",
            item.code,
            item.version,
            item.name.nl,
            item.name.en,
            item.description.nl,
            item.description.en,
            unit_of(item),
            over,
            "always" if exempt(item) else "from 10",
            json.dumps(rests.model_dump(mode="json"), ensure_ascii=False, sort_keys=True),
            *note,
            item.source or "",
            meaning(item),
        )


def _status(one: Public) -> str:
    return SHOWN if one.row else SUPPRESSED


DATASETS = (
    Dataset(
        "doelen",
        ("code", "name", "value", "target", "target_max", "expected", "unit", "n", "version"),
        _targets,
    ),
    Dataset(
        "kengetallen",
        ("code", "name", "value", "part", "whole", "low", "high", "n", "unit", "over", "status", "version"),
        _figures,
    ),
    Dataset(
        "bereik",
        ("municipality", "name", "companies", "establishments", "share", "status", "version"),
        _reach,
    ),
    Dataset(
        "uitsplitsingen",
        ("code", "dimension", "cell", "cell_name", "value", "part", "whole", "n", "unit", "status", "version"),
        _splits,
    ),
    Dataset(
        "definities",
        (
            "kind", "code", "version", "name_nl", "name_en", "description_nl", "description_en", "unit", "over",
            "whole_shown", "rule", "note_nl", "note_en", "source", "definition",
        ),
        _definitions,
    ),
)  # fmt: skip
BY_CODE = {dataset.code: dataset for dataset in DATASETS}


def as_csv(dataset: Dataset, quarter: Quarter) -> bytes:
    """The file as RFC 4180: UTF-8, commas, a point in numbers; what is not known or not shown is empty."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(dataset.head)
    writer.writerows(quarter.rows[dataset.code])
    return out.getvalue().encode()


def as_json(dataset: Dataset, quarter: Quarter) -> bytes:
    """The same rows as JSON, each with the names of its columns."""
    rows = [dict(zip(dataset.head, row, strict=True)) for row in quarter.rows[dataset.code]]
    whole = {"dataset": dataset.code, "quarter": quarter.name, "licence": LICENCE_URL, "rows": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


FORMS: dict[str, Callable[[Dataset, Quarter], bytes]] = {"csv": as_csv, "json": as_json}
