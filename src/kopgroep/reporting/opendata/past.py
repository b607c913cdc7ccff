"""What is published of each quarter: the frozen rows of public items, the newest judged by all that came before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kopgroep.programme import Indicator, KeyFigure, Over, current
from kopgroep.programme.key_figures import CountAsked, CoverageAsked
from kopgroep.reporting.closing import frozen_values
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.opendata.hiding import Table, hidden_in, too_little
from kopgroep.reporting.opendata.measures import Item, exempt, measure_of, splits_of, told
from kopgroep.reporting.reading import Measure

Rows = Mapping[tuple[str, str], Frozen]
"""Of one item, by dimension and cell."""
HERE = ""


@dataclass(frozen=True)
class Public:
    """One value that may be published, or a cell of which it is only said that it is hidden."""

    item: Item
    dimension: str
    cell: str
    row: Frozen | None
    """None when it is hidden."""


@dataclass
class Past:
    """What was published of the quarters before."""

    wholes: dict[tuple[str, str], list[Frozen]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[tuple[str, str], list[Table]] = field(default_factory=lambda: defaultdict(list))

    def add(self, closing: Closing) -> list[Public]:
        """What to publish of the next quarter; call it in the order of the quarters, under the kept definitions."""
        by_item: dict[tuple[str, str], dict[tuple[str, str], Frozen]] = defaultdict(dict)
        for row in frozen_values(closing):
            by_item[row.kind, row.code][row.dimension, row.cell] = row
        items: list[tuple[str, Item]] = [("indicator", item) for item in current().indicators]
        items += [("figure", item) for item in current().figures]
        public = [(item, by_item[kind, item.code]) for kind, item in items if item.public and by_item[kind, item.code]]
        return [found for item, rows in public for found in self._judged(item, rows, closing)]

    def _judged(self, item: Item, rows: Rows, closing: Closing) -> Iterator[Public]:
        whole = rows["", HERE]
        shown = self._shows(item, whole, closing)
        yield Public(item, "", "", whole if shown else None)
        for dimension in splits_of(item):
            if not _stands_in_reach(item, dimension):
                cells = {cell: row for (by, cell), row in rows.items() if by == dimension}
                yield from self._split(item, dimension, cells, total_known=shown)

    def _shows(self, item: Item, whole: Frozen, closing: Closing) -> bool:
        earlier = self.wholes[item.code, _window(item, closing)]
        if not exempt(item) and any(_tells(item, then, whole) for then in (None, *earlier)):
            return False
        earlier.append(whole)
        return True

    def _split(self, item: Item, dimension: str, rows: Mapping[str, Frozen], *, total_known: bool) -> Iterable[Public]:
        cells = {cell: told(item, row) for cell, row in rows.items()}
        hidden = hidden_in(cells, self.tables[item.code, dimension]) if total_known else None
        if hidden is None:
            return
        self.tables[item.code, dimension].append(Table(cells, hidden))
        for cell in sorted(cells.keys() | hidden):
            yield Public(item, dimension, cell, None if cell in hidden else rows[cell])


def _window(item: Item, closing: Closing) -> str:
    """Quarters with another window have nothing in common: figures of two of them are not subtracted."""
    if isinstance(item, Indicator) or item.over is Over.PROGRAMME:
        return ""
    return closing.quarter if item.over is Over.QUARTER else str(closing.until.year)


def _tells(item: Item, then: Frozen | None, now: Frozen) -> bool:
    """Whether a whole and an earlier one tell of 1 to 9; a mean that changes while nobody came tells of somebody."""
    before = Table({HERE: told(item, then)} if then else {})
    if too_little(before, Table({HERE: told(item, now)}), [HERE]):
        return True
    changed = then is not None and then.n == now.n and then.value != now.value
    return changed and measure_of(item) is not Measure.SHARE


def _stands_in_reach(item: Item, dimension: str) -> bool:
    """Whether these very counts are those of the reach per municipality, which is a file of its own."""
    reached = [
        figure.ask.part
        for figure in current().figures
        if figure.public and dimension in figure.by and isinstance(figure.ask, CoverageAsked)
    ]
    if dimension != "municipality" or not isinstance(item, KeyFigure) or not isinstance(item.ask, CountAsked):
        return False
    return item.ask.rule in reached
