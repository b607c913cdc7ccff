"""Reach: with which part of each municipality's establishments the programme spoke, on a map and in a table."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from kopgroep.base.money import amount, percent
from kopgroep.programme import Dimension, KeyFigure
from kopgroep.programme.key_figures import CoverageAsked
from kopgroep.programme.reports import Section
from kopgroep.reporting.reach import Reach, without_small_cells
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.reports.document import Cell, Chart, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.look import RAMP
from kopgroep.reporting.reports.measures import number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.specs import municipality_map
from kopgroep.reporting.small_cells import SMALLEST_CELL
from kopgroep.reporting.view import Cut


def reach(ground: Ground, section: Section) -> Parts:
    """A map and its table for every figure of coverage that the section names."""
    shown = [item for item in ground.chosen_figures(section) if isinstance(item.ask, CoverageAsked)]
    return tuple(_chart(ground, item) for item in shown)


def _chart(ground: Ground, item: KeyFigure) -> Chart:
    whole, found = ground.read(item), ground.split(item, Dimension.MUNICIPALITY)
    rows = without_small_cells(places(ground, found))
    rates = {row.code: row.per_thousand for row in rows}
    summary = _("%(companies)s companies in the whole area, %(share)s of the establishments. The table gives each one.")
    return Chart(
        ground.say(item.name) + ", " + _("per 1,000 establishments"),
        summary % {"companies": amount(whole.part or 0, ground.language), "share": _share(whole, ground.language)},
        municipality_map(ground.programme.boundaries, _shapes(ground, rows), steps(rates), _("per 1,000")),
        _table(ground, item, rows, whole),
    )


def places(ground: Ground, found: Mapping[str, Reading]) -> list[Reach]:
    """A row for every municipality of the area; whoever is elsewhere counts in no coverage."""
    rows = []
    for place in ground.programme.area:
        reading = found.get(place.code)
        rows.append(
            Reach(place.code, place.name, (reading.part or 0) if reading else 0, place.establishments_reference)
        )
    return rows


def steps(rates: Mapping[str, float | None]) -> list[float]:
    """At most three borders between classes of about equal size, rounded to whole ones."""
    values = sorted(rate for rate in rates.values() if rate is not None)
    borders = {round(values[len(values) * part // 4]) for part in (1, 2, 3)} if values else set()
    return sorted(float(border) for border in borders if border > (values[0] if values else 0))


def _shapes(ground: Ground, rows: list[Reach]) -> dict[str, dict[str, object]]:
    by_code = {row.code: row for row in rows}
    borders = steps({code: row.per_thousand for code, row in by_code.items()})
    dark = borders[-1] if len(borders) == len(RAMP) - 1 else float("inf")
    found: dict[str, dict[str, object]] = {}
    for place in ground.programme.area:
        rate = by_code[place.code].per_thousand
        label = _("hidden") if rate is None else amount(rate, ground.language, decimals=1)
        found[place.code] = {"name": place.name, "value": rate, "label": label, "lat": place.lat, "lon": place.lon}
        found[place.code]["dark"] = rate is not None and rate >= dark
    return found


def _table(ground: Ground, item: KeyFigure, rows: list[Reach], whole: Reading) -> Table:
    language = ground.language
    ordered = sorted(rows, key=lambda row: (row.per_thousand is None, -(row.per_thousand or 0), row.name))
    total = (
        text(_("Together")),
        number(whole.part, language, address=ground.address(item)),
        number(whole.whole, language),
        text(amount(1000 * float(whole.value), language, decimals=1) if whole.value is not None else "–"),
    )
    reference = ground.programme.area_reference
    return Table(
        item.code,
        ground.say(item.name),
        (
            Column(_("Municipality")),
            Column(_("Companies"), numeric=True),
            Column(_("Establishments"), numeric=True),
            Column(_("Per 1,000"), numeric=True),
        ),
        (*(_row(ground, item, row) for row in ordered), total),
        (
            _("Numbers below %(smallest)s are hidden, and one more where a hidden one could be computed.")
            % {"smallest": SMALLEST_CELL},
            _("A company that moved counts in each place where we spoke with it, and once in the total."),
            f"{reference.establishments_source}. {reference.attribution}",
        ),
    )


def _row(ground: Ground, item: KeyFigure, row: Reach) -> tuple[Cell, ...]:
    language = ground.language
    name = text(row.name)
    if row.companies is None:
        return (name, text(_("hidden")), number(row.establishments, language), text("–"))
    cut = Cut(municipality=row.code, line=ground.cut.line, funder=ground.cut.funder)
    address = ground.address(item, cut=cut)
    rate = "–" if row.per_thousand is None else amount(row.per_thousand, language, decimals=1)
    return (
        name,
        number(row.companies, language, address=address),
        number(row.establishments, language),
        text(rate),
    )


def _share(whole: Reading, language: str) -> str:
    return "–" if whole.value is None else percent(float(whole.value), language)
