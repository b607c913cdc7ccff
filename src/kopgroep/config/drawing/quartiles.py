"""The middle half of each group as a bar, with a mark at its median: two sizes of one drawing."""

from collections.abc import Iterable
from dataclasses import dataclass

from kopgroep.config.drawing.profile import LINE, TICKS, Shape, folded, mark_of, place


@dataclass(frozen=True)
class Spread:
    """One group: shares are between 0 and 100, None when it has no figures to show."""

    name: str
    low: float | None
    middle: float | None
    high: float | None
    words: str
    """The median with what it counts, or why there is none."""


@dataclass(frozen=True)
class Drawn:
    """One group with its places."""

    spread: Spread
    lines: list[tuple[float, str]]
    """The name, a line each, with its height."""
    y: float
    x: float
    width: float | None
    mark: str
    """The path of the mark; empty without figures."""
    words_y: float


@dataclass(frozen=True)
class Quartiles:
    """A drawing: its size, its groups, and the lines of the axis as (place, figure)."""

    shape: Shape
    height: float
    rows: list[Drawn]
    ticks: list[tuple[float, int]]
    line_end: float
    foot: float


def quartiles_of(spreads: Iterable[Spread], shape: Shape) -> Quartiles:
    """Lay the groups out under each other, as a profile does."""
    rows, y = [], 8.0
    for spread in spreads:
        names = folded(spread.name, shape.letters)
        extra = (len(names) - 1) * LINE
        top = y + (LINE + extra + 8 if shape.above else (shape.row - shape.bar + extra) / 2)
        words = top + shape.bar / 2 + 5
        first = y + LINE - 4 if shape.above else words - extra / 2
        lines = [(round(first + number * LINE, 1), name) for number, name in enumerate(names)]
        known = spread.low is not None and spread.high is not None and spread.middle is not None
        x: float = shape.left
        width, mark = None, ""
        if known:
            low, high = place(spread.low or 0, shape), place(spread.high or 0, shape)
            # A group of which half scores the same still shows where that is.
            x, width = low, max(round(high - low, 1), 2)
            mark = mark_of(place(spread.middle or 0, shape), top, shape)
        rows.append(Drawn(spread, lines, round(top, 1), x, width, mark, round(words, 1)))
        y += shape.row + extra
    ticks = [(place(tick, shape), tick) for tick in TICKS if not shape.above or tick % 50 == 0]
    return Quartiles(shape, height=y + 30, rows=rows, ticks=ticks, line_end=y + 2, foot=y + 20)
