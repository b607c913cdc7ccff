"""The rows of the benchmark page and of its files: a frozen quarter, in words. Hidden figures never get here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme import current
from kopgroep.programme.scans import GateScale, Scale
from kopgroep.scans.benchmarks.cells import Place
from kopgroep.scans.benchmarks.frozen import ALL, FrozenScan
from kopgroep.scans.benchmarks.levels import levels_of
from kopgroep.scans.models import Cell
from kopgroep.scans.result_words import figure, say, share_of


def too_few() -> str:
    """What stands where a figure may not be shown."""
    return _("too few companies")


@dataclass(frozen=True)
class Line:
    """One group on one scale. Without figures ``n`` is None, and everything else too."""

    name: str
    code: str = ""
    n: int | None = None
    mean: float | None = None
    weighted: float | None = None
    q1: float | None = None
    median: float | None = None
    q3: float | None = None
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    """The quartiles as shares of the scale, to draw them; None for a scale without a top."""

    @property
    def words(self) -> str:
        """What stands at the end of its bar."""
        return too_few() if self.n is None else figure(self.median)

    @property
    def figures(self) -> list[str]:
        """Its figures as they stand in a table."""
        return [figure(value) for value in (self.mean, self.weighted, self.median, self.q1, self.q3)]


def line(scale: Scale, name: str, cell: Cell | None, *, code: str = "") -> Line:
    """The figures of a group; none when they may not be shown."""
    if cell is None:
        return Line(name, code)
    low, middle, high = (share_of(scale, value) for value in (cell.q1, cell.median, cell.q3))
    figures = (cell.n, cell.mean, cell.weighted_mean, cell.q1, cell.median, cell.q3)
    return Line(name, code, *figures, low, middle, high)


def by_scale(frozen: FrozenScan, beside: Scale) -> list[Line]:
    """All companies, per dimension that goes with a scale; without dimensions, per scale."""
    shown = frozen.dimensions(beside)
    return [line(scale, say(scale.name), frozen.cell(scale.code), code=scale.code) for scale in shown]


def chips(frozen: FrozenScan) -> list[tuple[str, str]]:
    """Code and name of every scale to choose from."""
    return [(scale.code, frozen.label(scale, get_language() or "nl")) for scale in frozen.scales]


def by_sector(frozen: FrozenScan, scale: Scale) -> list[Line]:
    """One scale, per sector group of the programme."""
    return _groups(
        frozen,
        scale,
        ((group.code, say(group.name), (group.code, "", "")) for group in current().benchmark.sector_groups),
    )


def by_size(frozen: FrozenScan, scale: Scale) -> list[Line]:
    """One scale, per size group of the programme."""
    return _groups(
        frozen,
        scale,
        ((group.code, say(group.name), ("", group.code, "")) for group in current().benchmark.size_groups),
    )


def by_municipality(frozen: FrozenScan, scale: Scale) -> list[Line]:
    """One scale, per municipality of the programme."""
    return _groups(frozen, scale, ((place.code, place.name, ("", "", place.code)) for place in current().area))


@dataclass(frozen=True)
class SectorLine:
    """One sector with its sizes, in the order of the programme."""

    name: str
    code: str
    sizes: list[Line]
    whole: Line


def by_both(frozen: FrozenScan, scale: Scale) -> list[SectorLine]:
    """One scale, per sector and size together; the last row holds the totals, under an empty code."""
    benchmark = current().benchmark
    rows = [(group.code, say(group.name)) for group in benchmark.sector_groups] + [("", _("All sectors"))]
    return [
        SectorLine(
            name,
            code,
            [
                line(scale, say(size.name), frozen.cell(scale.code, (code, size.code, "")), code=size.code)
                for size in benchmark.size_groups
            ],
            line(scale, _("All sizes"), frozen.cell(scale.code, (code, "", ""))),
        )
        for code, name in rows
    ]


@dataclass(frozen=True)
class LevelLine:
    """Neighbouring levels, taken together where one alone is too small."""

    name: str
    n: int
    share: float


def by_level(frozen: FrozenScan, scale: Scale) -> list[LevelLine]:
    """Where all companies stand on one scale; nothing when all levels must be taken together, which tells nothing."""
    whole = frozen.cell(scale.code, ALL)
    if whole is None:
        return []
    names = level_names(scale)
    stretches = levels_of(scale, whole, current().benchmark.minimum)
    if len(stretches) < 2:
        return []
    total = sum(stretch.n for stretch in stretches)
    return [LevelLine(_joined([names[code] for code in one.codes]), one.n, one.n / total) for one in stretches]


def level_names(scale: Scale) -> dict[str, str]:
    """The levels of a scale by code, or the positions of its ladder by number."""
    if isinstance(scale, GateScale):
        ladder = current().ladder
        names = {str(phase.number): f"{phase.number} {say(phase.name)}" for phase in ladder.phases}
        return {"0": _("Not on the ladder yet")} | {
            str(number): names.get(str(number), str(number)) for number in range(1, len(scale.gates) + 1)
        }
    return {level.code: say(level.name) for level in scale.levels}


def head() -> list[str]:
    """The heads of the columns with figures."""
    return [
        _("Companies"),
        _("Mean"),
        _("Mean, weighted"),
        _("Median"),
        _("Lowest quarter up to"),
        _("Highest quarter from"),
    ]


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else _("%(first)s up to %(last)s") % {"first": names[0], "last": names[-1]}


def _groups(frozen: FrozenScan, scale: Scale, groups: Iterable[tuple[str, str, Place]]) -> list[Line]:
    return [line(scale, name, frozen.cell(scale.code, place), code=code) for code, name, place in groups]
