"""Reference figures and lists, read once. Sources and licences: `jobs/data/README.md`."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"

GROUPS = ("A", "B-F", "G+I", "H+J", "K-L", "M-N", "O-Q", "R-U")
"""The eight groups of SBI 2008 sections in which CBS counts establishments per municipality."""

SIZES = ("1", "2-4", "5-9", "10-19", "20-49", "50-99", "100+")
"""People at work per establishment."""

CELL_YEAR = 2021
"""The year of the municipality figures: on 1 January of this year the invented region equals CBS."""

SECTIONS: dict[str, dict[str, float]] = {
    "A": {"A": 1},
    "B-F": {"B": 655, "C": 85_950, "D": 2_955, "E": 2_150, "F": 268_475},
    "G+I": {"G": 291_300, "I": 79_560},
    "H+J": {"H": 67_135, "J": 125_865},
    "K-L": {"K": 39_815, "L": 37_735},
    "M-N": {"M": 470_465, "N": 127_440},
    # CBS gives O-Q and R-U as one figure; this division is ours. Section O has no companies to invent.
    "O-Q": {"P": 30, "Q": 70},
    "R-U": {"R": 35, "S": 65},
}
"""Sections within a group, in proportion to companies in the country (CBS 81588NED, mid 2024)."""

_SIZE_ROWS: dict[str, tuple[str, ...]] = {
    "A": ("A",),
    "B-F": ("B-E", "F"),
    "G+I": ("G", "I"),
    "H+J": ("H", "J"),
    "K-L": ("K", "L"),
    "M-N": ("M", "N"),
    "O-Q": ("O-Q",),
    "R-U": ("S",),
}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def establishments() -> dict[str, dict[str, int]]:
    """Establishments per municipality and group in `CELL_YEAR` (CBS 85039NED); unknown counts as 0."""
    cells: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows("cbs_establishments_2021.csv"):
        cells[row["gm_code"]][row["sbi_groep"]] = int(row["vestigingen"] or 0)
    return dict(cells)


@cache
def national_mix() -> dict[str, int]:
    """The same figures for the whole country: the mix of a municipality that CBS does not know."""
    return {group: sum(cell.get(group, 0) for cell in establishments().values()) for group in GROUPS}


@cache
def size_shares(group: str) -> tuple[float, ...]:
    """Share of each size class in a group, from national figures on companies (CBS 81588NED and 81589NED).

    CBS publishes no size class per municipality. Per section it gives one person, up to 50, and all; how the
    companies between 2 and 50 and those above 50 are spread comes from the table for all sections (for
    farming, its own row). R-U uses section S.
    """
    table = {
        (row["sbi_groep"], row["kwartaal"], row["werkzame_personen"]): int(row["bedrijven"])
        for row in rows("cbs_sizes.csv")
    }
    quarter = "2024-K4" if group == "R-U" else "2024-K2"
    parts = _SIZE_ROWS[group]
    total, alone, small = (sum(table[part, quarter, column] for part in parts) for column in ("totaal", "1", "0-50"))
    shape = "A" if group == "A" else "A-U"
    spread = [
        table[shape, "2025-K1", "2"] + table[shape, "2025-K1", "3-5"],
        *(table[shape, "2025-K1", column] for column in ("5-10", "10-20", "20-50")),
    ]
    large = [table[shape, "2025-K1", column] for column in ("50-100", "100+ (berekend als rest)")]
    return (
        alone / total,
        *((small - alone) / total * part / sum(spread) for part in spread),
        *((total - small) / total * part / sum(large) for part in large),
    )
