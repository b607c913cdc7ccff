"""Why a partner fits a question or does not: facts, and the sentence that says each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import nice_date
from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Text, current


class Fact(StrEnum):
    """What a reason is about."""

    THEME = "theme"
    NEED = "need"
    WORDS = "words"
    AREA = "area"
    SECTOR = "sector"
    SIZE = "size"
    AUDIENCE = "audience"
    PHASE = "phase"
    PAUSED = "paused"
    OTHER_PHASE = "other_phase"
    OTHER_AREA = "other_area"
    OTHER_SECTOR = "other_sector"
    OTHER_SIZE = "other_size"
    OTHER_AUDIENCE = "other_audience"
    DECLINED = "declined"


LOWER = frozenset({Fact.PAUSED, Fact.OTHER_PHASE})
"""Facts that put a partner lower."""

EXCLUDES = frozenset({Fact.OTHER_AREA, Fact.OTHER_SECTOR, Fact.OTHER_SIZE, Fact.OTHER_AUDIENCE, Fact.DECLINED})
"""Facts with which a partner is not offered at all."""


@dataclass(frozen=True)
class Reason:
    """One fact, with the codes or words that it is about."""

    fact: Fact
    values: tuple[str, ...] = ()

    @property
    def speaks_for(self) -> bool:
        """Whether it is a reason to choose this partner."""
        return self.fact not in LOWER | EXCLUDES

    def __str__(self) -> str:
        """The sentence, in the language of the page."""
        return SENTENCES[self.fact](self.values)


def _said(text: Text) -> str:
    """A name of the programme inside a sentence: without its capital, unless it is an abbreviation."""
    name = text.in_(get_language() or "nl")
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _themes(codes: tuple[str, ...]) -> str:
    return _("Helps with %(what)s") % {"what": ", ".join(_said(current().theme(code).name) for code in codes)}


def _needs(codes: tuple[str, ...]) -> str:
    return _("Fits the need: %(what)s") % {"what": ", ".join(_said(current().need(code).name) for code in codes)}


def _words(words: tuple[str, ...]) -> str:
    return _("Words of the question: %(what)s") % {"what": ", ".join(words)}


def _places(codes: tuple[str, ...]) -> str:
    return ", ".join(current().municipality(code).name for code in codes)


def _area(codes: tuple[str, ...]) -> str:
    return _("Works in %(what)s") % {"what": _places(codes)}


def _other_area(codes: tuple[str, ...]) -> str:
    return _("Does not work in %(what)s") % {"what": _places(codes)}


def _titles(codes: tuple[str, ...]) -> str:
    titles = (sector_titles().get(code, code) for code in codes)
    return ", ".join(dict.fromkeys(title[:1].lower() + title[1:] for title in titles))


def _sector(codes: tuple[str, ...]) -> str:
    return _("For the sector: %(what)s") % {"what": _titles(codes)}


def _other_sector(codes: tuple[str, ...]) -> str:
    return _("Only for the sector: %(what)s") % {"what": _titles(codes)}


def _sizes(codes: tuple[str, ...]) -> str:
    return ", ".join(_said(current().size(code).name) for code in codes)


def _size(codes: tuple[str, ...]) -> str:
    return _("For companies of %(what)s") % {"what": _sizes(codes)}


def _other_size(codes: tuple[str, ...]) -> str:
    return _("Only for companies of %(what)s") % {"what": _sizes(codes)}


def _audience(codes: tuple[str, ...]) -> str:
    return {
        "pre_start": _("For people who have not started yet"),
        "starter": _("For starters"),
        "established": _("For existing companies"),
    }[codes[0]]


def _other_audience(codes: tuple[str, ...]) -> str:
    return {
        "pre_start": _("Not for people who have not started yet"),
        "starter": _("Not for starters"),
        "established": _("Not for existing companies"),
    }[codes[0]]


def _phases(codes: tuple[str, ...]) -> str:
    return ", ".join(_said(phase.name) for phase in current().ladder.phases if phase.code in codes)


def _phase(codes: tuple[str, ...]) -> str:
    return _("Fits the phase %(what)s") % {"what": _phases(codes)}


def _other_phase(codes: tuple[str, ...]) -> str:
    return _("Meant for another phase: %(what)s") % {"what": _phases(codes)}


def _paused(values: tuple[str, ...]) -> str:
    day = nice_date(date.fromisoformat(values[0]), get_language() or "nl")
    return _("Takes no companies until %(day)s") % {"day": day}


def _declined(_values: tuple[str, ...]) -> str:
    return _("Declined this question before")


SENTENCES: dict[Fact, Callable[[tuple[str, ...]], str]] = {
    Fact.THEME: _themes,
    Fact.NEED: _needs,
    Fact.WORDS: _words,
    Fact.AREA: _area,
    Fact.SECTOR: _sector,
    Fact.SIZE: _size,
    Fact.AUDIENCE: _audience,
    Fact.PHASE: _phase,
    Fact.PAUSED: _paused,
    Fact.OTHER_PHASE: _other_phase,
    Fact.OTHER_AREA: _other_area,
    Fact.OTHER_SECTOR: _other_sector,
    Fact.OTHER_SIZE: _other_size,
    Fact.OTHER_AUDIENCE: _other_audience,
    Fact.DECLINED: _declined,
}
