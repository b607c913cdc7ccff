"""A column chart: one column per period, with the expected value as a line across it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from kopgroep.config.drawing.bars import share

# Widths in pixels of the drawing on a phone, of half a page on a desk, and of a letter of a label.
PHONE, DESK, LETTER = 240, 420, 7


@dataclass(frozen=True)
class Point:
    """One period: its name, what it came to, and what was expected, if anything was."""

    label: str
    value: float
    expected: float | None = None


@dataclass(frozen=True)
class Column:
    """A point with its place in the drawing, in percentages of width and height."""

    point: Point
    x: float
    width: float
    height: float
    expected_y: float | None
    label_on: str
    """Where there is room for the label: everywhere (empty), on a ``wide`` screen, or nowhere (``no``)."""

    @property
    def y(self) -> float:
        """Top of the column."""
        return round(100 - self.height, 2)

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def right(self) -> float:
        """The right side of the column."""
        return round(self.x + self.width, 2)


def every_label(count: int, longest: int, width: int) -> int:
    """Each how manyth label can stand at a width without touching the next."""
    return max(1, ceil(count * (longest * LETTER + LETTER) / width))


def round_top(value: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is not below the value."""
    step = 1.0
    while step * 10 < value:
        step *= 10
    return next((step * times for times in (1, 2, 5, 10) if step * times >= value), value)


@dataclass(frozen=True)
class Columns:
    """A whole chart: the columns, and the lines of the scale as (place from above, value)."""

    columns: list[Column]
    lines: list[tuple[float, float]]


def columns_of(points: Iterable[Point]) -> Columns:
    """Lay the points out from left to right, each with a third of its room left open."""
    rows = list(points)
    top = round_top(max([1, *(p.value for p in rows), *(p.expected or 0 for p in rows)]))
    room = 100 / max(len(rows), 1)
    longest = max([1, *(len(p.label) for p in rows)])
    on_phone, on_desk = (every_label(len(rows), longest, width) for width in (PHONE, DESK))
    columns = [
        Column(
            point=point,
            x=round(i * room + room / 6, 2),
            width=round(room * 2 / 3, 2),
            height=share(point.value, top),
            expected_y=None if point.expected is None else round(100 - share(point.expected, top), 2),
            label_on="" if i % on_phone == 0 else "wide" if i % on_desk == 0 else "no",
        )
        for i, point in enumerate(rows)
    ]
    return Columns(columns=columns, lines=[(0, top), (50, top / 2), (100, 0)])
