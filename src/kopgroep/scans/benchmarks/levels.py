"""How many companies stand on each level, without a level so small that one could tell who stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kopgroep.programme.scans import GateScale, Scale
from kopgroep.scans.models import Cell


@dataclass(frozen=True)
class Stretch:
    """Neighbouring levels taken together, from the lowest up, and the number of companies on them."""

    codes: tuple[str, ...]
    n: int


def taken_together(counts: Sequence[tuple[str, int]], minimum: int) -> tuple[Stretch, ...]:
    """Levels in rising order, joined with their neighbours until each stretch has at least ``minimum`` companies.

    A level where nobody stands is joined too: that nobody of a small group stands there says something of each of them.
    Gives the most stretches that can be made from below; nothing at all when all levels together are too few.
    """
    found: list[Stretch] = []
    codes: tuple[str, ...] = ()
    n = 0
    for code, number in counts:
        codes, n = (*codes, code), n + number
        if n >= minimum:
            found.append(Stretch(codes, n))
            codes, n = (), 0
    if codes and found:
        last = found.pop()
        found.append(Stretch((*last.codes, *codes), last.n + n))
    return tuple(found)


def levels_of(scale: Scale, cell: Cell, minimum: int) -> tuple[Stretch, ...]:
    """The companies of one cell per level of its scale, or per position of its ladder; none for a scale without."""
    counts: Mapping[str, int] = cell.levels
    codes = [level.code for level in scale.levels]
    if isinstance(scale, GateScale):
        counts = {str(round(score)): number for score, number in cell.histogram}
        codes = [str(number) for number in range(len(scale.gates) + 1)]
    return taken_together([(code, counts.get(code, 0)) for code in codes], minimum)
