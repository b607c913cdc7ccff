"""Hours: the work that was written, per line or theme, and what the agreed trajectories still hold."""

from django.utils.translation import gettext as _

from kopgroep.base.money import amount
from kopgroep.programme import Dimension, KeyFigure
from kopgroep.programme.key_figures import HoursAsked
from kopgroep.programme.reports import Section
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.reports.document import Cell, Chart, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import reading, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.specs import bars
from kopgroep.reporting.view import Cut


def hours(ground: Ground, section: Section) -> Parts:
    """For every figure of hours a drawing per theme, or per line where it is split by nothing else."""
    shown = [item for item in ground.chosen_figures(section) if isinstance(item.ask, HoursAsked)]
    return tuple(part for item in shown for part in _parts(ground, item))


def _parts(ground: Ground, item: KeyFigure) -> Parts:
    by = [dimension for dimension in (Dimension.THEME, Dimension.LINE) if dimension in item.by]
    found = []
    for dimension in by:
        rows = ground.split(item, dimension)
        if len(rows) > 1 or (dimension is Dimension.THEME and rows):
            found.append((dimension, rows))
    return tuple(
        _chart(ground, item, dimension, rows) if at == 0 else _table(ground, item, dimension, rows)
        for at, (dimension, rows) in enumerate(found)
    )


def _names(ground: Ground, dimension: Dimension) -> dict[str, str]:
    known = ground.programme.themes if dimension is Dimension.THEME else ground.programme.lines
    return {each.code: ground.say(each.name) for each in known}


def _chart(ground: Ground, item: KeyFigure, dimension: Dimension, rows: dict[str, Reading]) -> Chart:
    names, whole = _names(ground, dimension), ground.read(item)
    drawn = [
        {
            "name": names.get(code, _("Without theme")),
            "value": float(found.value or 0) / 60,
            "label": amount(float(found.value or 0) / 60, ground.language),
        }
        for code, found in _ordered(rows)
    ]
    summary = _("%(hours)s hours were written in all.") % {
        "hours": amount(float(whole.value or 0) / 60, ground.language)
    }
    return Chart(ground.say(item.name), summary, bars(drawn, of_share=False), _table(ground, item, dimension, rows))


def _table(ground: Ground, item: KeyFigure, dimension: Dimension, rows: dict[str, Reading]) -> Table:
    head = _("Theme") if dimension is Dimension.THEME else _("Programme line")
    names, whole = _names(ground, dimension), ground.read(item)
    cells: list[tuple[Cell, ...]] = []
    for code, found in _ordered(rows):
        cut = Cut(**{"line": ground.cut.line, "funder": ground.cut.funder, dimension.value: code})
        address = ground.address(item, cut=cut) if code else ""
        cells.append((text(names.get(code, _("Without theme"))), reading(found, ground.language, address)))
    cells.append((text(_("Together")), reading(whole, ground.language, ground.address(item))))
    columns = (Column(head), Column(_("Hours"), numeric=True))
    return Table(f"{item.code}-{dimension.value}", ground.say(item.name), columns, tuple(cells))


def _ordered(rows: dict[str, Reading]) -> list[tuple[str, Reading]]:
    return sorted(rows.items(), key=lambda row: (-(row[1].value or 0), row[0]))
