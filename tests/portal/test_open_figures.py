"""Open data of closed quarters: files, what they leave out, and the catalogue that leads to them."""

import csv
import hashlib
import json
from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from rdflib import Graph, Namespace, URIRef

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.reporting.actions.quarters import propose_quarter
from kopgroep.reporting.models import Closing
from kopgroep.reporting.opendata.datasets import DATASETS
from tests.reporting.quarters import closed, intake, some_work

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
Stand = Callable[[date], None]


@pytest.fixture
def quarter(anna: User, marieke: User, olga: User, today_is: Stand) -> Closing:
    """Twelve companies with an intake, all in one municipality; one of them has another one on export."""
    cache.clear()
    companies = some_work(anna, marieke, today_is, companies=12)
    intake(companies[0], anna, theme="export")
    return closed("2021Q1", proposed_by=marieke, closed_by=olga)


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(answer.content.decode().splitlines()))


def test_targets_are_told_as_they_are(client: Client, quarter: Closing) -> None:
    found = {row["code"]: row for row in rows(client, "/open-data/doelen/2021Q1.csv")}
    one = found["digitalisering-intakes"]
    assert [one[name] for name in ("quarter", "until", "value", "target", "expected", "n", "version")] == [
        "2021Q1", "2021-03-31", "12", "150", "9", "12", "1",
    ]  # fmt: skip
    assert list(found) == [item.code for item in current().indicators if item.public]


def test_small_parts_are_left_out(client: Client, quarter: Closing) -> None:
    """Of one intake on export no split is told at all: that it is in no other place would tell where it is."""
    found = rows(client, "/open-data/uitsplitsingen/2021Q1.csv")
    told = {row["n"] for row in found}
    assert told <= {"", "0", "12"}
    assert {row["code"] for row in found if row["n"] == "12"} >= {"digitalisering-intakes"}
    assert {row["code"] for row in found} & {"export-intakes"} == set()


def test_what_is_not_public_stands_nowhere(client: Client, quarter: Closing) -> None:
    secret = {item.code for item in current().figures if not item.public}
    assert secret
    for dataset in DATASETS:
        found = client.get(f"/open-data/{dataset.code}/2021Q1.csv").content.decode()
        assert [code for code in secret if code in found] == []


@pytest.mark.parametrize("code", [dataset.code for dataset in DATASETS])
def test_json_says_the_same_as_csv(client: Client, quarter: Closing, code: str) -> None:
    whole = json.loads(client.get(f"/open-data/{code}/2021Q1.json").content)
    texts = [{key: "" if value is None else str(value) for key, value in row.items()} for row in whole["rows"]]
    assert texts == rows(client, f"/open-data/{code}/2021Q1.csv")
    assert (whole["dataset"], whole["quarter"]) == (code, "2021Q1")


def test_file_that_was_fetched_is_not_sent_again(client: Client, quarter: Closing) -> None:
    first = client.get("/open-data/doelen/2021Q1.csv")
    again = client.get("/open-data/doelen/2021Q1.csv", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=31536000"


@pytest.mark.parametrize("address", ["doelen/2021Q2.csv", "iets/2021Q1.csv", "doelen/2021Q1.xls", "catalogus.csv"])
def test_other_files_are_not_found(client: Client, quarter: Closing, address: str) -> None:
    assert client.get(f"/open-data/{address}").status_code == 404


def test_proposed_quarter_is_not_published(client: Client, quarter: Closing, marieke: User, today_is: Stand) -> None:
    today_is(date(2021, 7, 5))
    propose_quarter("2021Q2", remark="", by=marieke)
    assert client.get("/open-data/doelen/2021Q2.csv").status_code == 404


@pytest.mark.parametrize(
    ("asks", "media"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", "application/rdf+xml"),
        ("*/*", "text/turtle"),
    ],
)
def test_catalogue_comes_as_it_is_asked_for(client: Client, quarter: Closing, asks: str, media: str) -> None:
    answer = client.get("/open-data/catalogus", headers={"accept": asks})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{media}; charset=utf-8")


def test_catalogue_leads_to_every_file_and_knows_its_bytes(client: Client, quarter: Closing) -> None:
    graph = Graph().parse(client.get("/open-data/catalogus.ttl").content, format="turtle")
    found = {}
    for distribution, address in graph.subject_objects(DCAT.downloadURL):
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        content = client.get("/open-data/" + str(address).partition("/open-data/")[2]).content
        found[str(address)] = hashlib.sha256(content).hexdigest() == str(checksum).lower()
    assert len(found) == 2 * len(DATASETS)
    assert set(found.values()) == {True}
    for dataset in graph.objects(None, DCAT.dataset):
        assert isinstance(dataset, URIRef)
        assert client.get("/open-data/" + str(dataset).partition("/open-data/")[2]).status_code == 302


def test_before_the_first_quarter_the_catalogue_leads_to_the_page(client: Client, db: None) -> None:
    assert client.get("/open-data/catalogus.ttl").headers["Location"] == "/open-data/"


def test_page_shows_the_targets_of_the_newest_quarter(client: Client, quarter: Closing) -> None:
    page = client.get("/open-data/").content.decode()
    assert 'href="/open-data/doelen/2021Q1.csv"' in page
    assert "Intakes digitalisering" in page
