"""The catalogue of the open data for machines: DCAT-AP-NL 3.0. Nothing in it is a blank node, so it is stable.

Each kind of file is a series; each closed quarter of it is a dataset with a CSV and a JSON file. The profile:
https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from rdflib import DCTERMS, FOAF, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kopgroep.programme import current
from kopgroep.reporting.opendata.vocabulary import (
    CONCEPTS,
    COUNTRY,
    FREQUENCY,
    LANGUAGE,
    LICENCE,
    PROFILE,
    PUBLIC,
    SCHEMA,
    THEMES,
    FileType,
)

DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""Version 3; the one that comes with the library is older."""
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SPACES = {
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "rdf": RDF,
    "skos": SKOS,
    "spdx": SPDX,
    "vcard": VCARD,
}
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
Both = tuple[str, str]
"""The same words in Dutch and English."""


@dataclass(frozen=True)
class File:
    """One file of a quarter: where it is, in what form, and its very bytes."""

    url: str
    kind: FileType
    content: bytes


@dataclass(frozen=True)
class Member:
    """One quarter of a series."""

    quarter: str
    until: date
    issued: date
    files: tuple[File, ...]


@dataclass(frozen=True)
class Series:
    """One kind of file over all quarters."""

    url: str
    title: Both
    description: Both
    keywords: tuple[Both, ...]
    members: tuple[Member, ...]
    """At least one, the first quarter first."""


class Catalogue:
    """Builds the graph; ``page`` is the whole address of the page for people, on which all others rest."""

    def __init__(self, page: str, series: tuple[Series, ...]) -> None:
        self.page = URIRef(page)
        self.address = URIRef(f"{page}catalogus")
        self.contact = URIRef(f"{page}#contact")
        self.series = series
        self.graph = Graph()
        for prefix, space in SPACES.items():
            self.graph.bind(prefix, space)

    def build(self) -> Graph:
        """The whole catalogue. Raises ValueError without any series: the profile asks for at least one dataset."""
        if not self.series:
            raise ValueError("a catalogue without datasets is not valid")
        self._agents()
        self._codes()
        self._catalogue()
        for series in self.series:
            self._series(series)
        return self.graph

    def _catalogue(self) -> None:
        name = current().name
        issued = [member.issued for one in self.series for member in one.members]
        self._say(self.address, RDF.type, DCAT.Catalog)
        self._both(self.address, DCTERMS.title, (f"Open data van {name.nl}", f"Open data of {name.en}"))
        about = (
            "De openbare cijfers van het programma, per afgesloten kwartaal.",
            "The public figures of the programme, per closed quarter.",
        )
        self._both(self.address, DCTERMS.description, about)
        self._owned(self.address, min(issued), max(issued))
        self._say(self.address, FOAF.homepage, self.page)
        self._say(self.address, DCTERMS.license, LICENCE)
        self._say(self.address, DCAT.themeTaxonomy, SCHEMA)
        for one in self.series:
            for member in one.members:
                self._say(self.address, DCAT.dataset, _dataset(one, member))

    def _series(self, one: Series) -> None:
        series = URIRef(one.url)
        self._say(series, RDF.type, DCAT.DatasetSeries)
        self._both(series, DCTERMS.title, one.title)
        self._both(series, DCTERMS.description, one.description)
        self._owned(series, one.members[0].issued, one.members[-1].issued)
        self._say(series, DCTERMS.accrualPeriodicity, FREQUENCY)
        self._period(series, one.members[-1].until)
        self._say(series, DCAT.first, _dataset(one, one.members[0]))
        self._say(series, DCAT.last, _dataset(one, one.members[-1]))
        for member in one.members:
            self._member(one, member)
        for before, after in pairwise(one.members):
            self._say(_dataset(one, after), DCAT.prev, _dataset(one, before))

    def _member(self, one: Series, member: Member) -> None:
        dataset = _dataset(one, member)
        self._say(dataset, RDF.type, DCAT.Dataset)
        self._say(dataset, DCTERMS.identifier, Literal(str(dataset)))
        self._both(dataset, DCTERMS.title, (f"{one.title[0]}, {member.quarter}", f"{one.title[1]}, {member.quarter}"))
        self._both(dataset, DCTERMS.description, one.description)
        self._owned(dataset, member.issued, member.issued)
        self._say(dataset, DCTERMS.accessRights, PUBLIC)
        self._say(dataset, DCTERMS.accrualPeriodicity, FREQUENCY)
        self._say(dataset, DCTERMS.conformsTo, PROFILE)
        self._say(dataset, DCAT.inSeries, URIRef(one.url))
        self._say(dataset, DCAT.landingPage, self.page)
        self._say(dataset, FOAF.page, self.page)
        self._say(dataset, DCAT.version, Literal(member.quarter))
        for theme in THEMES:
            self._say(dataset, DCAT.theme, theme)
        for words in one.keywords:
            self._both(dataset, DCAT.keyword, words)
        self._period(dataset, member.until)
        for file in member.files:
            self._file(dataset, member, file)

    def _file(self, dataset: URIRef, member: Member, file: File) -> None:
        distribution, checksum = URIRef(f"{file.url}#bestand"), URIRef(f"{file.url}#checksum")
        self._say(dataset, DCAT.distribution, distribution)
        self._say(distribution, RDF.type, DCAT.Distribution)
        name = file.url.rpartition("/")[2]
        self._both(distribution, DCTERMS.title, (name, name))
        self._say(distribution, DCAT.accessURL, URIRef(file.url))
        self._say(distribution, DCAT.downloadURL, URIRef(file.url))
        self._say(distribution, DCTERMS.license, LICENCE)
        self._say(distribution, DCTERMS.format, file.kind.format)
        self._say(distribution, DCAT.mediaType, file.kind.media_type)
        self._say(distribution, DCTERMS.conformsTo, file.kind.standard)
        self._say(distribution, DCTERMS.language, LANGUAGE)
        self._say(distribution, DCTERMS.issued, Literal(member.issued))
        self._say(distribution, DCAT.byteSize, Literal(len(file.content), datatype=XSD.nonNegativeInteger))
        self._say(distribution, SPDX.checksum, checksum)
        self._say(checksum, RDF.type, SPDX.Checksum)
        self._say(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
        hashed = Literal(sha256(file.content).hexdigest(), datatype=XSD.hexBinary)
        self._say(checksum, SPDX.checksumValue, hashed)

    def _owned(self, what: URIRef, issued: date, modified: date) -> None:
        """What catalogue, series and dataset all say."""
        publisher = URIRef(current().publisher.identifier)
        self._say(what, DCTERMS.publisher, publisher)
        self._say(what, DCTERMS.creator, publisher)
        self._say(what, DCAT.contactPoint, self.contact)
        self._say(what, DCTERMS.language, LANGUAGE)
        self._say(what, DCTERMS.issued, Literal(issued))
        self._say(what, DCTERMS.modified, Literal(modified))
        for place in _places():
            self._say(what, DCTERMS.spatial, place)

    def _agents(self) -> None:
        publisher = current().publisher
        agent = URIRef(publisher.identifier)
        self._say(agent, RDF.type, FOAF.Agent)
        self._say(agent, FOAF.name, Literal(publisher.name, lang="nl"))
        self._say(agent, DCTERMS.identifier, Literal(publisher.identifier))
        for kind in (VCARD.Kind, VCARD.Organization):
            self._say(self.contact, RDF.type, kind)
        self._say(self.contact, VCARD.fn, Literal(publisher.name))
        self._say(self.contact, VCARD.hasEmail, URIRef(f"mailto:{publisher.email}"))
        self._say(self.contact, VCARD.hasURL, self.page)

    def _codes(self) -> None:
        """What the codes of others are, so that a reader need not fetch them."""
        for concept in CONCEPTS:
            for kind in concept.kinds:
                self._say(concept.address, RDF.type, kind)
            self._both(concept.address, SKOS.prefLabel, concept.label)
        for place in _places():
            self._say(place, RDF.type, DCTERMS.Location)

    def _period(self, what: URIRef, until: date) -> None:
        """The figures count from the first day of the programme."""
        period = URIRef(f"{what}#periode")
        self._say(what, DCTERMS.temporal, period)
        self._say(period, RDF.type, DCTERMS.PeriodOfTime)
        self._say(period, DCAT.startDate, Literal(current().period.starts_on))
        self._say(period, DCAT.endDate, Literal(until))

    def _both(self, what: URIRef, which: URIRef, words: Both) -> None:
        self._say(what, which, Literal(words[0], lang="nl"))
        self._say(what, which, Literal(words[1], lang="en"))

    def _say(self, what: URIRef, which: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((what, which, value))


def _dataset(series: Series, member: Member) -> URIRef:
    return URIRef(f"{series.url}/{member.quarter}")


def _places() -> Iterator[URIRef]:
    """The country, and each municipality by its official address; an invented region has none."""
    yield COUNTRY
    if not current().fictional:
        yield from (URIRef(TOOI + place.code.lower()) for place in current().area)


def _turtle(graph: Graph) -> bytes:
    return graph.serialize(format="longturtle", encoding="utf-8")


def _xml(graph: Graph) -> bytes:
    """RDF/XML in a fixed order: the writer of the library names its prefixes in another order every time."""
    spaces = {prefix: str(space) for prefix, space in graph.namespaces() if prefix in SPACES}
    out = ['<?xml version="1.0" encoding="utf-8"?>', "<rdf:RDF"]
    out += [f'  xmlns:{prefix}="{space}"' for prefix, space in sorted(spaces.items())]
    out.append(">")
    for what in sorted(set(graph.subjects()), key=str):
        out.append(f"<rdf:Description rdf:about={quoteattr(str(what))}>")
        out += sorted(_xml_line(graph, which, value) for which, value in graph.predicate_objects(what))
        out.append("</rdf:Description>")
    return "\n".join([*out, "</rdf:RDF>", ""]).encode()


def _xml_line(graph: Graph, which: Node, value: Node) -> str:
    name = graph.qname(str(which))
    if not isinstance(value, Literal):
        return f"  <{name} rdf:resource={quoteattr(str(value))}/>"
    about = f" xml:lang={quoteattr(value.language)}" if value.language else ""
    about += f" rdf:datatype={quoteattr(str(value.datatype))}" if value.datatype else ""
    return f"  <{name}{about}>{escape(str(value))}</{name}>"


def _jsonld(graph: Graph) -> bytes:
    nodes = json.loads(graph.serialize(format="json-ld"))
    for node in nodes:
        for key, values in node.items():
            if isinstance(values, list):
                node[key] = sorted(values, key=json.dumps)
    nodes.sort(key=lambda node: str(node["@id"]))
    return json.dumps(nodes, ensure_ascii=False, indent=1, sort_keys=True).encode()


WRITERS: dict[str, tuple[str, Callable[[Graph], bytes]]] = {
    "ttl": ("text/turtle", _turtle),
    "jsonld": ("application/ld+json", _jsonld),
    "rdf": ("application/rdf+xml", _xml),
}
"""By the end of the address: the media type and the writer."""
