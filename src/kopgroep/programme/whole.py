"""The programme as one object."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from kopgroep.programme.area import AreaReference, Municipality
from kopgroep.programme.benchmark import Benchmark
from kopgroep.programme.clocks import Clocks
from kopgroep.programme.directory import Instrument, Partner
from kopgroep.programme.indicators import Indicator
from kopgroep.programme.key_figures import KeyFigure
from kopgroep.programme.kinds import RoleCode
from kopgroep.programme.ladder import Ladder
from kopgroep.programme.money import Line, MoneySource, MoneyTotal
from kopgroep.programme.parts import Choice, Code, Part, Period, Text
from kopgroep.programme.published import Publication
from kopgroep.programme.reports import Report
from kopgroep.programme.results import ResultKind, StatedResults, YearlySurvey
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


class UnknownCodeError(KeyError):
    """The programme has no such code. The message names the list and the codes it has."""

    def __str__(self) -> str:
        return str(self.args[0])


class _HasCode(Protocol):
    @property
    def code(self) -> str: ...


def find[T: _HasCode](items: Iterable[T], code: str, what: str) -> T:
    """The item with this code, retired or not. Raises UnknownCodeError when there is none."""
    by_code = {item.code: item for item in items}
    if code not in by_code:
        raise UnknownCodeError(f"no {what} {code!r}; known: {', '.join(by_code)}")
    return by_code[code]


class Programme(Part):
    """Everything that a region decides, checked and frozen.

    ``hash`` is a fingerprint of the content: 64 hexadecimal digits that stay the same when only comments, the
    order of keys or the place of the folder change. Lines and scan results store it as their version.
    """

    folder: Path
    hash: str

    code: Code
    name: Text
    tagline: Text
    fictional: bool
    period: Period
    goals: tuple[Goal, ...]
    contact_details: ContactDetails
    publisher: Publisher

    area: tuple[Municipality, ...]
    area_reference: AreaReference
    boundaries: dict[str, Any]
    """GeoJSON FeatureCollection; every feature has the municipality's code in ``properties.gm_code``."""

    money_total: MoneyTotal
    money: tuple[MoneySource, ...]
    lines: tuple[Line, ...]
    themes: tuple[Theme, ...]
    needs: tuple[Need, ...]
    indicators: tuple[Indicator, ...]
    figures: tuple[KeyFigure, ...]
    results: StatedResults
    surveys: tuple[YearlySurvey, ...]
    reports: tuple[Report, ...]
    ladder: Ladder
    partners: tuple[Partner, ...]
    services: tuple[Service, ...]
    instruments: tuple[Instrument, ...]
    clocks: Clocks
    benchmark: Benchmark
    scans: tuple[Scan, ...]
    publications: tuple[Publication, ...]

    channels: tuple[Choice, ...]
    contact_kinds: tuple[Choice, ...]
    contact_outcomes: tuple[Choice, ...]
    question_outcomes: tuple[Outcome, ...]
    journey_outcomes: tuple[Outcome, ...]
    referral_outcomes: tuple[Outcome, ...]
    decline_reasons: tuple[Choice, ...]
    event_kinds: tuple[Choice, ...]
    sensitive_words: tuple[SensitiveWords, ...]
    sizes: tuple[SizeClass, ...]
    roles: dict[RoleCode, RoleText]
    question_examples: tuple[QuestionExample, ...]
    offer: tuple[Offer, ...]
    texts: dict[str, Text]
    """Markdown from ``texts/NAME.nl.md`` and ``texts/NAME.en.md``, by name."""

    def municipality(self, code: str) -> Municipality:
        """The municipality with this code. Raises UnknownCodeError."""
        return find(self.area, code, "municipality")

    def line(self, code: str) -> Line:
        """The programme line with this code. Raises UnknownCodeError."""
        return find(self.lines, code, "line")

    def theme(self, code: str) -> Theme:
        """The theme with this code. Raises UnknownCodeError."""
        return find(self.themes, code, "theme")

    def need(self, code: str) -> Need:
        """The need with this code. Raises UnknownCodeError."""
        return find(self.needs, code, "need")

    def partner(self, code: str) -> Partner:
        """The partner with this code. Raises UnknownCodeError."""
        return find(self.partners, code, "partner")

    def service(self, code: str) -> Service:
        """The service with this code. Raises UnknownCodeError."""
        return find(self.services, code, "service")

    def services_of(self, partner: str) -> tuple[Service, ...]:
        """What a partner offers, retired or not, in the order of the file."""
        return tuple(service for service in self.services if service.partner == partner)

    def instrument(self, code: str) -> Instrument:
        """The instrument with this code. Raises UnknownCodeError."""
        return find(self.instruments, code, "instrument")

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code. Raises UnknownCodeError."""
        return find(self.indicators, code, "indicator")

    def figure(self, code: str) -> KeyFigure:
        """The figure without a target with this code. Raises UnknownCodeError."""
        return find(self.figures, code, "figure")

    def report(self, code: str) -> Report:
        """The kind of report with this code. Raises UnknownCodeError."""
        return find(self.reports, code, "report")

    def result_kind(self, code: str) -> ResultKind:
        """The kind of result with this code. Raises UnknownCodeError."""
        return find(self.results.kinds, code, "kind of result")

    def survey(self, code: str) -> YearlySurvey:
        """The yearly survey with this code. Raises UnknownCodeError."""
        return find(self.surveys, code, "survey")

    def scan(self, code: str) -> Scan:
        """The scan with this code. Raises UnknownCodeError."""
        return find(self.scans, code, "scan")

    @cached_property
    def survey_scans(self) -> frozenset[str]:
        """The scans with which a survey asks for an opinion; they say nothing about how a company stands."""
        return frozenset(survey.scan for survey in self.surveys)

    @property
    def own_scans(self) -> tuple[Scan, ...]:
        """The scans that companies do for themselves: all but those of a survey."""
        return tuple(scan for scan in self.scans if scan.code not in self.survey_scans)

    def publication(self, code: str) -> Publication:
        """The publication with this code. Raises UnknownCodeError."""
        return find(self.publications, code, "publication")

    def publications_in_use(self, on: date) -> tuple[Publication, ...]:
        """The publications in use on a day, by the day on which somebody must look for something newer."""
        active = (found for found in self.publications if found.is_active(on))
        return tuple(sorted(active, key=lambda found: (found.refresh_on, found.code)))

    def publications_due(self, on: date) -> tuple[Publication, ...]:
        """Those of which that day has come."""
        return tuple(found for found in self.publications_in_use(on) if found.refresh_on <= on)

    def money_source(self, code: str) -> MoneySource:
        """The source of money with this code. Raises UnknownCodeError."""
        return find(self.money, code, "source of money")

    def channel(self, code: str) -> Choice:
        """The channel with this code. Raises UnknownCodeError."""
        return find(self.channels, code, "channel")

    def contact_kind(self, code: str) -> Choice:
        """The kind of contact with this code. Raises UnknownCodeError."""
        return find(self.contact_kinds, code, "kind of contact")

    def contact_outcome(self, code: str) -> Choice:
        """The outcome of a contact with this code. Raises UnknownCodeError."""
        return find(self.contact_outcomes, code, "outcome of a contact")

    def question_outcome(self, code: str) -> Outcome:
        """The outcome of a question with this code. Raises UnknownCodeError."""
        return find(self.question_outcomes, code, "outcome of a question")

    def journey_outcome(self, code: str) -> Outcome:
        """The outcome of a journey with this code. Raises UnknownCodeError."""
        return find(self.journey_outcomes, code, "outcome of a journey")

    def referral_outcome(self, code: str) -> Outcome:
        """The outcome of a referral with this code. Raises UnknownCodeError."""
        return find(self.referral_outcomes, code, "outcome of a referral")

    def decline_reason(self, code: str) -> Choice:
        """The reason of a partner to decline with this code. Raises UnknownCodeError."""
        return find(self.decline_reasons, code, "reason to decline")

    def event_kind(self, code: str) -> Choice:
        """The kind of event with this code. Raises UnknownCodeError."""
        return find(self.event_kinds, code, "kind of event")

    def size(self, code: str) -> SizeClass:
        """The size class with this code. Raises UnknownCodeError."""
        return find(self.sizes, code, "size class")

    def role(self, code: str) -> RoleText:
        """Name and description of a role. Raises ValueError for a code that is not a role."""
        return self.roles[RoleCode(code)]
