"""Making the region: municipality by municipality, all years of one before the next."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from .addresses import area_of
from .files import RegisterFiles
from .lives import Cell, Company, Numbering, found_company
from .plan import Place, wanted
from .reference import GROUPS
from .trend import endings

CHAINS = 12
"""Companies per group with establishments all over the region and their main one outside it."""

Tell = Callable[[int], object]


def make_region(
    places: Sequence[Place],
    dates: list[date],
    folder: Path,
    *,
    seed: int,
    scale: float = 1.0,
    tell: Tell | None = None,
) -> None:
    """Write the register files of an invented region into `folder`.

    The same places, dates, seed and scale give the same bytes. `tell` hears the number of rows written each
    time a municipality is done with a group. Memory holds one municipality and group at a time.

    Raises `Refused` when the scale needs more company numbers than there are.
    """
    targets = wanted(places, [on.year for on in dates], scale)
    numbering = Numbering()
    chains = _found_chains(seed, numbering, dates[0])
    with RegisterFiles(folder, dates) as files:
        for place in places:
            area = area_of(place.code, place.name)
            for group in GROUPS:
                random = Random(f"{seed}/{place.code}/{group}")  # noqa: S311 (invention, not secrecy)
                cell = Cell(random, numbering, group, area, chains[group])
                written = 0
                for since, on in zip([None, *dates], dates, strict=False):
                    counts = targets[place.code, group, on.year]
                    if since is None:
                        cell.begin(on, counts)
                    else:
                        cell.advance(since, on, counts, endings(place.code, since.year))
                    for establishment in cell.rows():
                        files.write(establishment, place.code, on)
                        written += 1
                if tell:
                    tell(written)


def expected_rows(places: Sequence[Place], dates: list[date], scale: float) -> int:
    """Rows over all snapshots, without those that have ended: what a progress bar counts towards."""
    return sum(sum(sizes) for sizes in wanted(places, [on.year for on in dates], scale).values())


def _found_chains(seed: int, numbering: Numbering, first: date) -> dict[str, list[Company]]:
    random = Random(f"{seed}/chains")  # noqa: S311 (invention, not secrecy)
    return {
        group: [
            found_company(random, numbering, group, 3, "", first - timedelta(days=30_000), chain=True)
            for _ in range(CHAINS)
        ]
        for group in GROUPS
    }
