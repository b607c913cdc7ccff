"""The page itself: what the template is given, and the template with its style inside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kopgroep.jobs.preview import words
from kopgroep.jobs.preview.questions import pages_of
from kopgroep.jobs.preview.scoring import link_of, measures_of, step_of
from kopgroep.programme.kinds import Doer
from kopgroep.programme.ladder import Ladder
from kopgroep.programme.parts import Part, Text
from kopgroep.programme.published import Figure, Publication
from kopgroep.programme.scans import Advice, Scan
from kopgroep.programme.sheets import (
    InstrumentsSheet,
    LadderSheet,
    PartnersSheet,
    PublicationSheet,
    ScanSheet,
    ServicesSheet,
    ThemesSheet,
)


@dataclass(frozen=True)
class Surroundings:
    """What the rest of the programme calls the codes that a scan names; a code that it does not know stays a code."""

    parts: Mapping[str, Part]

    def ladder(self) -> Ladder | None:
        """The ladder of the programme."""
        sheet = self.parts.get("ladder.yaml")
        return sheet.ladder if isinstance(sheet, LadderSheet) else None

    def theme(self, code: str) -> str:
        """The name of a theme."""
        return _name_in((each for part in self._all(ThemesSheet) for each in part.themes), code)

    def service(self, code: str) -> str:
        """The name of a service, with the partner that gives it."""
        services = [each for part in self._all(ServicesSheet) for each in part.services]
        partner = next((each.partner for each in services if each.code == code), "")
        partners = (each for part in self._all(PartnersSheet) for each in part.partners)
        return f"{_name_in(services, code)} ({_name_in(partners, partner)})" if partner else code

    def instrument(self, code: str) -> str:
        """The name of a scheme, voucher or loan."""
        return _name_in((each for part in self._all(InstrumentsSheet) for each in part.instruments), code)

    def scan(self, code: str) -> str:
        """The name of a scan."""
        return _name_in((part.scan for part in self._all(ScanSheet)), code)

    def publications(self, scan: Scan) -> list[Publication]:
        """The publications that a scan shows, in its order."""
        by_code = {part.publication.code: part.publication for part in self._all(PublicationSheet)}
        return [by_code[code] for code in scan.publications if code in by_code]

    def _all[T: Part](self, sheet: type[T]) -> Iterator[T]:
        return (part for part in self.parts.values() if isinstance(part, sheet))


class _Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Text | str: ...


def _name_in(items: Iterable[_Named], code: str) -> str:
    name = next((item.name for item in items if item.code == code), code)
    return name if isinstance(name, str) else words.said(name)


def page_of(scan: Scan, parts: Mapping[str, Part], language: str) -> str:
    """One HTML file that needs nothing beside it."""
    with translation.override(language):
        around = Surroundings(parts)
        context = {
            "scan": scan,
            "language": language,
            "theme": around.theme(scan.theme),
            "style": format_html("<style>{}</style>", render_to_string("jobs/scan_preview.css")),
            "pages": pages_of(scan),
            "question_count": len(scan.items),
            "headline": [scan.scale_of[code] for code in scan.headline],
            "counting": words.conditions(scan, scan.counting),
            "measures": measures_of(scan, around.ladder()),
            "advice": [advice_of(scan, advice, around) for advice in scan.advice],
            "steps": [step_of(scan, rule) for rule in scan.steps],
            "links": [(link_of(scan, link), link.note) for link in scan.links],
            "publications": [(each, with_figures(each)) for each in around.publications(scan)],
        }
        return render_to_string("jobs/scan_preview.html", context)


def with_figures(publication: Publication) -> list[tuple[Figure, str]]:
    """The figures of a publication, each with its value as it is read."""
    units = {"percent": "%"}
    return [(figure, words.number(float(figure.value)) + units.get(figure.unit, "")) for figure in publication.figures]


def advice_of(scan: Scan, advice: Advice, around: Surroundings) -> dict[str, Any]:
    """One piece of advice with its facts as label and value."""
    does = {Doer.COMPANY: _("the company"), Doer.ADVISER: _("the adviser"), Doer.PARTNER: _("a partner")}
    facts = [
        (_("helps"), words.said(scan.scale_of[advice.scale].name)),
        (_("priority"), str(advice.priority)),
        (_("effort"), words.hours(advice.hours)),
        (_("who"), does[advice.does]),
        (_("services"), ", ".join(around.service(code) for code in advice.services)),
        (_("schemes"), ", ".join(around.instrument(code) for code in advice.instruments)),
        (_("voucher"), _("may pay a part") if advice.voucher else ""),
        (_("proof"), words.said(advice.proof)),
        (_("within"), words.months(advice.months)),
        (_("opens"), around.scan(advice.opens) if advice.opens else ""),
    ]
    return {
        "advice": advice,
        "when": words.conditions(scan, advice.when),
        "facts": [(label, value) for label, value in facts if value],
    }
