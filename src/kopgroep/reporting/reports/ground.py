"""What a report is built on: one view of the ledger, frozen where the quarter is closed, and who it is made for."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from kopgroep.programme import Dimension, Indicator, KeyFigure, Line, Programme, Text, current
from kopgroep.programme.reports import Report, ReportFor, Section
from kopgroep.reporting import figures
from kopgroep.reporting.counting import days, values, window
from kopgroep.reporting.forecast import Forecast
from kopgroep.reporting.lineage import address, doubles_of
from kopgroep.reporting.made import LISTED
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.money import Money, money_on
from kopgroep.reporting.monitor import Verdict, expected_by, verdict
from kopgroep.reporting.outlook import Outlook, outlooks, told_of
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.groups import Groups, groups
from kopgroep.reporting.reports.measures import measure_of, of_register
from kopgroep.reporting.view import Cut, View

Item = Indicator | KeyFigure
Key = tuple[str, str, str]
"""Of a value: code, dimension, cell."""


@dataclass(frozen=True)
class Standing:
    """One target at the end of the time that a report is about."""

    indicator: Indicator
    value: int
    expected: int | None
    verdict: Verdict
    forecast: Forecast | None

    @property
    def share(self) -> float:
        """Which part of the target was reached; may be above 1."""
        return self.value / self.indicator.value if self.indicator.value else 0.0


@dataclass(frozen=True)
class Ground:
    """Everything that a block may ask. It asks the database once for what several blocks need."""

    report: Report
    until: date
    language: str
    closing: Closing | None = None
    """The closed quarter that it rests on; None while the figures are provisional."""
    funder: str = ""
    plus: Line | None = None

    @property
    def programme(self) -> Programme:
        """The programme that is reported on."""
        return current()

    @cached_property
    def view(self) -> View:
        """The ledger of the whole programme, as known when the quarter was closed, or else as known now."""
        if self.closing is None:
            return View(self.until, merged=View(self.until).doubles)
        return View(self.until, last_line=self.closing.last_line, merged=doubles_of(self.closing))

    @cached_property
    def cut(self) -> Cut:
        """The part of the ledger that the figures of this report are about."""
        match self.report.made_for:
            case ReportFor.PLUS if self.plus:
                return Cut(line=self.plus.code)
            case ReportFor.FUNDER:
                return Cut(funder=self.funder)
        return Cut()

    @cached_property
    def part(self) -> View:
        """The view of that part."""
        return View(self.until, self.cut, self.view.last_line, self.view.doubles)

    @cached_property
    def money(self) -> Money:
        """The money of the whole programme."""
        return money_on(self.view)

    @cached_property
    def groups(self) -> Groups:
        """Which companies got what."""
        return groups(self.part)

    @cached_property
    def frozen(self) -> dict[Key, Reading]:
        """The frozen values; none while the quarter is open."""
        if self.closing is None:
            return {}
        kinds = [Frozen.Kind.INDICATOR, Frozen.Kind.FIGURE]
        rows = Frozen.objects.filter(closing=self.closing, kind__in=kinds).order_by("code", "dimension", "cell")
        measures = self.items
        return {
            (row.code, row.dimension, row.cell): Reading(
                measure_of(measures[row.code], listed=row.dimension == LISTED),
                row.part,
                row.whole,
                row.n,
                whole_counted=of_register(measures[row.code]),
            )
            for row in rows
            if row.code in measures
        }

    def say(self, text: Text | None) -> str:
        """A text of the programme in the language of the report."""
        return text.in_(self.language) if text else ""

    @cached_property
    def line_codes(self) -> frozenset[str]:
        """The lines of which the report shows the targets."""
        if self.plus:
            return frozenset({self.plus.code})
        lines = self.programme.lines
        return frozenset(line.code for line in lines if not self.funder or line.funder == self.funder)

    @cached_property
    def targets(self) -> tuple[Indicator, ...]:
        """The targets and reference figures of the report that are in use."""
        known = self.programme.indicators
        return tuple(item for item in known if item.line in self.line_codes and item.is_active(self.until))

    @cached_property
    def figures(self) -> tuple[KeyFigure, ...]:
        """The figures without target that are in use."""
        return tuple(item for item in self.programme.figures if item.is_active(self.until))

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every target and figure of the programme by its code, in use or not."""
        known: list[Item] = [*self.programme.indicators, *self.programme.figures]
        return {item.code: item for item in known}

    def item(self, code: str) -> Item:
        """The target or figure with a code. Raises KeyError; the checks of the programme make that a bug."""
        return self.items[code]

    def chosen_targets(self, section: Section) -> tuple[Indicator, ...]:
        """The targets that a section names, or all of the report."""
        return tuple(item for item in self.targets if not section.figures or item.code in section.figures)

    def chosen_figures(self, section: Section) -> tuple[KeyFigure, ...]:
        """The figures that a section names, or all."""
        return tuple(item for item in self.figures if not section.figures or item.code in section.figures)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The value of every target, by code: frozen, or counted now. A target is of the whole programme, never cut."""
        found = {code: reading.part for (code, dimension, _), reading in self.frozen.items() if not dimension}
        asked = [item for item in self.programme.indicators if found.get(item.code) is None]
        counted = values(asked, self.view) if asked else {}
        return {item.code: counted.get(item.code, found.get(item.code) or 0) for item in self.programme.indicators}

    @cached_property
    def _asked(self) -> dict[str, Reading]:
        return {}

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        return {}

    def days(self, indicator: Indicator) -> list[date]:
        """The days on which a target rose by one; asked once each."""
        if indicator.code not in self._days:
            self._days[indicator.code] = days(indicator, self.view)
        return self._days[indicator.code]

    def standing(self, indicator: Indicator) -> Standing:
        """How a target stands."""
        value, span = self.counts[indicator.code], window(indicator, self.until)
        expected = expected_by(indicator, span)
        ahead = self.outlooks.get(indicator.code)
        return Standing(
            indicator, value, expected, verdict(indicator, value, expected), ahead.forecast if ahead else None
        )

    @cached_property
    def outlooks(self) -> dict[str, Outlook]:
        """Where every promised target ends, by code."""
        return outlooks(self.counts, self.programme.indicators, self.view, told_of(self.view))

    def standings(self, section: Section | None = None) -> list[Standing]:
        """How the targets of the report stand, in the order of the programme."""
        return [self.standing(item) for item in (self.targets if section is None else self.chosen_targets(section))]

    def read(self, item: Item) -> Reading:
        """The value of a target, or of a figure within the part that the report is about."""
        if isinstance(item, Indicator):
            return Reading(Measure.COUNT, self.counts[item.code], None, self.counts[item.code])
        known = None if self.cut else self.frozen.get((item.code, "", ""))
        if known is None and item.code not in self._asked:
            self._asked[item.code] = figures.read(item, self.part)
        return known or self._asked[item.code]

    def split(self, item: Item, dimension: Dimension) -> dict[str, Reading]:
        """The value per part of a dimension."""
        known = {} if self.cut else self._frozen_cells(item.code, dimension.value)
        return known or figures.split(item, self.part, dimension)

    def cells(self, item: KeyFigure) -> dict[str, Reading]:
        """The values of a figure that is a list by nature, highest first; equal ones in the programme's order."""
        if self.cut or self.closing is None:
            return figures.cells(item, self.part)
        known = self._frozen_cells(item.code, LISTED)
        order = [need.code for need in self.programme.needs if need.code in known]
        order += [code for code in known if code not in order]
        return {code: known[code] for code in sorted(order, key=lambda code: -(known[code].value or 0))}

    def _frozen_cells(self, code: str, dimension: str) -> dict[str, Reading]:
        return {
            cell: reading for (of, by, cell), reading in self.frozen.items() if (of, by) == (code, dimension) and cell
        }

    def address(self, item: Item, cell: str = "", cut: Cut | None = None) -> str:
        """Where the lines behind a value are."""
        self.shown.add(item.code)
        own = Cut() if isinstance(item, Indicator) else self.cut
        quarter = self.closing.quarter if self.closing else ""
        return address(item.code, until=self.until, cell=cell, cut=own if cut is None else cut, quarter=quarter)

    @cached_property
    def shown(self) -> set[str]:
        """The codes of what the report leads to so far: each number is shown with its address."""
        return set()

    def need(self, code: str) -> str:
        """The name of a need."""
        return self.say(self.programme.need(code).name)

    def needed(self, item: Indicator) -> Fraction | None:
        """How many a month are needed from now to reach the target; None when it is reached, or its time is over."""
        ahead = self.outlooks.get(item.code)
        return ahead.needed if ahead else None
