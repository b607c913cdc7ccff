"""Definitions: what each figure of the report means, how it counts, who answers for it and where it comes from."""

from typing import Any

from django.utils.translation import gettext as _

from kopgroep.programme import Indicator, KeyFigure
from kopgroep.programme.reports import Section
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import NOTHING, text
from kopgroep.reporting.reports.parts import Parts


def definitions(ground: Ground, section: Section) -> Parts:
    """One row per target and figure of the report."""
    shown: list[Indicator | KeyFigure] = [*ground.chosen_targets(section), *ground.chosen_figures(section)]
    if not shown:
        return ()
    columns = (
        Column(_("Figure")),
        Column(_("Meaning")),
        Column(_("Rule in the programme file")),
        Column(_("Version")),
        Column(_("Who answers for it")),
        Column(_("Source")),
    )
    rows = tuple(_row(ground, item) for item in shown)
    return (Table("definitions", _("Every figure of this report"), columns, rows),)


def _row(ground: Ground, item: Indicator | KeyFigure) -> tuple[Cell, ...]:
    meaning = " ".join(part for part in (ground.say(item.description), ground.say(item.note)) if part)
    if isinstance(item, Indicator):
        rule, source = rule_words(item.rule.model_dump(mode="json")), f"{item.source}, {item.where}"
    else:
        rule, source = rule_words({**item.ask.model_dump(mode="json"), "over": item.over.value}), item.source or NOTHING
    return (
        text(ground.say(item.name), ground.address(item)),
        text(meaning),
        text(rule),
        text(str(item.version)),
        text(ground.say(ground.programme.role(item.owner).name)),
        text(source),
    )


def rule_words(rule: dict[str, Any]) -> str:
    """The keys of a rule that say something, in the words of the programme file."""
    return "; ".join(f"{key}: {_said(value)}" for key, value in rule.items() if value not in (None, False, [], "", {}))


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return f"({rule_words(value)})"
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
