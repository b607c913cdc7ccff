"""Where a company stands among others, by a frozen quarter and in a group that is large enough to speak of."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from kopgroep.base.shares import wilson
from kopgroep.programme import current
from kopgroep.scans.models import Cell, Filling, Snapshot

type Group = tuple[str, str]
"""Group of sector and group of size; an empty one means all."""

ALL: Group = ("", "")


class Third(StrEnum):
    """In which third of a group a company stands."""

    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"


@dataclass(frozen=True)
class Position:
    """The share of a group that scores lower, between 0 and 1, with its 95 % interval."""

    n: int
    lower_share: float
    low: float
    high: float
    third: Third | None
    """For a group that is too small for a percentile; None when ``lower_share`` may be said as one."""


@dataclass(frozen=True)
class Comparison:
    """The frozen figures of one group of companies, by scale; only those that may be shown."""

    snapshot: Snapshot
    sector_group: str
    size_group: str
    n: int
    cells: dict[str, Cell]


def first_compared(filling: Filling) -> tuple[Snapshot | None, str]:
    """The benchmark that this scan is held against when it is finished, and the group used; none while there is none.

    That is the latest quarter before it in which some group that fits was shown. The group is ``sector/size``.
    """
    snapshot = _showing(filling).filter(until__lt=filling.day).order_by("-until").first()
    return (snapshot, group_in(filling, snapshot)) if snapshot else (None, "")


def group_in(filling: Filling, snapshot: Snapshot) -> str:
    """The group of a benchmark that a scan is held against, as ``sector/size``; empty when none is large enough."""
    found = _within(filling, snapshot)
    return f"{found.sector_group}/{found.size_group}" if found else ""


def comparison(filling: Filling) -> Comparison | None:
    """The group that a finished scan is held against; None while there is none of the smallest size.

    A scan stays with the benchmark that it was first held against. When there was none yet, the first one after it that
    shows a group that fits is used, so that the earliest companies get their comparison too and it does not move again.
    """
    snapshot = filling.snapshot or _showing(filling).filter(until__gte=filling.day).order_by("until").first()
    return _within(filling, snapshot) if snapshot else None


def _showing(filling: Filling) -> models.QuerySet[Snapshot]:
    """The quarters in which a group that fits this scan was shown."""
    fits = models.Q()
    for sector, size in groups_of(filling.sector_group, filling.size_group):
        fits |= models.Q(sector_group=sector, size_group=size)
    cells = _shown(filling).filter(fits, scale=_leading(filling))
    return Snapshot.objects.filter(models.Exists(cells.filter(snapshot=models.OuterRef("pk"))))


def _shown(filling: Filling) -> models.QuerySet[Cell]:
    """The cells of any quarter that a scan may be held against."""
    found = Cell.objects.filter(scan=filling.scan, major=filling.definition.major, municipality_code="", hidden="")
    return found.filter(n__gte=current().benchmark.minimum, median__isnull=False)


def _leading(filling: Filling) -> str:
    """The scale that heads the page: it chooses the group, which is then the same for every scale on it."""
    return filling.scored.headline or filling.definition.headline[0]


def groups_of(sector_group: str, size_group: str) -> tuple[Group, ...]:
    """The groups to try, the most like this company first: sector and size, size, sector, all."""
    return tuple(dict.fromkeys(((sector_group, size_group), ("", size_group), (sector_group, ""), ALL)))


def _within(filling: Filling, snapshot: Snapshot) -> Comparison | None:
    fitting: dict[Group, dict[str, Cell]] = {}
    for cell in _shown(filling).filter(snapshot=snapshot).order_by("pk"):
        fitting.setdefault((cell.sector_group, cell.size_group), {})[cell.scale] = cell
    leading = _leading(filling)
    for group in groups_of(filling.sector_group, filling.size_group):
        cells = fitting.get(group, {})
        if leading in cells:
            return Comparison(snapshot, *group, n=cells[leading].n, cells=cells)
    return None


def position(cell: Cell, value: float) -> Position:
    """Where a score stands in a group. Whoever scores the same counts half as lower; the interval is Wilson's.

    From ``percentile_from`` companies the share may be said as it is; below that only a third is said.
    Raises ValueError for a cell that is hidden or smaller than the least that is shown.
    """
    benchmark = current().benchmark
    if cell.hidden or cell.n < benchmark.minimum:
        raise ValueError(f"a cell of {cell.n} ({cell.hidden or 'too small'}) may not be shown")
    lower = sum(number * (1.0 if score < value else 0.5) for score, number in cell.histogram if score <= value)
    low, high = wilson(lower, cell.n)
    share = lower / cell.n
    return Position(cell.n, share, low, high, _third(share) if cell.n < benchmark.percentile_from else None)


def _third(share: float) -> Third:
    if share < 1 / 3:
        return Third.LOWER
    return Third.MIDDLE if share < 2 / 3 else Third.UPPER
