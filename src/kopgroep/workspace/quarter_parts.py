"""The parts of one figure in one quarter: as frozen with what is known now, as proposed, or as they would be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.programme import Dimension, Indicator, KeyFigure, current
from kopgroep.reporting.closing import Restatement, Value, restated_parts
from kopgroep.reporting.lineage import known, path_of
from kopgroep.reporting.made import LISTED
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.small_cells import without_small_cells
from kopgroep.reporting.view import Cut
from kopgroep.workspace.cut_words import code_word
from kopgroep.workspace.quarter_words import (
    NOTHING,
    items_by_key,
    kept_name,
    measure_of_kept,
    name_of,
    signed,
    split_word,
    written,
)


@dataclass(frozen=True)
class Figure:
    """One figure of a quarter."""

    kind: str
    code: str
    name: str
    item: Indicator | KeyFigure | None
    """None when the programme no longer has it; then no address can ask for its lines."""


@dataclass(frozen=True)
class PartRow:
    """One part: what was said, and what is known now where that is compared."""

    cell: str
    name: str
    value: str
    n: int | None = None
    """How many companies or lines it rests on; None where it is hidden, or was not there."""
    now: str = ""
    difference: str = ""
    url: str = ""
    """Where its lines stand; empty for lines that name no part, and for parts of which no address can ask."""


@dataclass(frozen=True)
class Split:
    """A figure by one dimension."""

    name: str
    rows: list[PartRow]
    with_n: bool
    """Whether each value says on how many it rests; of a count that is the value itself."""
    moved: bool = False
    """Whether more is known now of one of the parts."""


def figure_of(code: str, closing: Closing | None) -> Figure | None:
    """The target or figure with this code, of the programme or of what the quarter kept; None when neither has it."""
    items = items_by_key()
    for kind in (Frozen.Kind.INDICATOR.value, Frozen.Kind.FIGURE.value):
        item, key = items.get((kind, code)), (kind, code, "", "")
        if isinstance(item, Indicator | KeyFigure):
            return Figure(kind, code, name_of(item, key), item)
        if closing and closing.values.filter(kind=kind, code=code).exists():
            return Figure(kind, code, kept_name(key, closing), None)
    return None


def frozen_splits(figure: Figure, closing: Closing, user: User) -> list[Split]:
    """What was closed; for who may see lines with what is known now, where that is something else."""
    splits = []
    for dimension, rows in _by_dimension(restated_parts(closing, figure.kind, figure.code)):
        now = next((row.now.measure for row in rows if row.now), None)
        measure = now or measure_of_kept(rows[0].key, closing)
        readings = {row.key[3]: _reading(measure, row.frozen) for row in rows if row.frozen}
        split = _split(figure, dimension, measure, _shown(readings, user), quarter=closing.quarter)
        compared = user.may(Permission.SEE_LINES) and not all(row.same_numbers for row in rows)
        splits.append(_beside(split, rows, measure) if compared else split)
    return [split for split in splits if split.rows]


def made_splits(figure: Figure, values: Iterable[Value], until: date, user: User) -> list[Split]:
    """What is proposed, or would be."""
    splits = []
    for dimension, found in _by_dimension(values):
        measure = found[0].measure
        readings = {value.cell: _reading(measure, value) for value in found}
        splits.append(_split(figure, dimension, measure, _shown(readings, user), until=until))
    return splits


def _by_dimension[V: (Value, Restatement)](found: Iterable[V]) -> list[tuple[str, list[V]]]:
    """The dimensions that occur, needs first, then in the order in which they are named."""
    rows = list(found)
    order = [LISTED, *(dimension.value for dimension in Dimension)]
    groups = [(word, [row for row in rows if row.key[2] == word]) for word in order]
    return [(word, group) for word, group in groups if group]


def _split(
    figure: Figure,
    dimension: str,
    measure: Measure,
    shown: Mapping[str, Reading | None],
    *,
    until: date | None = None,
    quarter: str = "",
) -> Split:
    """The parts, the largest first, then those that are hidden; what is not known stands last."""
    names = {cell: _cell_word(dimension, cell) for cell in shown}
    size = {cell: (reading.value or 0) if reading else 0 for cell, reading in shown.items()}
    rows = []
    for cell in sorted(shown, key=lambda cell: (not cell, shown[cell] is None, -size[cell], names[cell])):
        reading = shown[cell]
        value = written(measure, reading.value) if reading else _("hidden")
        url = _url(figure, dimension, cell, until, quarter)
        rows.append(PartRow(cell, names[cell], value, reading.n if reading else None, url=url))
    return Split(split_word(dimension), rows, with_n=measure is not Measure.COUNT)


def _beside(split: Split, found: list[Restatement], measure: Measure) -> Split:
    """The same with what is known now beside it, and with parts that were not there when the quarter was closed."""
    by_cell = {row.key[3]: row for row in found}
    known_then = {row.cell for row in split.rows}
    new = [PartRow(cell, _cell_word(row.key[2], cell), NOTHING) for cell, row in by_cell.items()]
    rows = [*split.rows, *(row for row in new if row.cell not in known_then)]
    return replace(split, rows=[_compared(row, by_cell[row.cell], measure) for row in rows], moved=True)


def _compared(row: PartRow, found: Restatement, measure: Measure) -> PartRow:
    now = written(measure, found.now.exact) if found.now else NOTHING
    return replace(row, now=now, difference=signed(measure, found.difference))


def _url(figure: Figure, dimension: str, cell: str, until: date | None, quarter: str) -> str:
    if figure.item is None:
        return ""
    if dimension == LISTED:
        return path_of(figure.code, until=until, cell=cell, quarter=quarter)
    which = Dimension(dimension)
    if cell not in known(which):
        return ""
    return path_of(figure.code, until=until, cut=Cut().but(which, cell), quarter=quarter)


def _cell_word(dimension: str, cell: str) -> str:
    if dimension != LISTED:
        return code_word(Dimension(dimension), cell)
    language = get_language() or "nl"
    return next((need.name.in_(language) for need in current().needs if need.code == cell), cell)


def _shown(readings: Mapping[str, Reading], user: User) -> Mapping[str, Reading | None]:
    return readings if user.may(Permission.SEE_LINES) else without_small_cells(readings)


def _reading(measure: Measure, value: Frozen | Value) -> Reading:
    return Reading(measure, value.part, value.whole, value.n)
