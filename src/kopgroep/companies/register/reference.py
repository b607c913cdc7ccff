"""What a register row is checked against: activity codes, postcode areas, municipalities. Read once."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"

SCHEMES = ("2008", "2025")


class PostcodeArea(NamedTuple):
    """The four digits of a postcode; `addresses` is false where there are only PO boxes."""

    code: str
    place: str
    municipality: str
    addresses: bool
    inhabitants: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def sbi_codes(scheme: str) -> dict[str, str]:
    """Section letter of every code (digits only, all levels) of SBI 2008 or 2025, as CBS published them."""
    return {row["code"]: row["sectie"] for row in _rows(f"sbi{scheme}.csv")}


@cache
def sbi_titles(scheme: str) -> dict[str, str]:
    """Dutch title of every code of a scheme."""
    return {row["code"]: row["titel_nl"] for row in _rows(f"sbi{scheme}.csv")}


@cache
def postcode_areas() -> dict[str, PostcodeArea]:
    """Every four-digit area with the municipality that holds most of it (CBS, borders of 1 January 2022)."""
    return {
        row["pc4"]: PostcodeArea(
            row["pc4"],
            row["plaats"],
            row["gm_code"],
            row["soort"] != "postbus",
            int(row["inwoners_2020"] or 0),
        )
        for row in _rows("pc4.csv")
    }


@cache
def municipalities() -> frozenset[str]:
    """Codes such as `GM0363` of every municipality there was between 2021 and 2025, merged ones included."""
    return frozenset(row["gm_code"] for row in _rows("municipalities.csv"))
