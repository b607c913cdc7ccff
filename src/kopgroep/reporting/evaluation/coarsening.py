"""Making rare companies less rare: sector, size and place get coarser, step by step, until a cell has five."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kopgroep.scans.groups import sector_group_of, size_group_of

FEWEST = 5
"""The smallest number of companies with the same municipality, sector and size."""
FINEST, SIZE_GROUP, BOTH_GROUPS, NO_SIZE, NO_SECTOR, NOTHING = range(6)


@dataclass(frozen=True, slots=True)
class Facts:
    """By what a company could be recognised."""

    municipality: str = ""
    sector: str = ""
    """Scheme and section, such as ``2008-C``."""
    size: str = ""
    level: int = FINEST

    def at(self, level: int) -> "Facts":
        """The same facts as they are told at a level."""
        return replace(
            self,
            municipality="" if level >= NOTHING else self.municipality,
            sector=_sector(self.sector, level),
            size=size_at(self.size, level),
            level=level,
        )


def size_at(size: str, level: int) -> str:
    """A size class as it is told at a level: itself, its group, or nothing."""
    if level >= NO_SIZE or not size:
        return ""
    return size if level == FINEST else f"group:{size_group_of(size) or 'other'}"


def _sector(sector: str, level: int) -> str:
    if level >= NO_SECTOR or not sector:
        return ""
    scheme, _, section = sector.partition("-")
    return sector if level < BOTH_GROUPS else f"group:{sector_group_of(scheme, section) or 'other'}"


def levels_of(companies: Iterable[tuple[int, Facts]]) -> dict[int, int]:
    """The level of each company, by its key: the first at which it stands with at least four others.

    Who found enough others stays there, and who is left goes on to the next level together. So each cell of the file
    has at least ``FEWEST`` companies, save the last one, which says nothing at all.
    """
    left, found = dict(companies), dict[int, int]()
    for level in range(FINEST, NOTHING):
        told = {pk: facts.at(level) for pk, facts in left.items()}
        cells = Counter(told.values())
        settled = {pk for pk, facts in told.items() if cells[facts] >= FEWEST}
        found |= dict.fromkeys(settled, level)
        left = {pk: facts for pk, facts in left.items() if pk not in settled}
    return found | dict.fromkeys(left, NOTHING)
