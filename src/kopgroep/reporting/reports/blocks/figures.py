"""Figures without a target: their value, what it is based on, and how sure one can be."""

from django.utils.translation import gettext as _

from kopgroep.programme import KeyFigure
from kopgroep.programme.key_figures import NeedsAsked, ResultAsked, ScoreAsked, ShareAsked
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.reports import Section
from kopgroep.reporting.figures import WHOLE
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text, unit_of
from kopgroep.reporting.reports.parts import Parts

OF_REFERRALS = {kind for kind in EntryKind if kind.value.startswith("referral_")}


def figures(ground: Ground, section: Section) -> Parts:
    """One table of the figures that the section names; without names, of all that have no block of their own."""
    own = (NeedsAsked, ResultAsked, ScoreAsked)
    shown = [item for item in ground.chosen_figures(section) if section.figures or not isinstance(item.ask, own)]
    return (table_of(ground, "figures", _("Figures"), shown),) if shown else ()


def referrals(ground: Ground, section: Section) -> Parts:
    """One table of the figures about referrals."""
    shown = [item for item in ground.chosen_figures(section) if kinds_of(item) & OF_REFERRALS]
    return (table_of(ground, "referrals", _("Referrals"), shown),) if shown else ()


def kinds_of(item: KeyFigure) -> set[str]:
    """The kinds of line that a figure asks for."""
    asked = item.ask.model_dump()
    nested = [value.get("kind") for value in asked.values() if isinstance(value, dict)]
    return {str(kind) for kind in (asked.get("kind"), asked.get("start"), asked.get("end"), *nested) if kind}


def table_of(ground: Ground, code: str, caption: str, shown: list[KeyFigure]) -> Table:
    """A table with a row per figure. An interval stands beside every share that was counted in a group."""
    columns = (
        Column(_("Figure")),
        Column(_("Value"), numeric=True),
        Column(_("Unit")),
        Column(_("Based on"), numeric=True),
        Column(_("Interval (95%)")),
    )
    rows = tuple(_row(ground, item, ground.read(item)) for item in shown)
    return Table(code, caption, columns, rows, _notes(ground, shown))


def _row(ground: Ground, item: KeyFigure, found: Reading) -> tuple[Cell, ...]:
    language = ground.language
    unit = _("of %(whole)s") % {"whole": number(found.whole, language).text} if found.measure is Measure.SHARE else ""
    return (
        text(ground.say(item.name)),
        reading(found, language, ground.address(item)),
        text(unit or unit_of(found.measure)),
        number(found.n, language, address=ground.address(item, cell=WHOLE if isinstance(item.ask, ShareAsked) else "")),
        text(between(found.interval, language)),
    )


def _notes(ground: Ground, shown: list[KeyFigure]) -> tuple[str, ...]:
    return tuple(f"{ground.say(item.name)}: {ground.say(item.note)}" for item in shown if item.note)
