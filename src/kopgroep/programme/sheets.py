"""The files of a programme folder: one model per file, from which the JSON Schema for editors is made too."""

from pydantic import Field

from kopgroep.programme.area import AreaReference, Municipality
from kopgroep.programme.benchmark import Benchmark
from kopgroep.programme.clocks import Clocks
from kopgroep.programme.directory import Instrument, Partner
from kopgroep.programme.indicators import Indicator
from kopgroep.programme.key_figures import KeyFigure
from kopgroep.programme.kinds import RoleCode
from kopgroep.programme.ladder import Ladder
from kopgroep.programme.money import Line, MoneySource, MoneyTotal
from kopgroep.programme.parts import Choice, Code, Flag, Part, Period, Text
from kopgroep.programme.published import Publication
from kopgroep.programme.reports import Report
from kopgroep.programme.results import StatedResults, YearlySurvey
from kopgroep.programme.scans import Scan
from kopgroep.programme.sensitive import SensitiveWords
from kopgroep.programme.services import Service
from kopgroep.programme.themes import Need, Theme
from kopgroep.programme.words import (
    ContactDetails,
    Goal,
    Offer,
    Outcome,
    Publisher,
    QuestionExample,
    RoleText,
    SizeClass,
)


class ProgrammeSheet(Part):
    """programme.yaml: what the programme is, when, for what, and how to reach it."""

    code: Code
    name: Text
    tagline: Text
    fictional: Flag = False
    period: Period
    goals: tuple[Goal, ...] = Field(min_length=1)
    contact_details: ContactDetails
    publisher: Publisher


class AreaSheet(Part):
    """area.yaml: the municipalities; their borders are in boundaries.geojson."""

    reference: AreaReference
    municipalities: tuple[Municipality, ...] = Field(min_length=1)


class MoneySheet(Part):
    """money.yaml: the total, the sources by year, and the lines on which work is booked."""

    total: MoneyTotal
    sources: tuple[MoneySource, ...] = Field(min_length=1)
    lines: tuple[Line, ...] = Field(min_length=1)


class ThemesSheet(Part):
    """themes.yaml: the themes with their hour caps."""

    themes: tuple[Theme, ...] = Field(min_length=1)


class NeedsSheet(Part):
    """needs.yaml: the needs that companies name."""

    needs: tuple[Need, ...] = Field(min_length=1)


class IndicatorsSheet(Part):
    """indicators.yaml: every target with its counting rule."""

    indicators: tuple[Indicator, ...] = Field(min_length=1)


class FiguresSheet(Part):
    """figures.yaml: what is followed without a target."""

    figures: tuple[KeyFigure, ...]


class ResultsSheet(Part):
    """results.yaml: what companies can state as a result, and the yearly survey."""

    results: StatedResults
    surveys: tuple[YearlySurvey, ...]


class LadderSheet(Part):
    """ladder.yaml: the ladder and its phases."""

    ladder: Ladder


class PartnersSheet(Part):
    """partners.yaml: the organisations that help."""

    partners: tuple[Partner, ...]


class ServicesSheet(Part):
    """services.yaml: what each partner does for companies."""

    services: tuple[Service, ...]


class InstrumentsSheet(Part):
    """instruments.yaml: grants, loans, vouchers and other help, each with source and date seen."""

    instruments: tuple[Instrument, ...]


class ClocksSheet(Part):
    """clocks.yaml: the terms."""

    clocks: Clocks


class CaseworkSheet(Part):
    """casework.yaml: the lists from which advisers choose."""

    channels: tuple[Choice, ...] = Field(min_length=1)
    contact_kinds: tuple[Choice, ...] = Field(min_length=1)
    contact_outcomes: tuple[Choice, ...] = Field(min_length=1)
    question_outcomes: tuple[Outcome, ...] = Field(min_length=1)
    journey_outcomes: tuple[Outcome, ...] = Field(min_length=1)
    referral_outcomes: tuple[Outcome, ...] = Field(min_length=1)
    decline_reasons: tuple[Choice, ...] = Field(min_length=1)
    event_kinds: tuple[Choice, ...] = Field(min_length=1)
    sensitive_words: tuple[SensitiveWords, ...]


class SizesSheet(Part):
    """sizes.yaml: classes of people working at an establishment, in rising order."""

    sizes: tuple[SizeClass, ...] = Field(min_length=1)


class RolesSheet(Part):
    """roles.yaml: name and description of every role."""

    roles: dict[RoleCode, RoleText]


class PortalSheet(Part):
    """portal.yaml: the words of the public pages that are not a whole text."""

    question_examples: tuple[QuestionExample, ...]
    offer: tuple[Offer, ...]


class BenchmarkSheet(Part):
    """benchmark.yaml: in which groups results are compared, and from how many companies."""

    benchmark: Benchmark


class ScanSheet(Part):
    """scans/NAME.yaml: one scan."""

    scan: Scan


class PublicationSheet(Part):
    """publications/NAME.yaml: figures that others published."""

    publication: Publication


class ReportSheet(Part):
    """reports/NAME.yaml: one kind of report."""

    report: Report


SHEETS: dict[str, type[Part]] = {
    "programme.yaml": ProgrammeSheet,
    "area.yaml": AreaSheet,
    "money.yaml": MoneySheet,
    "themes.yaml": ThemesSheet,
    "needs.yaml": NeedsSheet,
    "indicators.yaml": IndicatorsSheet,
    "figures.yaml": FiguresSheet,
    "results.yaml": ResultsSheet,
    "ladder.yaml": LadderSheet,
    "partners.yaml": PartnersSheet,
    "services.yaml": ServicesSheet,
    "instruments.yaml": InstrumentsSheet,
    "clocks.yaml": ClocksSheet,
    "casework.yaml": CaseworkSheet,
    "sizes.yaml": SizesSheet,
    "roles.yaml": RolesSheet,
    "portal.yaml": PortalSheet,
    "benchmark.yaml": BenchmarkSheet,
}
SERIES: dict[str, type[Part]] = {"scans": ScanSheet, "publications": PublicationSheet, "reports": ReportSheet}
"""Folders that hold one file per item, with the model of such a file."""
BOUNDARIES = "boundaries.geojson"
REQUIRED_TEXTS = ("home", "privacy", "accessibility")


def model_of(file: str) -> type[Part]:
    """The model of a file: ``themes.yaml``, or ``scans/NAME.yaml``."""
    folder, slash, _ = file.partition("/")
    return SERIES[folder] if slash else SHEETS[file]
