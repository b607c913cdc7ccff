"""Results: forecast, stated by the company and verified by a third, side by side and never added up."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kopgroep.programme import EntryKind, Evidence, Over
from kopgroep.programme.key_figures import ResultAsked
from kopgroep.programme.kinds import Movement, Unit
from kopgroep.programme.reports import Section
from kopgroep.programme.results import ResultKind
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reported.results import (
    COMPANIES,
    OWED,
    RESPONSE,
    RESULTS,
    AskedCell,
    ResultNumber,
    answers_in,
    evidence_cell,
    without_cell,
)
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.ways import way
from kopgroep.reporting.results import KINDS, KindFigures, Stage, stated_figures

HUNDREDTHS = 100
Addresses = Mapping[tuple[str, Stage], str]
"""Where the lines behind the sum of a kind in a stage are, for those that are a figure of the programme."""


def results(ground: Ground, section: Section) -> Parts:
    """What was said per kind, then how companies answered, what they would have done alone, and what it proves.

    The figures are those of the part that the report is about: as frozen when its quarter is closed. Nothing is shown
    while there is no result at all; a table without a row is left out.
    """
    shown = [found for found in stated_figures(ground.part).values() if any(_staged(found, stage) for stage in Stage)]
    tables = (_amounts(ground, shown), _answers(ground, shown), _without(ground, shown), _evidence(ground, shown))
    return tuple(table for table in tables if table.rows)


def _staged(found: KindFigures, stage: Stage) -> int:
    """How many results of a kind there are in a stage."""
    return found.stages[stage].results


def _amounts(ground: Ground, shown: list[KindFigures]) -> Table:
    """A row per kind: three sums, each with the number of companies that it is about."""
    columns = (
        Column(_("Result")),
        Column(_("Forecast"), numeric=True),
        Column(_("Companies (forecast)"), numeric=True),
        Column(_("Stated"), numeric=True),
        Column(_("Companies (stated)"), numeric=True),
        Column(pgettext("result", "Verified"), numeric=True),
        Column(_("Companies (verified)"), numeric=True),
    )
    addresses = _addresses(ground) if shown else {}
    return Table(
        "results",
        _("Results: three facts beside each other"),
        columns,
        tuple(_amounts_row(ground, found, addresses) for found in shown),
        (
            _("Forecast: what an adviser expects. Stated: what the company says. Verified: held against a source."),
            _("Kinds and stages are never added up. A company counts once per kind and stage."),
        ),
    )


def _addresses(ground: Ground) -> Addresses:
    figures = ((item, item.ask) for item in ground.figures)
    return {
        (ask.result, KINDS[EntryKind(ask.kind)]): ground.address(item)
        for item, ask in figures
        if isinstance(ask, ResultAsked) and item.over is Over.PROGRAMME
    }


def _amounts_row(ground: Ground, found: KindFigures, addresses: Addresses) -> tuple[Cell, ...]:
    cells = [text(_name(ground, found.kind))]
    money = found.kind.unit is Unit.EUROS
    for stage in Stage:
        staged = found.stages[stage]
        value = Fraction(staged.hundredths, 1 if money else HUNDREDTHS) if staged.results else None
        own = ResultNumber(found.kind.code, stage)
        lead = addresses.get((found.kind.code, stage)) or way(ground, own)
        cells.append(number(value, ground.language, Measure.CENTS if money else Measure.COUNT, lead))
        cells.append(number(staged.companies, ground.language, address=way(ground, own, COMPANIES)))
    return tuple(cells)


def _name(ground: Ground, kind: ResultKind) -> str:
    words = {Movement.CREATED: pgettext("result", "created"), Movement.RETAINED: _("retained")}
    units = {Unit.PERSONS: _("persons"), Unit.FTE: _("fte"), Unit.EUROS: _("euros"), Unit.TIMES: _("times")}
    parts = [units[kind.unit], *([words[kind.movement]] if kind.movement else []), _("net") if kind.net else _("gross")]
    return f"{ground.say(kind.name)} ({', '.join(parts)})"


def _answers(ground: Ground, shown: list[KindFigures]) -> Table:
    """Of the results that a company was asked about: what it said, or that it said nothing."""
    columns = (
        Column(_("Result")),
        Column(_("Asked"), numeric=True),
        Column(_("Answered"), numeric=True),
        Column(_("Said it is not so"), numeric=True),
        Column(_("No answer"), numeric=True),
        Column(_("May still answer"), numeric=True),
        Column(_("Response"), numeric=True),
        Column(_("Based on"), numeric=True),
        Column(_("Interval (95%)")),
    )
    rows = []
    for found in shown:
        answers, share = found.answers, found.answers.response
        if answers.asked:
            own = ResultNumber(found.kind.code, Stage.FORECAST)
            lead = way(ground, own, RESPONSE)
            cells = [
                number(answers_in(answers, cell), ground.language, address=way(ground, own, cell)) for cell in AskedCell
            ]
            sure = [number(share.n, ground.language, address=lead), text(between(share.interval, ground.language))]
            rows.append((text(ground.say(found.kind.name)), *cells, reading(share, ground.language, lead), *sure))
    note = _("Counted in questions about a result. The response leaves out who may still answer.")
    return Table("results-answers", _("Whom we asked, and who answered"), columns, tuple(rows), (note,))


def _without(ground: Ground, shown: list[KindFigures]) -> Table:
    """How many stated results per answer on what would have happened without, and the part that is owed to the help."""
    answers = ground.programme.results.without
    known = [answer.code for answer in answers]
    columns = (
        Column(_("Result")),
        *(Column(ground.say(answer.name), numeric=True) for answer in answers),
        Column(_("Stated results"), numeric=True),
        Column(_("Owed to the help"), numeric=True),
    )
    rows = []
    for found in shown:
        if n := _staged(found, Stage.STATED):
            own = ResultNumber(found.kind.code, Stage.STATED)
            cells = [
                number(found.without.get(code, 0), ground.language, address=way(ground, own, without_cell(code)))
                for code in known
            ]
            cells.append(number(n, ground.language, address=way(ground, own, RESULTS)))
            cells.append(number(found.owed, ground.language, Measure.SHARE, way(ground, own, OWED)))
            rows.append((text(ground.say(found.kind.name)), *cells))
    notes = (
        _("Owed to the help: the part of the stated sum that companies themselves ascribe to it."),
        _("What companies say of the effect is evidence level 0: only asked. A true amount proves no effect."),
    )
    return Table(
        "results-without", _("What companies say would have happened without help"), columns, tuple(rows), notes
    )


def _evidence(ground: Ground, shown: list[KindFigures]) -> Table:
    """How much each stated and each verified result can bear, in words; a forecast proves nothing and is left out."""
    who = {Stage.STATED: _("Stated"), Stage.VERIFIED: pgettext("result", "Verified")}
    rows = tuple(
        (
            text(ground.say(found.kind.name)),
            text(who[stage]),
            text(_level(level)),
            number(
                count, ground.language, address=way(ground, ResultNumber(found.kind.code, stage), evidence_cell(level))
            ),
        )
        for found in shown
        for stage in who
        for level, count in sorted(found.stages[stage].evidence.items())
    )
    columns = (Column(_("Result")), Column(_("Stage")), Column(_("Evidence")), Column(_("Results"), numeric=True))
    return Table("results-evidence", _("How much the results can bear"), columns, rows)


def _level(level: Evidence) -> str:
    words = {
        Evidence.ASKED: _("0 of 5: only asked"),
        Evidence.BEFORE_AFTER: _("1 of 5: before and after, without others to compare with"),
        Evidence.CONTROLS: _("2 of 5: compared with others like them"),
        Evidence.DIFFERENCES: _("3 of 5: the change, compared with the change of others"),
        Evidence.NEARLY_DRAWN: _("4 of 5: chance decided nearly who got it"),
        Evidence.DRAWN: _("5 of 5: a draw decided who got it"),
    }
    return words[level]
