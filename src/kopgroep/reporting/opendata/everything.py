"""Everything that is open data here, as the catalogue names it: the closed quarters and the benchmark of scans."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from rdflib import Graph

from kopgroep.programme import current
from kopgroep.reporting.opendata.catalogue import Both, Catalogue, File, Member, Series
from kopgroep.reporting.opendata.datasets import DATASETS, Dataset, as_csv, as_json, editions, quarters
from kopgroep.reporting.opendata.vocabulary import FileType
from kopgroep.scans.benchmarks.publishing import COLUMNS, LEVEL_COLUMNS, Row, level_rows, rows_of
from kopgroep.scans.benchmarks.publishing import as_csv as scans_csv
from kopgroep.scans.models import Snapshot

TITLES: dict[str, Both] = {
    "doelen": ("Doelen", "Targets"),
    "kengetallen": ("Kengetallen", "Key figures"),
    "bereik": ("Bereik per gemeente", "Reach per municipality"),
    "uitsplitsingen": ("Uitsplitsingen", "Figures by group"),
    "definities": ("Definities", "Definitions"),
    "scans": ("Scans van bedrijven", "Scans of companies"),
    "scan-niveaus": ("Niveaus in scans van bedrijven", "Levels in scans of companies"),
}
ABOUT: dict[str, Both] = {
    "doelen": (
        "Wat is bereikt van elk doel, wat er op die dag verwacht was, en het doel zelf.",
        "What was reached of each target, what was expected by that day, and the target itself.",
    ),
    "kengetallen": (
        "Cijfers zonder doel, zoals bereik, wachttijd en resultaat; elk deel met zijn interval van 95 %.",
        "Figures without a target, such as reach, waiting time and result; each share with its 95 % interval.",
    ),
    "bereik": (
        "Hoeveel bedrijven het programma per gemeente sprak, en hoeveel vestigingen er zijn.",
        "How many companies the programme spoke to per municipality, and how many establishments there are.",
    ),
    "uitsplitsingen": (
        "Doelen en kengetallen per gemeente, sector, grootte, thema en meer. Kleine groepen zijn weggelaten.",
        "Targets and key figures by municipality, sector, size, theme and more. Small groups are left out.",
    ),
    "definities": (
        "Wat elk cijfer betekent en hoe het is geteld, zoals dat op die dag gold.",
        "What each figure means and how it was counted, as it was on that day.",
    ),
    "scans": (
        "Hoe bedrijven met een scan ervoor staan, per sector, grootte en gemeente.",
        "How companies with a scan stand, by sector, size and municipality.",
    ),
    "scan-niveaus": (
        "Hoeveel bedrijven op welk niveau van een scan staan.",
        "How many companies stand on which level of a scan.",
    ),
}
KEYWORDS: tuple[Both, ...] = (("mkb", "SME"), ("ondernemers", "entrepreneurs"), ("monitor", "monitor"))


def page() -> str:
    """The whole address of the page about open data."""
    return settings.BASE_URL.rstrip("/") + reverse("portal:open-data")


def edition() -> str:
    """A key that changes with the quarters, the programme and the address, and with nothing else."""
    snapshots = list(Snapshot.objects.order_by("pk").values_list("pk", "hash"))
    made_of = f"{editions()}|{snapshots}|{current().hash}|{page()}"
    return f"open-data-catalogue:{sha256(made_of.encode()).hexdigest()}"


def catalogue() -> Graph | None:
    """The catalogue, or None as long as there is nothing to catalogue."""
    series = tuple(one for one in (*_figures(), *_scans()) if one.members)
    return Catalogue(page(), series).build() if series else None


def _series(code: str, members: Iterator[Member]) -> Series:
    return Series(page() + code, TITLES[code], ABOUT[code], KEYWORDS, tuple(members))


def _figures() -> Iterator[Series]:
    for dataset in DATASETS:
        yield _series(dataset.code, _members(dataset))


def _members(dataset: Dataset) -> Iterator[Member]:
    writers = {FileType.CSV: as_csv, FileType.JSON: as_json}
    for quarter in quarters():
        files = tuple(
            File(f"{page()}{dataset.code}/{quarter.name}.{kind.suffix}", kind, write(dataset, quarter))
            for kind, write in writers.items()
        )
        yield Member(quarter.name, quarter.until, quarter.closed_on, files)


def _scans() -> Iterator[Series]:
    yield _series("scans", _snapshots("", COLUMNS, rows_of))
    yield _series("scan-niveaus", _snapshots("-levels", LEVEL_COLUMNS, level_rows))


def _snapshots(end: str, head: tuple[str, ...], rows: Callable[[Snapshot], Iterator[Row]]) -> Iterator[Member]:
    for snapshot in Snapshot.objects.order_by("until"):
        content = scans_csv(head, rows(snapshot)).encode()
        file = File(f"{page()}scans/{snapshot.quarter}{end}.csv", FileType.CSV, content)
        yield Member(snapshot.quarter, snapshot.until, snapshot.taken_at.date(), (file,))
