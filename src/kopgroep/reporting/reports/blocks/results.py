"""Results: forecast, stated by the company and verified by a third, side by side and never added up."""

from collections import defaultdict
from fractions import Fraction

from django.utils.translation import gettext as _

from kopgroep.programme import EntryKind
from kopgroep.programme.kinds import Movement, Unit
from kopgroep.programme.reports import Section
from kopgroep.programme.results import ResultKind
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text
from kopgroep.reporting.reports.parts import Parts

STAGES = (EntryKind.RESULT_FORECAST, EntryKind.RESULT_STATED, EntryKind.RESULT_VERIFIED)
HUNDREDTHS = 100
Sums = dict[tuple[str, str], list[tuple[int, int]]]
"""Company and quantity of every line, by kind of result and stage."""


def results(ground: Ground, section: Section) -> Parts:
    """A row per kind of result; beside each amount the number of companies, and how many stated what was forecast."""
    sums = _sums(ground)
    shown = [
        kind for kind in ground.programme.results.kinds if any((kind.code, stage.value) in sums for stage in STAGES)
    ]
    if not shown:
        return ()
    columns = (
        Column(_("Result")),
        Column(_("Forecast"), numeric=True),
        Column(_("Companies (forecast)"), numeric=True),
        Column(_("Stated"), numeric=True),
        Column(_("Companies (stated)"), numeric=True),
        Column(_("Verified"), numeric=True),
        Column(_("Companies (verified)"), numeric=True),
    )
    amounts = Table(
        "results",
        _("Results: three facts beside each other"),
        columns,
        tuple(_row(ground, kind, sums) for kind in shown),
        (
            _("Forecast: what an adviser expects. Stated: what the company says. Verified: held against a source."),
            _("What companies say of the effect is evidence level 0: only asked. A true amount proves no effect."),
        ),
    )
    return (amounts, _response(ground, shown, sums))


def _sums(ground: Ground) -> Sums:
    lines = ground.part.entries.filter(kind__in=STAGES).until(ground.until).order_by()
    found: Sums = defaultdict(list)
    for code, stage, company, quantity in lines.values_list("outcome", "kind", "company", "quantity"):
        found[code, stage].append((ground.part.kept(company), quantity))
    return dict(found)


def _name(ground: Ground, kind: ResultKind) -> str:
    words = {Movement.CREATED: _("created"), Movement.RETAINED: _("retained")}
    units = {Unit.PERSONS: _("persons"), Unit.FTE: _("fte"), Unit.EUROS: _("euros"), Unit.TIMES: _("times")}
    parts = [units[kind.unit], *([words[kind.movement]] if kind.movement else []), _("net") if kind.net else _("gross")]
    return f"{ground.say(kind.name)} ({', '.join(parts)})"


def _row(ground: Ground, kind: ResultKind, sums: Sums) -> tuple[Cell, ...]:
    cells = [text(_name(ground, kind))]
    for stage in STAGES:
        rows = sums.get((kind.code, stage.value), [])
        total = sum(quantity for _company, quantity in rows)
        money = kind.unit is Unit.EUROS
        value = Fraction(total, 1 if money else HUNDREDTHS) if rows else None
        cells.append(number(value, ground.language, Measure.CENTS if money else Measure.COUNT))
        cells.append(number(len({company for company, _quantity in rows}), ground.language))
    return tuple(cells)


def _response(ground: Ground, shown: list[ResultKind], sums: Sums) -> Table:
    """Of the companies with a forecast: how many stated a result themselves. The rest did not, whatever the reason."""
    rows = []
    for kind in shown:
        forecast, stated, verified = (
            {company for company, _quantity in sums.get((kind.code, stage.value), [])} for stage in STAGES
        )
        answered = Reading(Measure.SHARE, len(forecast & stated), len(forecast), len(forecast))
        checked = Reading(Measure.SHARE, len(stated & verified), len(stated), len(stated))
        cells = [reading(answered, ground.language), text(between(answered.interval, ground.language))]
        rows.append(
            (
                text(ground.say(kind.name)),
                number(len(forecast), ground.language),
                *cells,
                reading(checked, ground.language),
            )
        )
    columns = (
        Column(_("Result")),
        Column(_("Companies (forecast)"), numeric=True),
        Column(_("Stated it too"), numeric=True),
        Column(_("Interval (95%)")),
        Column(_("Verified of the stated"), numeric=True),
    )
    return Table("results-response", _("How much of it was confirmed"), columns, tuple(rows))
