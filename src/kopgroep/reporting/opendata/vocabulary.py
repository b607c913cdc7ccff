"""Codes of others that the catalogue uses: lists of the European Publications Office, IANA and Creative Commons."""

from dataclasses import dataclass
from enum import Enum

from rdflib import DCTERMS, SKOS, URIRef

EU = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"

PUBLIC = URIRef(f"{EU}/access-right/PUBLIC")
FREQUENCY = URIRef(f"{EU}/frequency/QUARTERLY")
LANGUAGE = URIRef(f"{EU}/language/NLD")
LICENCE = URIRef(f"{EU}/licence/CC0")
COUNTRY = URIRef(f"{EU}/country/NLD")
SCHEMA = URIRef(f"{EU}/data-theme")
ECONOMY, REGIONS = URIRef(f"{EU}/data-theme/ECON"), URIRef(f"{EU}/data-theme/REGI")
THEMES = (ECONOMY, REGIONS)
PROFILE = URIRef("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/")


class FileType(Enum):
    """The forms of a file, by the end of its address."""

    CSV = ("csv", "CSV", "text/csv", "https://www.rfc-editor.org/rfc/rfc4180")
    JSON = ("json", "JSON", "application/json", "https://www.rfc-editor.org/rfc/rfc8259")

    def __init__(self, suffix: str, code: str, media: str, standard: str) -> None:
        self.suffix = suffix
        self.media = media
        self.format = URIRef(f"{EU}/file-type/{code}")
        self.media_type = URIRef(f"{IANA}/{media}")
        self.standard = URIRef(standard)


@dataclass(frozen=True)
class Concept:
    """One such code, with what it is and how it is called in Dutch and English."""

    address: URIRef
    kinds: tuple[URIRef, ...]
    label: tuple[str, str]


CONCEPTS = (
    Concept(PUBLIC, (DCTERMS.RightsStatement, SKOS.Concept), ("openbaar", "public")),
    Concept(FREQUENCY, (DCTERMS.Frequency, SKOS.Concept), ("elk kwartaal", "quarterly")),
    Concept(LANGUAGE, (DCTERMS.LinguisticSystem, SKOS.Concept), ("Nederlands", "Dutch")),
    Concept(LICENCE, (DCTERMS.LicenseDocument, SKOS.Concept), ("CC0 1.0", "CC0 1.0")),
    Concept(COUNTRY, (DCTERMS.Location, SKOS.Concept), ("Nederland", "Netherlands")),
    Concept(SCHEMA, (SKOS.ConceptScheme,), ("Thema's van datasets", "Dataset themes")),
    Concept(ECONOMY, (SKOS.Concept,), ("economie en financiën", "economy and finance")),
    Concept(REGIONS, (SKOS.Concept,), ("regio's en steden", "regions and cities")),
    Concept(PROFILE, (DCTERMS.Standard,), ("DCAT-AP-NL 3.0", "DCAT-AP-NL 3.0")),
    *(Concept(one.standard, (DCTERMS.Standard,), (one.suffix.upper(), one.suffix.upper())) for one in FileType),
    *(Concept(one.format, (DCTERMS.MediaTypeOrExtent, SKOS.Concept), (one.name, one.name)) for one in FileType),
    *(Concept(one.media_type, (DCTERMS.MediaType,), (one.media, one.media)) for one in FileType),
)
