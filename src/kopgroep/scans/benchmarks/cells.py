"""From results to cells: per scan, scale and group the number, mean, quartiles and levels."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import fmean, quantiles

from kopgroep.scans.benchmarks.weighting import Group, Weights, rake
from kopgroep.scans.models import Cell, Filling

UNKNOWN = "-"
"""A sector, size or municipality that nobody knows. Such a group takes part in totals and is never shown."""
LEAST_WEIGHTED = 0.9
Place = tuple[str, str, str]
"""Sector group, size group and municipality; an empty one stands for all."""
Story = tuple[str, int, str]
"""Scan, first number of its version, and scale."""


def places_of(filling: Filling) -> tuple[Place, ...]:
    """Every group in which a scan counts: all, its sector, its size, both, and its municipality."""
    sector, size = filling.sector_group or UNKNOWN, filling.size_group or UNKNOWN
    municipality = filling.municipality_code or UNKNOWN
    return ("", "", ""), (sector, "", ""), ("", size, ""), (sector, size, ""), ("", "", municipality)


@dataclass(frozen=True, slots=True)
class Value:
    """One company on one scale."""

    filling: int
    """Key of its scan."""
    places: tuple[Place, ...]
    score: float
    level: str

    @property
    def cell(self) -> Group:
        """Its sector and its size together, by which it is weighted."""
        sector, size, _ = self.places[3]
        return sector, size


@dataclass
class Table:
    """All values of one scale."""

    story: Story
    values: list[Value] = field(default_factory=list)

    def groups(self) -> dict[Place, list[Value]]:
        """The values of each group."""
        found: dict[Place, list[Value]] = defaultdict(list)
        for value in self.values:
            for place in value.places:
                found[place].append(value)
        return found

    def members(self) -> dict[Place, set[int]]:
        """The scans behind each group, by key."""
        return {place: {value.filling for value in values} for place, values in self.groups().items()}


def values_of(filling: Filling) -> dict[Story, Value]:
    """What one finished scan measured. What was not measured is left out."""
    places, major = places_of(filling), filling.definition.major
    return {
        (filling.scan, major, scale): Value(filling.pk, places, score.value, score.level or "")
        for scale, score in filling.scored.scales.items()
        if score.value is not None
    }


def tables(scans: Iterable[Mapping[Story, Value]]) -> list[Table]:
    """The values of the given scans, per scan, version and scale, in that order."""
    found: dict[Story, Table] = {}
    for values in scans:
        for story, value in values.items():
            found.setdefault(story, Table(story)).values.append(value)
    return [found[story] for story in sorted(found)]


def cells_of(table: Table, register: Mapping[Group, int]) -> Iterator[Cell]:
    """The cells of one table, without snapshot, none of them hidden yet."""
    weights = rake([value.cell for value in table.values], register)
    scan, major, scale = table.story
    for (sector, size, municipality), values in sorted(table.groups().items()):
        scores = sorted(value.score for value in values)
        low, middle, high = quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else scores * 3
        yield Cell(
            scan=scan,
            major=major,
            scale=scale,
            sector_group=sector,
            size_group=size,
            municipality_code=municipality,
            n=len(scores),
            mean=round(fmean(scores), 1),
            weighted_mean=_weighted(values, weights),
            q1=round(low, 1),
            median=round(middle, 1),
            q3=round(high, 1),
            levels=dict(sorted(Counter(value.level for value in values if value.level).items())),
            histogram=sorted(Counter(scores).items()),
        )


def sort_key(cell: Cell) -> tuple[str, int, str, str, str, str]:
    """The order in which cells are made."""
    return cell.scan, cell.major, cell.scale, cell.sector_group, cell.size_group, cell.municipality_code


def _weighted(values: Iterable[Value], weights: Weights | None) -> float | None:
    """The weighted mean of who can be weighted; None when more than one in ten cannot."""
    if weights is None:
        return None
    pairs = [(value.score, weights.by_group.get(value.cell)) for value in values]
    known = [(score, weight) for score, weight in pairs if weight]
    if len(known) < len(pairs) * LEAST_WEIGHTED:
        return None
    return round(sum(score * weight for score, weight in known) / sum(weight for _, weight in known), 1)
