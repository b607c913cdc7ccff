"""Open data: one file per frozen quarter, suppressed rows without numbers, and a codebook that explains every word."""

import csv
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kopgroep.programme import current
from kopgroep.scans.benchmarks.publishing import COLUMNS, LEVEL_COLUMNS
from kopgroep.scans.models import Cell, Snapshot
from tests.scans.quarters import figures, frozen, scan

NUMBERS = ("n", "mean", "weighted_mean", "q1", "median", "q3")


@pytest.fixture(autouse=True)
def _april(today_is: Callable[[date], None]) -> None:
    today_is(date(2023, 4, 3))


@pytest.fixture
def quarter(db: None) -> Snapshot:
    snapshot = frozen()
    levels = [level.code for level in scan().scale_of[scan().headline[0]].levels]
    figures(snapshot, levels={levels[0]: 25, levels[1]: 12, levels[2]: 3})
    figures(snapshot, ("bouw", "", ""), n=31, mean=47.3, weighted_mean=None)
    figures(snapshot, ("handel", "", ""), n=9, mean=13.7, hidden=Cell.Hidden.SMALL)
    figures(snapshot, ("-", "", ""), n=30, hidden=Cell.Hidden.SMALL)
    return snapshot


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(answer.content.decode().splitlines()))


def test_a_quarter_in_full(client: Client, quarter: Snapshot) -> None:
    found = rows(client, "/open-data/scans/2023Q1.csv")
    assert tuple(found[0]) == COLUMNS
    assert [(row["sector"], row["n"], row["mean"], row["weighted_mean"], row["status"]) for row in found] == [
        ("all", "40", "41.5", "44.0", "shown"),
        ("bouw", "31", "47.3", "", "shown"),
        ("handel", "", "", "", "suppressed"),
    ]
    assert [row["quarter"] for row in found] == ["2023Q1"] * 3


def test_suppressed_row_has_no_number_at_all(client: Client, quarter: Snapshot) -> None:
    hidden = [row for row in rows(client, "/open-data/scans/2023Q1.csv") if row["status"] == "suppressed"]
    assert [[row[name] for name in NUMBERS] for row in hidden] == [[""] * len(NUMBERS)]


def test_sector_and_size_without_anybody_stand_as_suppressed(client: Client, quarter: Snapshot) -> None:
    figures(quarter, ("", "micro", ""))
    found = {(row["sector"], row["size"]): row["status"] for row in rows(client, "/open-data/scans/2023Q1.csv")}
    assert found == {
        ("all", "all"): "shown",
        ("all", "micro"): "shown",
        ("bouw", "all"): "shown",
        ("bouw", "micro"): "suppressed",
        ("handel", "all"): "suppressed",
        ("handel", "micro"): "suppressed",
    }


def test_levels_are_joined_until_each_is_large_enough(client: Client, quarter: Snapshot) -> None:
    found = rows(client, "/open-data/scans/2023Q1-levels.csv")
    levels = [level.code for level in scan().scale_of[scan().headline[0]].levels]
    assert tuple(found[0]) == LEVEL_COLUMNS
    assert [(row["levels"], row["n"]) for row in found] == [(levels[0], "25"), ("+".join(levels[1:]), "15")]


def test_codebook_explains_every_word_of_the_files(client: Client, quarter: Snapshot) -> None:
    book = {(entry["kind"], entry["code"]) for entry in rows(client, "/open-data/scans/codebook.csv")}
    assert {("column", name) for name in (*COLUMNS, *LEVEL_COLUMNS)} - book == set()
    for row in rows(client, "/open-data/scans/2023Q1.csv"):
        met = {("scan", row["scan"]), ("scale", row["scale"]), ("value", row["status"])}
        met |= {(kind, row[kind]) for kind in ("sector", "size", "municipality") if row[kind] != "all"}
        assert met - book == set()
    for row in rows(client, "/open-data/scans/2023Q1-levels.csv"):
        assert {("level", code) for code in row["levels"].split("+")} - book == set()
    assert {("municipality", place.code) for place in current().area} - book == set()


def test_codebook_is_complete_in_both_languages(client: Client, db: None) -> None:
    for entry in rows(client, "/open-data/scans/codebook.csv"):
        assert entry["name_nl"]
        assert entry["name_en"]
        if entry["kind"] in {"column", "rule", "value", "scan", "scale"}:
            assert entry["meaning_nl"]
            assert entry["meaning_nl"] != entry["meaning_en"]


def test_page_lists_the_files_and_says_what_to_mind(client: Client, quarter: Snapshot) -> None:
    page = client.get("/open-data/").content.decode()
    for address in ("2023Q1.csv", "2023Q1-levels.csv", "codebook.csv"):
        assert f'href="/open-data/scans/{address}"' in page
    assert "geen steekproef" in page


def test_page_before_the_first_quarter(client: Client, db: None) -> None:
    assert "Er zijn nog geen bestanden" in client.get("/open-data/").content.decode()


@pytest.mark.parametrize("address", ["2019Q1.csv", "2019Q1-levels.csv", "iets.csv"])
def test_quarter_that_was_not_frozen_is_not_found(client: Client, quarter: Snapshot, address: str) -> None:
    assert client.get(f"/open-data/scans/{address}").status_code == 404
