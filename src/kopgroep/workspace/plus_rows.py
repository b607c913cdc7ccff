"""What the pages of the pluses show: who ordered one and for whom, its money, its hours and its targets."""

from dataclasses import dataclass
from datetime import date

from kopgroep.base.periods import quarter_ends, share_elapsed
from kopgroep.casework.lines import whom_for
from kopgroep.companies.models import Establishment
from kopgroep.programme import Dimension, KeyFigure, Line, LineKind, current
from kopgroep.programme.key_figures import CoverageAsked, HoursAsked
from kopgroep.programme.reports import ReportFor
from kopgroep.reporting import figures
from kopgroep.reporting.funders import funders_along, hours_by_funder, minutes_by_line
from kopgroep.reporting.lineage import path_of
from kopgroep.reporting.money import Purse, money_on
from kopgroep.reporting.monitor import MonitorRow, monitor_rows
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.building import made_for_each
from kopgroep.reporting.small_cells import without_small_cells
from kopgroep.reporting.verdict_words import conclusion
from kopgroep.reporting.view import Cut, View
from kopgroep.workspace.monitor_rows import Target, target
from kopgroep.workspace.report_rows import ReportRow, quarters_until, report_rows

REPORTS = 4
"""So many quarters back the page of a plus names its reports."""


@dataclass(frozen=True)
class Plus:
    """One plus on one day."""

    line: Line
    on: date
    whom: list[str]
    """For whom it is, in words; none when it is for everybody."""
    purse: Purse
    rows: list[MonitorRow]
    minutes: int
    hours_url: str
    """The lines behind the minutes; empty when the programme has no figure of hours."""

    @property
    def elapsed(self) -> float:
        """Which part of its own days has passed."""
        return share_elapsed(self.line.starts_on, self.line.ends_on, self.on)

    @property
    def begun(self) -> bool:
        """Whether it pays already, or has done so."""
        return self.line.starts_on <= self.on

    @property
    def ended(self) -> bool:
        """Whether its last day is over."""
        return self.line.ends_on < self.on

    @property
    def targets(self) -> list[Target]:
        """Its targets, with their words."""
        return [target(row) for row in self.rows]

    @property
    def conclusion(self) -> str:
        """How its targets stand, in one sentence."""
        return conclusion(self.rows)

    @property
    def overspent(self) -> bool:
        """Whether more was given out or promised than whoever ordered it decided."""
        return self.purse.left < 0


def pluses(on: date) -> list[Plus]:
    """Every plus of the programme, in its own order; those that have ended last."""
    lines = [line for line in current().lines if line.kind is LineKind.PLUS]
    if not lines:
        return []
    money, minutes = money_on(on), minutes_by_line(on)
    hours = _hours_figure()
    found = []
    for line in lines:
        sources = [source.code for source in current().money if source.line == line.code]
        url = path_of(hours.code, until=on, cut=Cut(line=line.code)) if hours else ""
        purse = sum((money.of(code) for code in sources), Purse())
        rows = monitor_rows(on, [item for item in current().indicators if item.line == line.code])
        found.append(Plus(line, on, whom_for(line), purse, rows, minutes.get(line.code, 0), url))
    return sorted(found, key=lambda plus: plus.ended)


def _hours_figure() -> KeyFigure | None:
    plain = (item for item in current().figures if isinstance(item.ask, HoursAsked) and not item.ask.theme)
    return next((item for item in plain if isinstance(item.ask, HoursAsked) and not item.ask.line), None)


def companies_spoken(line: Line, view: View, *, public: bool) -> tuple[KeyFigure | None, Reading | None]:
    """With how many companies was spoken on a line, and the figure that says so. With ``public`` no small number."""
    figure = next((item for item in current().figures if isinstance(item.ask, CoverageAsked)), None)
    if figure is None:
        return None, None
    cells = figures.split(figure, view, Dimension.LINE)
    counted = {code: Reading(Measure.COUNT, one.n, n=one.n) for code, one in cells.items()}
    counted.setdefault(line.code, Reading(Measure.COUNT, 0))
    shown = without_small_cells(counted) if public else dict(counted)
    return figure, shown[line.code]


def may_serve(line: Line) -> int:
    """How many companies of the register a plus is for: by municipality and sector of the establishment that leads."""
    rows = Establishment.objects.leading().filter(company__ended_on=None, company__merged_into=None)
    if line.area:
        rows = rows.filter(municipality_code__in=line.area)
    if not line.sectors:
        return rows.count()
    sectors = [sector.partition("-") for sector in line.sectors]
    return sum(rows.filter(sbi_scheme=scheme, sbi_section=section).count() for scheme, _dash, section in sectors)


@dataclass(frozen=True)
class Along:
    """Hours that stand with two funders because all of them agreed, seen from one line."""

    funders: list[str]
    """Who may count the hours of this line too."""
    minutes: int
    """Minutes of others that whoever ordered this line may count too."""


def along(line: Line, on: date) -> Along | None:
    """What a rule says of the hours of a line; None when each is counted for one funder only."""
    minutes = hours_by_funder(on)[line.funder].also
    others = sorted(funders_along(line.code, {each.code: each for each in current().lines}))
    return Along(others, minutes) if others or minutes else None


def reports_of(line: Line, on: date) -> list[tuple[str, ReportRow]]:
    """The reports of a plus, the latest quarter first, each with its quarter."""
    kinds = {item.code for item in current().reports if item.made_for is ReportFor.PLUS}
    if not any(line.code in made_for_each(item) for item in current().reports if item.code in kinds):
        return []
    name = f"voor={line.code}"
    return [
        (quarter, row)
        for quarter in quarters_until(on)[:REPORTS]
        if quarter_ends(quarter) >= line.starts_on
        for row in report_rows(quarter, on)
        if row.report.code in kinds and row.address.endswith(name)
    ]
