"""The invented region equals CBS where CBS counts, and is lifelike and recognisably invented for the rest."""

import csv
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from kopgroep.companies.register.reference import sbi_codes
from kopgroep.jobs.region.apportion import apportion
from kopgroep.jobs.region.files import EMPLOYMENT_COLUMNS, TRADE_COLUMNS
from kopgroep.jobs.region.make import expected_rows, make_region
from kopgroep.jobs.region.plan import Place, per_group, snapshot_dates
from kopgroep.jobs.region.reference import GROUPS, SECTIONS, SIZES, establishments, size_shares
from kopgroep.programme import load

PROGRAMMES = Path(__file__).resolve().parents[3] / "programmes"
DATES = snapshot_dates(date(2021, 1, 1), 6)
GROUP_OF = {section: group for group, sections in SECTIONS.items() for section in sections}

Rows = dict[date, list[dict[str, str]]]


def places(folder: str) -> list[Place]:
    return [Place(area.code, area.name, area.establishments_reference) for area in load(PROGRAMMES / folder).area]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(folder: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def region() -> list[Place]:
    """The municipalities of the first real programme."""
    return places("drenthe")


@pytest.fixture(scope="module")
def folder(region: list[Place], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole region at full scale, made once."""
    path = tmp_path_factory.mktemp("region")
    make_region(region, DATES, path, seed=7)
    return path


@pytest.fixture(scope="module")
def rows(folder: Path) -> Rows:
    """All rows per snapshot date."""
    return {on: read(folder / f"handelsregister-{on}.csv") for on in DATES}


def alive(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if not row["einddatum"]]


def group_of(row: dict[str, str]) -> str:
    return GROUP_OF[sbi_codes("2008")[row["sbi_hoofd"]]]


def test_six_snapshots_end_two_years_into_the_programme() -> None:
    assert [str(on) for on in DATES] == [f"{year}-01-01" for year in range(2018, 2024)]


def test_every_cell_of_municipality_and_sector_equals_cbs(region: list[Place], rows: Rows) -> None:
    counted = Counter((row["gemeentecode"], group_of(row)) for row in alive(rows[date(2021, 1, 1)]))
    expected = {
        (place.code, group): establishments()[place.code][group]
        for place in region
        for group in GROUPS
        if establishments()[place.code][group]
    }
    assert len(expected) == 13 * 8
    assert dict(counted) == expected
    assert counted.total() == 57_585


def test_size_classes_per_sector_are_those_of_the_country(rows: Rows) -> None:
    for on in DATES:
        counted = Counter((group_of(row), row["werkzame_personen_klasse"]) for row in alive(rows[on]))
        for group in GROUPS:
            found = [counted[group, size] for size in SIZES]
            assert found == apportion(sum(found), size_shares(group))


def test_other_years_follow_the_trend_of_the_labour_market_region(region: list[Place], rows: Rows) -> None:
    for on in DATES:
        assert len(alive(rows[on])) == sum(sum(per_group(place, on.year, 1)) for place in region)
    totals = [len(alive(rows[on])) for on in DATES]
    assert totals == sorted(totals)
    assert (totals[0], totals[-1]) == (52_373, 62_959)


def test_births_endings_and_growth_stay_in_their_bands(rows: Rows) -> None:
    for before, on in pairwise(DATES):
        there = {row["vestigingsnummer"]: row for row in alive(rows[before])}
        now = {row["vestigingsnummer"]: row for row in alive(rows[on])}
        ended = [row for row in rows[on] if row["einddatum"]]
        # CBS: 7 to 10 in a hundred begin each year; what ends follows from that and the growth.
        assert 0.06 < len(now.keys() - there.keys()) / len(now) < 0.11
        assert 0.015 < len(ended) / len(there) < 0.075
        assert {row["vestigingsnummer"] for row in ended} == there.keys() - now.keys()
        assert all(before.isoformat() <= row["einddatum"] < on.isoformat() for row in ended)
        both = [(there[key], now[key]) for key in there.keys() & now.keys()]
        steps = [
            SIZES.index(b["werkzame_personen_klasse"]) - SIZES.index(a["werkzame_personen_klasse"]) for a, b in both
        ]
        assert 0.005 < sum(step > 0 for step in steps) / len(steps) < 0.06
        assert 0.002 < sum(step < 0 for step in steps) / len(steps) < 0.04
        assert max(map(abs, steps)) <= 2


def test_every_row_is_marked_as_invented(rows: Rows) -> None:
    for some in rows.values():
        assert {row["fictief"] for row in some} == {"J"}
        assert {row["kvk_nummer"][:2] for row in some} == {"00"}
        assert {row["vestigingsnummer"][:4] for row in some} == {"9999"}
        reach = [row[column] for row in some for column in ("website", "email") if row[column]]
        assert all(address.endswith(".example") for address in reach)


def test_an_establishment_is_there_once_and_a_company_has_one_main_establishment(rows: Rows) -> None:
    for some in rows.values():
        assert max(Counter(row["vestigingsnummer"] for row in some).values()) == 1
        mains = Counter(row["kvk_nummer"] for row in alive(some) if row["hoofdvestiging"] == "J")
        assert max(mains.values()) == 1
        branches = [row for row in alive(some) if row["hoofdvestiging"] == "N"]
        assert 0.005 < len(branches) / len(some) < 0.03


def test_people_and_flags_are_lifelike(rows: Rows) -> None:
    some = alive(rows[DATES[-1]])
    people = [row for row in some if row["rechtsvorm"] in ("eenmanszaak", "vof", "maatschap")]
    assert 0.72 < len(people) / len(some) < 0.86
    assert {row["rsin"] for row in some if row["rechtsvorm"] == "eenmanszaak"} == {""}
    assert 0.2 < sum(row["non_mailing"] == "J" for row in some) / len(some) < 0.35
    assert 0.01 < sum(row["adres_afgeschermd"] == "J" for row in some) / len(some) < 0.04
    assert len({row["handelsnamen"] for row in some}) / len(some) > 0.8


def test_the_employment_register_gives_the_last_year_without_numbers_of_people(folder: Path, rows: Rows) -> None:
    found = read(folder / "werkgelegenheidsregister-2023-01-01.csv")
    assert list(found[0]) == EMPLOYMENT_COLUMNS
    assert {row["vestigingsnummer"] for row in found} == {row["vestigingsnummer"] for row in alive(rows[DATES[-1]])}
    assert {row["grootteklasse"] for row in found} == {
        *("1", "2 t/m 4", "5 t/m 9", "10 t/m 19", "20 t/m 49", "50 t/m 99", "100 en meer")
    }


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(region: list[Place], tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        make_region(region, DATES[-2:], tmp_path / name, seed=seed, scale=0.02)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    assert set(digest(tmp_path / "a").values()) & set(digest(tmp_path / "c").values()) == set()


def test_scale_scales_and_progress_adds_up(region: list[Place], tmp_path: Path) -> None:
    told: list[int] = []
    make_region(region, DATES, tmp_path, seed=7, scale=0.1, tell=told.append)
    files = [read(tmp_path / f"handelsregister-{on}.csv") for on in DATES]
    assert [list(some[0]) for some in files] == [TRADE_COLUMNS] * 6
    assert sum(len(some) for some in files) == sum(told)
    assert sum(len(alive(some)) for some in files) == expected_rows(region, DATES, 0.1)
    assert abs(len(alive(files[3])) - 5_758) <= 7


def test_an_invented_region_gets_the_mix_of_the_country(tmp_path: Path) -> None:
    invented = places("voorbeeld")
    make_region(invented, DATES[3:4], tmp_path, seed=7)
    some = read(tmp_path / "handelsregister-2021-01-01.csv")
    assert Counter(row["gemeentecode"] for row in some) == {place.code: place.establishments for place in invented}
    assert {row["plaats"] for row in some} == {place.name for place in invented}
