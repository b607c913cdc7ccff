"""Needs: what companies name, as a share of those that named anything, with the interval of each."""

from fractions import Fraction

from django.utils.translation import gettext as _

from kopgroep.base.money import amount, percent
from kopgroep.programme import KeyFigure
from kopgroep.programme.key_figures import NeedsAsked
from kopgroep.programme.reports import Section
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.reports.document import Cell, Chart, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.specs import bars


def needs(ground: Ground, section: Section) -> Parts:
    """A bar per need with its interval, and the table, for every list of needs that the section names."""
    shown = [item for item in ground.chosen_figures(section) if isinstance(item.ask, NeedsAsked)]
    return tuple(chart for item in shown if (chart := _chart(ground, item)))


def _chart(ground: Ground, item: KeyFigure) -> Chart | None:
    top = item.ask.top if isinstance(item.ask, NeedsAsked) else 0
    cells = dict(list(ground.cells(item).items())[:top])
    whole = ground.read(item).n
    if not cells:
        return None
    columns = (
        Column(_("Need")),
        Column(_("Companies"), numeric=True),
        Column(_("Share"), numeric=True),
        Column(_("Interval (95%)")),
    )
    note = _("Of %(whole)s companies that named a need; a company may name several.")
    table = Table(
        item.code,
        ground.say(item.name),
        columns,
        tuple(_row(ground, item, code, found) for code, found in cells.items()),
        (note % {"whole": amount(whole, ground.language)},),
    )
    first = next(iter(cells))
    summary = _("%(need)s is named most, by %(share)s of %(whole)s companies.") % {
        "need": ground.need(first),
        "share": percent(float(cells[first].value or 0), ground.language),
        "whole": amount(whole, ground.language),
    }
    drawn = [_drawn(ground, code, found) for code, found in cells.items()]
    return Chart(_("Needs named most, with the interval"), summary, bars(drawn), table)


def _row(ground: Ground, item: KeyFigure, code: str, found: Reading) -> tuple[Cell, ...]:
    language, address = ground.language, ground.address(item, cell=code)
    return (
        text(ground.need(code)),
        number(found.part, language, address=address),
        reading(found, language, address),
        text(between(found.interval, language)),
    )


def _drawn(ground: Ground, code: str, found: Reading) -> dict[str, object]:
    value = found.value or Fraction(0)
    low, high = found.interval or (float(value), float(value))
    label = percent(float(value), ground.language)
    return {"name": ground.need(code), "value": float(value), "low": low, "high": high, "label": label}
