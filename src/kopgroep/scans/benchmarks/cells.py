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


@dataclass(frozen=True)
class Value:
    """One company on one scale."""

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


def tables(fillings: Iterable[Filling]) -> list[Table]:
    """The values of the given scans, per scan, version and scale, in that order. What was not measured is left out."""
    found: dict[Story, Table] = {}
    for filling in fillings:
        places = places_of(filling)
        for scale, score in filling.scored.scales.items():
            if score.value is not None:
                story = (filling.scan, filling.definition.major, scale)
                table = found.setdefault(story, Table(story))
                table.values.append(Value(places, score.value, score.level or ""))
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


def _weighted(values: Iterable[Value], weights: Weights | None) -> float | None:
    """The weighted mean of who can be weighted; None when more than one in ten cannot."""
    if weights is None:
        return None
    pairs = [(value.score, weights.by_group.get(value.cell)) for value in values]
    known = [(score, weight) for score, weight in pairs if weight]
    if len(known) < len(pairs) * LEAST_WEIGHTED:
        return None
    return round(sum(score * weight for score, weight in known) / sum(weight for _, weight in known), 1)
