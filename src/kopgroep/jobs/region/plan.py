"""How many establishments each municipality, group of sectors and size class gets on each snapshot date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .apportion import apportion, running
from .reference import CELL_YEAR, GROUPS, establishments, national_mix, size_shares
from .trend import index

UNKNOWN = 1_000
"""Establishments of a municipality that neither CBS nor the programme gives a figure for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of the programme; `establishments` counts when CBS does not know the code."""

    code: str
    name: str
    establishments: int | None = None


def snapshot_dates(starts_on: date, count: int) -> list[date]:
    """`count` first days of January, the last one two years after the programme's first year.

    A programme that starts in 2021 gets 2018 up to 2023: three years before it, the year of the CBS cells,
    and two years in which it works.
    """
    last = starts_on.year + 2
    return [date(year, 1, 1) for year in range(last - count + 1, last + 1)]


def per_group(place: Place, year: int, scale: float) -> list[int]:
    """Establishments per group on 1 January; in `CELL_YEAR` at scale 1 exactly the cells of CBS."""
    cells = establishments().get(place.code)
    if cells is None:
        mix = national_mix()
        total = place.establishments or UNKNOWN
        cells = dict(zip(GROUPS, apportion(total, [mix[group] for group in GROUPS]), strict=True))
    counts = [cells.get(group, 0) for group in GROUPS]
    if year == CELL_YEAR and scale == 1:
        return counts
    return apportion(round(sum(counts) * index(place.code, year) * scale), counts)


def wanted(places: Sequence[Place], years: Sequence[int], scale: float) -> dict[tuple[str, str, int], list[int]]:
    """Per municipality code, group and year the number of establishments in each size class."""
    result: dict[tuple[str, str, int], list[int]] = {}
    for year in years:
        counts = [per_group(place, year, scale) for place in places]
        for column, group in enumerate(GROUPS):
            sizes = running([row[column] for row in counts], size_shares(group))
            for place, vector in zip(places, sizes, strict=True):
                result[place.code, group, year] = vector
    return result
