"""The published figures beside the digitalisation scan: none lost, none of another version, each with its source."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kopgroep.programme import Programme, load
from kopgroep.programme.published import Certainty, Figure, Publication
from tests.programme.conftest import PROGRAMMES

COLLECTED = Path(__file__).resolve().parents[1] / "data" / "cbs_ict_mkb.csv"
PROGRAMME: Programme = load(PROGRAMMES / "drenthe")
OWN = [
    publication
    for publication in PROGRAMME.publications
    if publication.code.startswith(("dii-", "cbs-", "eu-", "exact-"))
]
NOT_OF_THE_FILE = ("dii-", "cbs-zelfbeeld-2019", "cbs-techniek-2023", "cbs-vpn-2023")

SIZES = {
    "2": (2, 2), "2+": (2, None), "3-5": (3, 4), "2-10": (2, 9), "2-250": (2, 249),
    "10+": (10, None), "10-20": (10, 19), "10-50": (10, 49), "50-250": (50, 249), "250+": (250, None),
    "500+": (500, None), "alle": (None, None), "klein": (None, None), "groot": (None, None), "mkb": (None, None),
}  # fmt: skip
"""How the file writes a number of people: "3-5" is 3 up to, and not including, 5."""

SECTORS = {
    "C": ("industrie",), "D-E": ("industrie",), "F": ("bouw",), "G": ("handel",), "H": ("vervoer",), "I": ("horeca",),
    "J": ("zakelijk",), "K": ("zakelijk",), "L": ("zakelijk",), "M": ("zakelijk",), "N": ("zakelijk",),
    "Q": ("zorg-vrije-tijd",), "ICT-sector": ("zakelijk",), "alle": (),
}  # fmt: skip

type Row = tuple[str, int, Decimal, int | None, int | None, tuple[str, ...], Certainty]


def publication(code: str) -> Publication:
    return PROGRAMME.publication(code)


def figures(*codes: str) -> list[Figure]:
    return [figure for code in codes for figure in publication(code).figures]


def _row(line: dict[str, str]) -> Row:
    size = (10, None) if "(10+)" in line["indicator"] else SIZES.get(line["werkzame_personen"], (None, None))
    address = line["bron_url"] if line["bron_url"].startswith("http") else "https://www.exact.com/nl"
    certainty = Certainty.SECONDARY if line["herkomst"] == "pers" else Certainty.SEEN
    return (address, int(line["jaar"]), Decimal(line["waarde_pct"]), *size, SECTORS[line["sbi_groep"]], certainty)


def _written(source: Publication, figure: Figure) -> Row:
    group = figure.group
    return (
        source.url, figure.year, figure.value, group.staff_from, group.staff_to, group.sector_groups, figure.certainty,
    )  # fmt: skip


def test_every_figure_of_the_collected_file_is_published_once_and_unchanged() -> None:
    with COLLECTED.open(encoding="utf-8", newline="") as file:
        collected = Counter(_row(line) for line in csv.DictReader(file))
    written = Counter(
        _written(source, figure)
        for source in OWN
        if not source.code.startswith(NOT_OF_THE_FILE)
        for figure in source.figures
    )
    assert collected.total() == 123
    assert written == collected


@pytest.mark.parametrize("source", OWN, ids=lambda source: source.code)
def test_each_says_where_it_is_from_and_of_which_version(source: Publication) -> None:
    assert source.url.startswith("https://")
    assert "" not in (source.source, source.version, source.licence, source.publisher)
    assert source.refresh_on > source.seen_on
    assert source.note is not None
    assert source.name.nl != source.name.en
    for figure in source.figures:
        assert figure.year <= source.seen_on.year
        assert (figure.what.nl != figure.what.en, figure.group.name.nl != figure.group.name.en) == (True, True)


@pytest.mark.parametrize("source", OWN, ids=lambda source: source.code)
def test_each_fits_the_scan(source: Publication) -> None:
    scan = PROGRAMME.scan("digitalisering")
    for figure in source.figures:
        if figure.item is not None:
            assert set(figure.one_of) <= set(scan.words(scan.items[figure.item]))
        if figure.level is not None or figure.at_least is not None:
            scale = next(scale for scale in scan.scales if scale.instrument == source.instrument)
            assert figure.level in {None, *(level.code for level in scale.levels)}


@pytest.mark.parametrize(("version", "years"), [("v3", {2021, 2023, 2025}), ("v4", {2022, 2024})])
def test_a_version_of_the_index_has_files_and_years_of_its_own(version: str, years: set[int]) -> None:
    own = [source for source in OWN if source.instrument == f"dii-{version}"]
    assert [source.code for source in own] == [f"dii-{version}-europa", f"dii-{version}-nederland"]
    found = {figure.year for source in own for figure in source.figures}
    assert found == years


def test_figures_of_10_people_or_more_say_so() -> None:
    own = figures("dii-v3-nederland", "dii-v3-europa", "dii-v4-nederland", "dii-v4-europa", "cbs-techniek-2023")
    assert {(figure.group.staff_from or 0) >= 10 for figure in own} == {True}
    assert [figure.group.name.nl for figure in own if not {"10", "50", "250"} & set(_words(figure))] == []


def _words(figure: Figure) -> list[str]:
    return figure.group.name.nl.replace("(", " ").split()


def test_basic_level_of_the_netherlands_and_europe() -> None:
    basic = {
        (code, figure.year, figure.group.staff_to): (figure.value, figure.certainty)
        for code in ("dii-v3-nederland", "dii-v4-nederland", "dii-v3-europa", "dii-v4-europa")
        for figure in publication(code).figures
        if figure.at_least == 4
    }
    assert basic == {
        ("dii-v3-nederland", 2021, 249): (Decimal("75.3"), Certainty.DERIVED),
        ("dii-v4-nederland", 2022, 249): (Decimal(80), Certainty.DERIVED),
        ("dii-v4-nederland", 2024, 249): (Decimal("81.5"), Certainty.SECONDARY),
        ("dii-v3-europa", 2021, 249): (Decimal(55), Certainty.SECONDARY),
        ("dii-v3-europa", 2023, 249): (Decimal(58), Certainty.SECONDARY),
        ("dii-v3-europa", 2025, 249): (Decimal("71.4"), Certainty.SECONDARY),
        ("dii-v3-europa", 2025, None): (Decimal("72.1"), Certainty.SECONDARY),
        ("dii-v4-europa", 2024, 249): (Decimal(73), Certainty.SECONDARY),
    }


def test_levels_of_europe_add_up_to_all() -> None:
    sme = [figure for figure in figures("dii-v3-europa") if figure.level and figure.group.staff_to == 249]
    all_four = [figure.value for figure in sme if figure.group.staff_from == 10]
    assert all_four == [Decimal("42.3"), Decimal("33.8"), Decimal("19.6"), Decimal("4.4")]
    assert abs(sum(all_four) - 100) <= Decimal("0.2")


def test_metal_is_a_part_of_manufacturing_and_never_stands_for_it() -> None:
    metal = {
        (figure.year, figure.level): figure.value
        for figure in figures("dii-v3-nederland", "dii-v4-nederland")
        if figure.group.name.nl.startswith("metaal")
    }
    assert {year: (metal[year, "hoog"], metal[year, "heel-hoog"]) for year in range(2021, 2026)} == {
        2021: (Decimal("25.7"), Decimal("0.2")),
        2022: (Decimal("22.2"), Decimal("6.7")),
        2023: (Decimal("32.3"), Decimal("5.6")),
        2024: (Decimal("26.6"), Decimal("5.0")),
        2025: (Decimal("49.5"), Decimal("15.2")),
    }
    assert metal[2025, "hoog"] + metal[2025, "heel-hoog"] == Decimal("64.7")
    narrower = [
        figure for source in OWN for figure in source.figures if figure.group.sector_groups and _is_narrower(figure)
    ]
    assert {figure.group.part for figure in narrower} == {True}


def _is_narrower(figure: Figure) -> bool:
    whole = ("industrie (C)", "bouw (F)", "handel (G)", "vervoer en opslag (H)", "horeca (I)")
    return not figure.group.name.nl.startswith(whole)


def test_own_view_covers_all_sizes_from_two_people_and_adds_up() -> None:
    by_group: dict[tuple[int | None, int | None], dict[str, Decimal]] = {}
    for figure in figures("cbs-zelfbeeld-2019"):
        group = by_group.setdefault((figure.group.staff_from, figure.group.staff_to), {})
        group[figure.one_of[0]] = figure.value
    assert list(by_group) == [(2, None), (2, 2), (3, 4), (5, 9), (10, 19), (20, 49), (50, 99)]
    assert {len(group) for group in by_group.values()} == {5}
    assert {abs(sum(group.values()) - 100) <= 1 for group in by_group.values()} == {True}


def test_single_techniques_stand_beside_an_answer() -> None:
    found = {
        (figure.item, figure.one_of[0]): figure.value
        for figure in figures("cbs-techniek-2023")
        if figure.item is not None
    }
    assert found == {
        ("website", "yes"): 88,
        ("sociale-media", "yes"): 79,
        ("cloud", "yes"): 61,
        ("ai", "tekst-lezen"): 13,
        ("weten-wat-moet", "vrijwillig"): 35,
        ("weten-wat-moet", "verplicht"): 22,
        ("verkoopwegen", "eigen-site"): 24,
    }
