"""What the money of one funder does."""

from dataclasses import dataclass

from kopgroep.programme import Dimension, KeyFigure, current
from kopgroep.programme.key_figures import HoursAsked
from kopgroep.reporting import figures
from kopgroep.reporting.money import Money, Purse
from kopgroep.reporting.reach import spoken_figure
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.small_cells import without_small_cells
from kopgroep.reporting.view import View


def funders() -> list[str]:
    """Everybody who pays, in the order of the programme."""
    return list(dict.fromkeys(line.funder for line in current().lines))


def purse_of(money: Money, funder: str) -> Purse:
    """The money of all sources of one funder."""
    return sum((money.of(source.code) for source in current().money if source.funder == funder), Purse())


@dataclass(frozen=True)
class Funded:
    """What was done on the lines of one funder. None where it may not be told."""

    hours: Reading | None
    hours_figure: KeyFigure | None
    companies: Reading | None
    companies_figure: KeyFigure | None


def funded(funder: str, view: View, *, public: bool) -> Funded:
    """Hours and companies on the lines of a funder. With ``public`` a small number of companies is hidden."""
    hours = next((one for one in current().figures if isinstance(one.ask, HoursAsked) and not one.ask.theme), None)
    reached = spoken_figure()
    part = view.of(Dimension.FUNDER, funder)
    companies = None
    if reached:
        cells = figures.split(reached, view, Dimension.FUNDER)
        shown = without_small_cells(cells) if public else dict(cells)
        companies = shown.get(funder, Reading(Measure.COUNT, 0))
    return Funded(figures.read(hours, part) if hours else None, hours, companies, reached)
