"""All values of a view of the ledger: what a quarter consists of when it is closed, and when it is counted again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kopgroep.programme import Indicator, KeyFigure, current
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.reporting import figures
from kopgroep.reporting.counting import values, window
from kopgroep.reporting.definitions import Item, meaning
from kopgroep.reporting.models import Frozen
from kopgroep.reporting.money import money_on
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.view import View

Key = tuple[str, str, str, str]
"""Kind, code, dimension and cell."""
LISTED = "needs"
"""The dimension of a figure that is a list by nature: a share per need."""


@dataclass(frozen=True)
class Value:
    """One value of one figure, exact."""

    kind: str
    code: str
    dimension: str
    cell: str
    part: int | None
    whole: int | None
    n: int
    definition_hash: str
    measure: Measure

    @property
    def key(self) -> Key:
        """What the value is of."""
        return self.kind, self.code, self.dimension, self.cell

    @property
    def exact(self) -> Fraction | None:
        """The value itself; None when there was nothing to say."""
        return Reading(self.measure, self.part, self.whole, self.n).value


def made_of(view: View, *, parts: bool = True) -> Iterator[Value]:
    """Every value of a view, by kind, code, dimension and cell: of what is in use on its day.

    The same lines, doubles and definitions always give the same values. Without ``parts`` only the whole of each.
    """
    yield from _figures(view, parts)
    yield from _indicators(view, parts)
    yield from _money(view)


def parts_of(item: Indicator | KeyFigure, view: View) -> Iterator[Value]:
    """The parts of one target or figure, by dimension and cell, without the whole."""
    kind = Frozen.Kind.INDICATOR if isinstance(item, Indicator) else Frozen.Kind.FIGURE
    split = {dimension.value: figures.split(item, view, dimension) for dimension in item.by}
    if isinstance(item, KeyFigure) and (cells := figures.cells(item, view)):
        split[LISTED] = cells
    for dimension, readings in sorted(split.items()):
        for cell, reading in sorted(readings.items()):
            yield _value(item, kind, reading, dimension, cell)


def hash_of(found: Iterable[Value | Frozen]) -> str:
    """The fingerprint of values, whatever order they come in; of made and of kept ones alike."""
    rows = [
        [value.kind, value.code, value.dimension, value.cell, value.part, value.whole, value.n, value.definition_hash]
        for value in found
    ]
    return fingerprint({"values": sorted(rows, key=lambda row: row[:4])})


def _indicators(view: View, parts: bool) -> Iterator[Value]:
    used = [item for item in current().indicators if item.is_active(view.on) and window(item, view.on)]
    counted = values(used, view)
    for item in sorted(used, key=lambda item: item.code):
        whole = Reading(Measure.COUNT, counted[item.code], None, counted[item.code])
        yield from _of(item, Frozen.Kind.INDICATOR, view, whole, parts)


def _figures(view: View, parts: bool) -> Iterator[Value]:
    used = [item for item in current().figures if item.is_active(view.on)]
    for item in sorted(used, key=lambda item: item.code):
        yield from _of(item, Frozen.Kind.FIGURE, view, figures.read(item, view), parts)


def _of(item: Indicator | KeyFigure, kind: Frozen.Kind, view: View, whole: Reading, parts: bool) -> Iterator[Value]:
    yield _value(item, kind, whole)
    if parts:
        yield from parts_of(item, view)


def _money(view: View) -> Iterator[Value]:
    """Budget, committed and spent of each source in each year; ``n`` is nought, as no companies are counted."""
    money = money_on(view)
    for source in sorted(current().money, key=lambda source: source.code):
        for word in ("budget", "committed", "spent"):
            for year, purse in sorted(money.by_source[source.code].items()):
                cents = Reading(Measure.CENTS, getattr(purse, word))
                yield _value(source, Frozen.Kind.MONEY, cents, word, str(year))


def _value(item: Item, kind: Frozen.Kind, reading: Reading, dimension: str = "", cell: str = "") -> Value:
    exact = reading.part, reading.whole, reading.n
    return Value(kind.value, item.code, dimension, cell, *exact, meaning(item), reading.measure)
