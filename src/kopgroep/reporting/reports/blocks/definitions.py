"""Definitions: what each figure of the report means, how it counts, who answers for it and where it comes from."""

from django.utils.translation import gettext as _

from kopgroep.programme import Indicator
from kopgroep.programme.reports import Section
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground, Item
from kopgroep.reporting.reports.measures import text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.rule_words import corrected_words, counting_words


def definitions(ground: Ground, section: Section) -> Parts:
    """One row per target of the report, and per figure that a section before this one leads to."""
    shown: list[Item] = [*ground.chosen_targets(section)]
    shown += [item for item in ground.chosen_figures(section) if section.figures or item.code in ground.shown]
    if not shown:
        return ()
    columns = (
        Column(_("Figure")),
        Column(_("Meaning")),
        Column(_("How it counts, and source")),
    )
    rows = tuple(_row(ground, item) for item in shown)
    return (Table("definitions", _("Every figure of this report"), columns, rows, (corrected_words(),)),)


def _row(ground: Ground, item: Item) -> tuple[Cell, ...]:
    owner = ground.say(ground.programme.role(item.owner).name)
    standing = _("Version %(version)s, of the %(owner)s.") % {
        "version": item.version,
        "owner": owner[:1].lower() + owner[1:],
    }
    meaning = " ".join(part for part in (ground.say(item.description), ground.say(item.note)) if part)
    source = f"{item.source}, {item.where}" if isinstance(item, Indicator) else item.source
    known = [_("Source: %(source)s.") % {"source": source.rstrip(".")}] if source else []
    return (
        text(ground.say(item.name), ground.address(item)),
        text(meaning),
        text(" ".join([*counting_words(item), standing, *known])),
    )
