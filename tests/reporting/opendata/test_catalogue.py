"""The catalogue against the profile: sound as it is, and a violation for each thing that is taken away."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from kopgroep.programme import current
from kopgroep.reporting.opendata.catalogue import WRITERS, Catalogue, File, Member, Series
from kopgroep.reporting.opendata.vocabulary import FileType

SHAPES = Graph().parse(Path(__file__).with_name("shapes.ttl"))
PAGE = "https://counter.example/open-data/"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
QUARTERS = {"2023Q1": date(2023, 3, 31), "2023Q2": date(2023, 6, 30)}


def catalogue() -> Graph:
    members = tuple(
        Member(name, until, until, tuple(file(name, kind) for kind in FileType)) for name, until in QUARTERS.items()
    )
    words = ("Doelen", "Targets")
    return Catalogue(PAGE, (Series(f"{PAGE}doelen", words, words, (words,), members),)).build()


def file(quarter: str, kind: FileType) -> File:
    return File(f"{PAGE}doelen/{quarter}.{kind.suffix}", kind, quarter.encode())


def first_of(graph: Graph, what: URIRef) -> URIRef:
    """The first thing of a class, by its address."""
    return URIRef(min(str(one) for one in graph.subjects(RDF.type, what)))


def violations(graph: Graph) -> str:
    """What the shapes say against a graph; empty when it conforms."""
    conforms, _report, text = validate(graph, shacl_graph=SHAPES)
    return "" if conforms else str(text)


def test_catalogue_is_sound() -> None:
    assert violations(catalogue()) == ""


MANDATORY = [
    (DCAT.Catalog, DCTERMS.title),
    (DCAT.Catalog, DCTERMS.description),
    (DCAT.Catalog, DCTERMS.publisher),
    (DCAT.Catalog, DCAT.contactPoint),
    (DCAT.Catalog, DCAT.dataset),
    (DCAT.DatasetSeries, DCTERMS.title),
    (DCAT.DatasetSeries, DCTERMS.description),
    (DCAT.Dataset, DCTERMS.accessRights),
    (DCAT.Dataset, DCTERMS.creator),
    (DCAT.Dataset, DCTERMS.publisher),
    (DCAT.Dataset, DCTERMS.identifier),
    (DCAT.Dataset, DCTERMS.title),
    (DCAT.Dataset, DCTERMS.description),
    (DCAT.Dataset, DCAT.theme),
    (DCAT.Dataset, DCAT.contactPoint),
    (DCAT.Dataset, DCAT.distribution),
    (DCAT.Distribution, DCTERMS.license),
    (DCAT.Distribution, DCAT.accessURL),
    (FOAF.Agent, FOAF.name),
    (VCARD.Kind, VCARD.fn),
    (SPDX.Checksum, SPDX.checksumValue),
]


@pytest.mark.parametrize(("what", "which"), MANDATORY)
def test_nothing_mandatory_can_be_left_out(what: URIRef, which: URIRef) -> None:
    graph = catalogue()
    one = first_of(graph, what)
    graph.remove((one, which, None))
    assert f"Focus Node: <{one}>" in violations(graph)


@pytest.mark.parametrize("which", [DCTERMS.identifier, DCAT.contactPoint, DCTERMS.publisher])
def test_what_may_stand_once_does(which: URIRef) -> None:
    graph = catalogue()
    one = first_of(graph, DCAT.Dataset)
    graph.add((one, which, Literal("nog een")))
    assert f"Focus Node: <{one}>" in violations(graph)


def test_theme_of_ones_own_is_refused() -> None:
    graph = catalogue()
    one = first_of(graph, DCAT.Dataset)
    graph.add((one, DCAT.theme, URIRef("https://counter.example/thema")))
    assert violations(graph) != ""


def test_catalogue_without_datasets_is_not_made() -> None:
    with pytest.raises(ValueError, match="without datasets"):
        Catalogue(PAGE, ()).build()


def test_quarters_follow_each_other() -> None:
    graph = catalogue()
    first, last = (URIRef(f"{PAGE}doelen/{name}") for name in QUARTERS)
    series = URIRef(f"{PAGE}doelen")
    assert (graph.value(series, DCAT.first), graph.value(series, DCAT.last)) == (first, last)
    assert (graph.value(last, DCAT.prev), graph.value(first, DCAT.prev)) == (first, None)


def test_publisher_is_the_one_of_the_programme() -> None:
    graph = catalogue()
    publisher = URIRef(current().publisher.identifier)
    assert graph.value(URIRef(f"{PAGE}catalogus"), DCTERMS.publisher) == publisher
    assert graph.value(publisher, FOAF.name) == Literal(current().publisher.name, lang="nl")


def test_there_is_no_blank_node() -> None:
    assert [node for triple in catalogue() for node in triple if isinstance(node, BNode)] == []


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_every_form_says_the_same(form: str, parser: str) -> None:
    graph = catalogue()
    assert set(Graph().parse(WRITERS[form][1](graph), format=parser)) == set(graph)


def test_the_same_bytes_in_another_process() -> None:
    """The order must not depend on how Python mixes its sets."""
    code = """
import os, hashlib, django
os.environ["DJANGO_SETTINGS_MODULE"] = "kopgroep.config.settings"
django.setup()
from tests.reporting.opendata.test_catalogue import WRITERS, catalogue
print([hashlib.sha256(write(catalogue())).hexdigest() for _media, write in WRITERS.values()])
"""
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "src:."},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
