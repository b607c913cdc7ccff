"""The profile of a scan: a bar per dimension with a mark where the others stand, for a desk and for a phone.

Places are units of the drawing's own box, which scales as a whole; names stand beside the bars or, narrow, above them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

TICKS = (0, 25, 50, 75, 100)
LINE = 19
"""Height of a line of text."""


@dataclass(frozen=True)
class Dimension:
    """A name, how far up its scale it stands, and how far the middle of the others, from 0 to 100."""

    name: str
    share: float | None
    """None when it was not measured, which is never drawn as 0."""
    mark: float | None
    words: str
    """The figure in words, at the end of the bar."""


@dataclass(frozen=True)
class Shape:
    """The measures of one way of drawing."""

    width: int
    left: int
    right: int
    """Where bars start and where 100 lies."""
    row: int
    bar: int
    letters: int
    """How many letters of a name fit on a line."""
    above: bool
    """Whether the name stands above its bar."""
    half: int
    """Half the width of a mark."""
    rise: int
    """How far a mark stands out above its bar."""

    @property
    def track(self) -> int:
        """The width of a whole bar."""
        return self.right - self.left


WIDE = Shape(width=780, left=190, right=712, row=42, bar=16, letters=23, above=False, half=6, rise=9)
NARROW = Shape(width=340, left=0, right=296, row=54, bar=13, letters=42, above=True, half=5, rise=7)


@dataclass(frozen=True)
class Bar:
    """One dimension with its places."""

    dimension: Dimension
    lines: list[tuple[float, str]]
    """The name, a line each, with its height."""
    y: float
    width: float | None
    mark: str
    """The path of the mark; empty without one."""
    words_y: float


@dataclass(frozen=True)
class Profile:
    """A drawing: its size, its bars, and the lines of the axis as (place, figure)."""

    shape: Shape
    height: float
    bars: list[Bar]
    ticks: list[tuple[float, int]]
    line_end: float
    """Where the lines of the axis stop."""
    foot: float
    """Where its figures stand."""


def profile_of(dimensions: Iterable[Dimension], shape: Shape) -> Profile:
    """Lay the dimensions out under each other. A name that does not fit takes a second line; the rest moves down."""
    bars, y = [], 8.0
    for dimension in dimensions:
        lines = folded(dimension.name, shape.letters)
        extra = (len(lines) - 1) * LINE
        top = y + (LINE + extra + 8 if shape.above else (shape.row - shape.bar + extra) / 2)
        middle = top + shape.bar / 2 + 5
        first = y + LINE - 4 if shape.above else middle - extra / 2
        bars.append(
            Bar(
                dimension=dimension,
                lines=[(round(first + number * LINE, 1), line) for number, line in enumerate(lines)],
                y=round(top, 1),
                width=None if dimension.share is None else place(dimension.share, shape) - shape.left,
                mark="" if dimension.mark is None else mark_of(place(dimension.mark, shape), top, shape),
                words_y=round(middle, 1),
            )
        )
        y += shape.row + extra
    ticks = [(place(tick, shape), tick) for tick in TICKS if not shape.above or tick % 50 == 0]
    return Profile(shape=shape, height=y + 30, bars=bars, ticks=ticks, line_end=y + 2, foot=y + 20)


def place(share: float, shape: Shape) -> float:
    """Where a share between 0 and 100 lies; what is beyond stays at the end."""
    return round(shape.left + (shape.right - shape.left) * min(max(share, 0), 100) / 100, 1)


def mark_of(x: float, top: float, shape: Shape) -> str:
    """A triangle on a stem, with its point where the others stand."""
    stem = shape.bar + 4
    return (
        f"M{x - shape.half:g} {top - shape.rise:g}h{2 * shape.half}"
        f"l-{shape.half - 1.5:g} {shape.rise - 1}v{stem}h-3v-{stem}z"
    )


def folded(name: str, letters: int) -> list[str]:
    """A name in lines of at most so many letters; a longer word stays whole."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
