"""The page itself: what the template is given, and the template with its style inside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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
from kopgroep.programme.scans import Advice, Scan
from kopgroep.programme.sheets import (
    InstrumentsSheet,
    LadderSheet,
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

    def name(self, code: str) -> str:
        """The name of a theme, service, instrument or scan."""
        return self._names().get(code, code)

    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in self.parts.values():
            if isinstance(part, ThemesSheet):
                found |= _named(part.themes)
            elif isinstance(part, ServicesSheet):
                found |= _named(part.services)
            elif isinstance(part, InstrumentsSheet):
                found |= _named(part.instruments)
            elif isinstance(part, ScanSheet):
                found |= _named([part.scan])
        return found

    def publications(self, scan: Scan) -> list[Any]:
        """The publications that a scan shows, in its order."""
        sheets = (part for part in self.parts.values() if isinstance(part, PublicationSheet))
        by_code = {sheet.publication.code: sheet.publication for sheet in sheets}
        return [by_code[code] for code in scan.publications if code in by_code]


def _named(items: Iterable[Any]) -> dict[str, str]:
    return {item.code: words.said(item.name) if isinstance(item.name, Text) else item.name for item in items}


def page_of(scan: Scan, parts: Mapping[str, Part], language: str) -> str:
    """One HTML file that needs nothing beside it."""
    with translation.override(language):
        around = Surroundings(parts)
        context = {
            "scan": scan,
            "language": language,
            "theme": around.name(scan.theme),
            "style": format_html("<style>{}</style>", render_to_string("jobs/scan_preview.css")),
            "pages": pages_of(scan),
            "question_count": len(scan.items),
            "headline": [scan.scale_of[code] for code in scan.headline],
            "counting": words.conditions(scan, scan.counting),
            "measures": measures_of(scan, around.ladder()),
            "advice": [advice_of(scan, advice, around) for advice in scan.advice],
            "steps": [step_of(scan, rule) for rule in scan.steps],
            "links": [(link_of(scan, link), link.note) for link in scan.links],
            "publications": around.publications(scan),
        }
        return render_to_string("jobs/scan_preview.html", context)


def advice_of(scan: Scan, advice: Advice, around: Surroundings) -> dict[str, Any]:
    """One piece of advice with its facts as label and value."""
    does = {Doer.COMPANY: _("the company"), Doer.ADVISER: _("the adviser"), Doer.PARTNER: _("a partner")}
    facts = [
        (_("helps"), words.said(scan.scale_of[advice.scale].name)),
        (_("priority"), str(advice.priority)),
        (_("effort"), words.hours(advice.hours)),
        (_("who"), does[advice.does]),
        (_("services"), ", ".join(around.name(code) for code in advice.services)),
        (_("schemes"), ", ".join(around.name(code) for code in advice.instruments)),
        (_("voucher"), _("may pay a part") if advice.voucher else ""),
        (_("proof"), words.said(advice.proof)),
        (_("within"), words.months(advice.months)),
        (_("opens"), around.name(advice.opens) if advice.opens else ""),
    ]
    return {
        "advice": advice,
        "when": words.conditions(scan, advice.when),
        "facts": [(label, value) for label, value in facts if value],
    }
