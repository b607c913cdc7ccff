"""Ways from a number of a report to its lines, for what is no target and no figure; those ``Ground`` leads there."""

from datetime import date

from kopgroep.reporting.lineage import address
from kopgroep.reporting.reported import Reported
from kopgroep.reporting.reports.ground import Ground, Item
from kopgroep.reporting.view import Cut


def way(ground: Ground, number: Reported, cell: str = "", cut: Cut | None = None) -> str:
    """The lines behind a number as the report knows it: of the part that it is about, or of the part that is named."""
    part = ground.cut if cut is None else cut
    return address(number.code, until=ground.until, cell=cell, cut=part, quarter=_quarter(ground))


def earlier(ground: Ground, item: Item, until: date) -> str:
    """The lines behind the value of a target or figure of the whole programme on an earlier day, as known now."""
    return address(item.code, until=until, cut=Cut(), quarter=_quarter(ground))


def _quarter(ground: Ground) -> str:
    return ground.closing.quarter if ground.closing else ""
