"""Published figures beside a result: always of one instrument in one version, with source, year, group and n.

A figure on a score or a level stands only beside the scale that measures the same instrument in the same version. Two
versions of an instrument are two scales with two sets of figures, and never one row.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kopgroep.programme import current
from kopgroep.programme.published import Figure, Publication
from kopgroep.programme.scans import Fact, Scale
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.models import Filling
from kopgroep.scans.published_words import (
    Beside,
    Levels,
    LevelShare,
    Published,
    Shown,
    answered,
    below_of,
    own_words_of,
    shown_of,
    source_of,
    value_of,
)
from kopgroep.scans.result_words import say, scored

type Found = tuple[Figure, Publication]
type Comparison = tuple[object, ...]
"""What a figure compares. Of several figures with the same one, the page shows the one that fits the company best."""


@dataclass(frozen=True)
class Firm:
    """What is needed to choose a group: between how many people work there, and the group of its sector."""

    staff_from: int | None = None
    staff_to: int | None = None
    sector_group: str = ""


def firm_of(filling: Filling) -> Firm:
    """The number of people as answered in the scan or, where it was not, the size class of the register."""
    given = answers(filling.definition, filling.answers, on=filling.day)
    staff = next(
        (given[item.code].value for item in filling.definition.items.values() if item.fact is Fact.STAFF), None
    )
    if isinstance(staff, int | float):
        return Firm(int(staff), int(staff), filling.sector_group)
    known = filling.company or filling.company_guess
    size_class = known.seat.size_class if known and known.seat else ""
    size = next((size for size in current().sizes if size.code == size_class), None)
    if size is None:
        return Firm(sector_group=filling.sector_group)
    return Firm(size.minimum, size.maximum, filling.sector_group)


def published(filling: Filling) -> Published:
    """What stands beside a finished scan: the publications that its definition names, the most telling first."""
    scan, result = filling.definition, filling.scored
    known = {publication.code: publication for publication in current().publications}
    named = [known[code] for code in scan.publications if code in known]
    given = answers(scan, filling.answers, on=filling.day)
    firm = firm_of(filling)
    figures = [(figure, publication) for publication in named for figure in publication.figures]
    asked = [(figure, publication) for figure, publication in figures if figure.item in scan.items]
    return Published(
        scales=tuple(row for scale in scan.scales if (row := _beside(scale, result, named, firm))),
        items=tuple(
            shown_of(figure, publication, answered(scan, scan.items[code], given[code], figure.one_of))
            for figure, publication in _single_first(fitting(asked, firm))
            if (code := figure.item)
        ),
        reading=tuple(shown_of(figure, source, "") for figure, source in fitting(_to_read(figures, firm), firm)),
    )


def fitting(figures: Iterable[Found], firm: Firm) -> list[Found]:
    """Per comparison the figure of the group that is most like this company and, of that group, of the latest year."""
    best: dict[Comparison, Found] = {}
    for found in figures:
        key = comparison_of(found[0])
        if fits(found[0], firm) and (key not in best or _rank(found[0]) > _rank(best[key][0])):
            best[key] = found
    return list(best.values())


def _single_first(found: list[Found]) -> list[Found]:
    """Questions with one figure before those of which a source gives the share of every answer: they read faster."""
    times = Counter(figure.item for figure, _ in found)
    return sorted(found, key=lambda each: times[each[0].item])


def _to_read(figures: list[Found], firm: Firm) -> list[Found]:
    """Figures without a comparison, and those on a part of the sector of this company: nobody can say it is in it."""
    plain = [found for found in figures if not _compares(found[0])]
    parts = [
        (figure.model_copy(update={"group": figure.group.model_copy(update={"part": False})}), publication)
        for figure, publication in figures
        if figure.group.part and _compares(figure) and firm.sector_group in figure.group.sector_groups
    ]
    return [*plain, *parts]


def fits(figure: Figure, firm: Firm) -> bool:
    """Whether the group of a figure holds this company. What is not known of the company fits no narrower group.

    A part of a sector holds nobody for certain: such a figure fits only where it is read and not compared.
    """
    group = figure.group
    if group.part and _compares(figure):
        return False
    if group.sector_groups and firm.sector_group not in group.sector_groups:
        return False
    if group.staff_from is not None and (firm.staff_from is None or firm.staff_from < group.staff_from):
        return False
    if group.staff_to is None:
        return True
    # A class without an upper end reaches beyond any group that has one.
    return firm.staff_to is not None and firm.staff_to <= group.staff_to


def comparison_of(figure: Figure) -> Comparison:
    """What a figure compares; a figure that is only to be read is compared with nothing, so each stands for itself."""
    tests = (figure.at_least, figure.level, figure.item, figure.one_of, figure.mean)
    return (figure.unit, *tests, "" if _compares(figure) else figure.what.nl)


def _compares(figure: Figure) -> bool:
    return _is_of_scale(figure) or figure.item is not None


def _rank(figure: Figure) -> tuple[int, int]:
    group = figure.group
    narrower = bool(group.sector_groups) + (group.staff_from is not None or group.staff_to is not None)
    return narrower, figure.year


def _is_of_scale(figure: Figure) -> bool:
    return figure.at_least is not None or figure.level is not None or figure.mean


def _beside(scale: Scale, result: Result, named: list[Publication], firm: Firm) -> Beside | None:
    """One scale with the publications of its own instrument, and no other."""
    same = [publication for publication in named if scale.instrument and publication.instrument == scale.instrument]
    value = result.scales[scale.code].value
    if not same or value is None:
        return None
    figures: list[Shown] = []
    levels: list[Levels] = []
    for publication in same:
        of_scale = [figure for figure in publication.figures if _is_of_scale(figure)]
        shares = _levels(scale, result, of_scale, publication, firm)
        levels += [shares] if shares else []
        plain = [(figure, publication) for figure in of_scale if figure.level is None or not shares]
        figures += [shown_of(figure, of, own_words_of(figure, result, scale)) for figure, of in fitting(plain, firm)]
    if not figures and not levels:
        return None
    return Beside(scale=say(scale.name), own=scored(scale, value), figures=tuple(figures), levels=tuple(levels))


def _levels(scale: Scale, result: Result, figures: list[Figure], publication: Publication, firm: Firm) -> Levels | None:
    """The shares of the levels, all of the same group and year: of two groups they would not add up."""
    on_levels = [figure for figure in figures if figure.level is not None and fits(figure, firm)]
    chosen = max(on_levels, key=_rank, default=None)
    if chosen is None:
        return None
    same = {f.level: f for f in on_levels if (f.group, f.year, f.n) == (chosen.group, chosen.year, chosen.n)}
    own = result.scales[scale.code].level
    shares = [
        LevelShare(say(level.name), value_of(same[level.code]), level.code == own)
        for level in scale.levels
        if level.code in same
    ]
    if len(shares) < 2:
        return None
    return Levels(tuple(shares), say(chosen.group.name), below_of(chosen, publication), source_of(publication))
