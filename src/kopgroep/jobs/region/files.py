"""Writing the invented region in the two shapes that `import-register` reads."""

import csv
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .lives import Establishment, slug
from .reference import SIZES

if TYPE_CHECKING:
    import _csv

TRADE_COLUMNS = [
    *(
        "kvk_nummer",
        "vestigingsnummer",
        "rsin",
        "statutaire_naam",
        "handelsnamen",
        "rechtsvorm",
        "hoofdvestiging",
    ),
    *("sbi_versie", "sbi_hoofd", "sbi_neven", "startdatum", "einddatum"),
    *("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "plaats", "gemeentecode"),
    *("werkzame_personen_klasse", "non_mailing", "adres_afgeschermd", "website", "email", "telefoon"),
    *("peildatum", "fictief"),
]

EMPLOYMENT_COLUMNS = [
    *("lisa_nr", "kvk_nummer", "vestigingsnummer", "naam"),
    *("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "plaats", "gemeentecode"),
    *("sbi_2008", "grootteklasse", "peildatum", "fictief"),
]

EMPLOYMENT_SIZES = ("1", "2 t/m 4", "5 t/m 9", "10 t/m 19", "20 t/m 49", "50 t/m 99", "100 en meer")


def trade_row(establishment: Establishment, municipality: str, on: date) -> list[str]:
    company, address = establishment.company, establishment.address
    main = company.main is establishment or not (company.chain or company.establishments)
    online = reachability(company.kvk)
    domain = f"{slug(company.trade_name)}.example"
    return [
        company.kvk,
        establishment.number,
        company.rsin,
        company.statutory_name,
        "|".join(dict.fromkeys((company.trade_name, *company.other_names))),
        company.form,
        "J" if main else "N",
        "2008",
        company.sbi,
        "|".join(sbi for sbi in company.side_sbi if sbi != company.sbi),
        establishment.started.isoformat(),
        establishment.ended.isoformat() if establishment.ended else "",
        *address,
        municipality,
        SIZES[establishment.size],
        "J" if company.non_mailing else "N",
        "J" if establishment.shielded else "N",
        f"https://www.{domain}" if online % 10 < 6 else "",
        f"info@{domain}" if online % 10 < 5 else "",
        f"099-{int(company.kvk):07d}" if online % 10 < 4 else "",
        on.isoformat(),
        "J",
    ]


def reachability(kvk: str) -> int:
    """Decides which ways to reach a company are known; the same in every file, so not by chance."""
    return int(kvk) * 7919 >> 3


def employment_row(establishment: Establishment, municipality: str, on: date) -> list[str]:
    company = establishment.company
    return [
        f"L{establishment.number[4:]}",
        company.kvk,
        establishment.number,
        company.trade_name,
        *establishment.address,
        municipality,
        company.sbi,
        EMPLOYMENT_SIZES[establishment.size],
        on.isoformat(),
        "J",
    ]


class RegisterFiles:
    """One trade-register file per snapshot date, and an employment-register file for the last."""

    def __init__(self, folder: Path, dates: list[date]) -> None:
        self.folder, self.dates = folder, dates
        self.open = ExitStack()

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.trade = {on: self._writer(f"handelsregister-{on}.csv", TRADE_COLUMNS) for on in self.dates}
        self.employment = self._writer(f"werkgelegenheidsregister-{self.dates[-1]}.csv", EMPLOYMENT_COLUMNS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open.close()

    def write(self, establishment: Establishment, municipality: str, on: date) -> None:
        self.trade[on].writerow(trade_row(establishment, municipality, on))
        if on == self.dates[-1] and establishment.ended is None:
            self.employment.writerow(employment_row(establishment, municipality, on))

    def _writer(self, name: str, columns: list[str]) -> "_csv.Writer":
        file = self.open.enter_context((self.folder / name).open("w", encoding="utf-8", newline=""))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        return writer
