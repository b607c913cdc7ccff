"""What the monitor counts of one view: here all of it; ``tallies.py`` begins from what the night counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kopgroep.programme import Indicator, KeyFigure
from kopgroep.reporting.counting import values
from kopgroep.reporting.figures import cells
from kopgroep.reporting.money import Money, money_on
from kopgroep.reporting.reach import Spoken, spoken_on
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.view import View


class Counts(Protocol):
    """The answers for one view, however they are found."""

    def figures(self, indicators: Iterable[Indicator]) -> dict[str, int]:
        """The figures of some targets, by code."""

    def spoken(self) -> Spoken:
        """Whom the programme spoke with."""

    def needs(self, figure: KeyFigure) -> dict[str, Reading]:
        """The share that named each need, highest first."""

    def money(self) -> Money:
        """Budget, spending and commitments."""


@dataclass(frozen=True)
class Counted:
    """Everything counted, line by line."""

    view: View

    def figures(self, indicators: Iterable[Indicator]) -> dict[str, int]:
        """The figures of some targets, by code."""
        return values(indicators, self.view)

    def spoken(self) -> Spoken:
        """Whom the programme spoke with."""
        return spoken_on(self.view)

    def needs(self, figure: KeyFigure) -> dict[str, Reading]:
        """The share that named each need, highest first."""
        return cells(figure, self.view)

    def money(self) -> Money:
        """Budget, spending and commitments."""
        return money_on(self.view)
