"""Small register files, written row by row: each row is what differs from an ordinary one."""

import csv
from collections.abc import Iterable
from pathlib import Path

TRADE = {
    "kvk_nummer": "00000001",
    "vestigingsnummer": "999900000001",
    "rsin": "",
    "statutaire_naam": "",
    "handelsnamen": "Bakkerij Bos",
    "rechtsvorm": "eenmanszaak",
    "hoofdvestiging": "J",
    "sbi_versie": "2008",
    "sbi_hoofd": "1071",
    "sbi_neven": "",
    "startdatum": "2010-03-01",
    "einddatum": "",
    "straat": "Dorpsstraat",
    "huisnummer": "12",
    "huisletter": "",
    "toevoeging": "",
    "postcode": "1011AB",
    "plaats": "Amsterdam",
    "gemeentecode": "GM0363",
    "werkzame_personen_klasse": "2-4",
    "non_mailing": "N",
    "adres_afgeschermd": "N",
    "website": "",
    "email": "",
    "telefoon": "",
    "peildatum": "2021-01-01",
    "fictief": "J",
}

EMPLOYMENT = {
    "lisa_nr": "L1",
    "kvk_nummer": "00000001",
    "vestigingsnummer": "999900000001",
    "naam": "Bakkerij Bos",
    "straat": "Dorpsstraat",
    "huisnummer": "12",
    "huisletter": "",
    "toevoeging": "",
    "postcode": "1011AB",
    "plaats": "Amsterdam",
    "gemeentecode": "GM0363",
    "sbi_2008": "1071",
    "grootteklasse": "2 t/m 4",
    "peildatum": "2021-01-01",
    "fictief": "J",
}


def numbered(number: int, **differs: str) -> dict[str, str]:
    """A row of a company and establishment of its own."""
    return {"kvk_nummer": f"{number:08d}", "vestigingsnummer": f"9999{number:08d}", **differs}


def write(path: Path, ordinary: dict[str, str], rows: Iterable[dict[str, str]], on: str = "2021-01-01") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ordinary), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**ordinary, "peildatum": on, **row} for row in rows)
    return path


def trade(path: Path, *rows: dict[str, str], on: str = "2021-01-01") -> Path:
    """A trade-register extract of one date."""
    return write(path, TRADE, rows, on)


def employment(path: Path, *rows: dict[str, str], on: str = "2021-01-01") -> Path:
    """An employment-register extract of one date."""
    return write(path, EMPLOYMENT, rows, on)
