"""Money: what each funder decided, what was spent and committed, and what is left."""

from django.utils.translation import gettext as _

from kopgroep.base.money import euros, percent, percent_in_column
from kopgroep.programme import EntryKind
from kopgroep.programme.reports import Section
from kopgroep.reporting.money import Purse
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reported.money import MoneyNumber, money_cell
from kopgroep.reporting.reports.document import Cell, Chart, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import NOTHING, number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.purses import sources
from kopgroep.reporting.reports.specs import bars
from kopgroep.reporting.reports.ways import way

MONEY_SPENT, MONEY_COMMITTED = EntryKind.MONEY_SPENT, EntryKind.MONEY_COMMITTED
Row = tuple[str, Purse, str]
"""A name, the money, and the cell under which its lines are found."""


def money(ground: Ground, section: Section) -> Parts:
    """Per source, and per year of all of them together."""
    found, shown = ground.money, sources(ground)
    if not shown:
        return ()
    rows = [(ground.say(source.name), found.of(source.code), money_cell(source.code)) for source in shown]
    whole = sum((purse for _name, purse, _cell in rows), Purse())
    if len(rows) > 1:
        rows.append((_("Together"), whole, money_cell()))
    by_source = _table(ground, "money", _("Money per source, the whole programme"), _("Source"), rows)
    years = sorted({year for source in shown for year in found.by_source[source.code]})
    by_year = [
        (
            str(year),
            sum((found.by_source[source.code].get(year, Purse()) for source in shown), Purse()),
            money_cell(year=str(year)),
        )
        for year in years
    ]
    summary = _("%(spent)s of %(budget)s was spent; %(elapsed)s of the time has passed.") % {
        "spent": euros(whole.spent, ground.language),
        "budget": euros(whole.budget, ground.language),
        "elapsed": percent(found.elapsed, ground.language),
    }
    drawn = [
        {
            "name": name,
            "value": purse.share_spent,
            "label": _("%(share)s spent") % {"share": percent(purse.share_spent, ground.language)},
        }
        for name, purse, _cell in rows
        if purse.share_spent is not None
    ]
    chart = Chart(_("Part of the budget that was spent"), summary, bars(drawn, of_all=True), by_source)
    return (chart, _table(ground, "money-years", _("Money per year"), _("Year"), by_year))


def _table(ground: Ground, code: str, caption: str, head: str, rows: list[Row]) -> Table:
    columns = (
        Column(head),
        Column(_("Budget"), numeric=True),
        Column(_("Spent"), numeric=True),
        Column(_("Committed"), numeric=True),
        Column(_("Left"), numeric=True),
        Column(_("Spent of the budget"), numeric=True),
    )
    return Table(code, caption, columns, tuple(_row(ground, *row) for row in rows))


def _row(ground: Ground, name: str, purse: Purse, cell: str) -> tuple[Cell, ...]:
    share = NOTHING if purse.share_spent is None else percent_in_column(purse.share_spent, ground.language)
    spent, committed = (way(ground, MoneyNumber(kind), cell) for kind in (MONEY_SPENT, MONEY_COMMITTED))
    amounts = ((purse.budget, ""), (purse.spent, spent), (purse.committed, committed), (purse.left, ""))
    cells = (number(cents, ground.language, Measure.CENTS, lead) for cents, lead in amounts)
    return (text(name), *cells, text(share))
