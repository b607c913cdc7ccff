"""Who pays: sources of money by year, and the lines on which work is booked."""

from kopgroep.programme.kinds import LineKind
from kopgroep.programme.parts import (
    AreaCode,
    Choice,
    Code,
    Coded,
    Day,
    Euros,
    Part,
    Period,
    Positive,
    SectorLetter,
    Sentence,
    Text,
)

CENTS = 100


class MoneySource(Coded):
    """Money from one funder, in euros per calendar year."""

    name: Text
    funder: Sentence
    line: Code
    budgets: dict[Positive, Euros]
    total: Euros
    """What the funder decided; the yearly budgets must add up to it."""
    note: Sentence | None = None
    source: Sentence

    @property
    def budget_cents(self) -> dict[int, int]:
        """The budget per year in whole cents, the unit of the ledger."""
        return {year: int(euros * CENTS) for year, euros in self.budgets.items()}


class MoneyTotal(Part):
    """The whole budget as decided, against which the sources are checked."""

    euros: Euros
    note: Sentence | None = None
    source: Sentence

    @property
    def cents(self) -> int:
        """The whole budget in cents."""
        return int(self.euros * CENTS)


class Line(Choice):
    """A line on which contacts, hours and results are booked: the base, a deal, or somebody's plus."""

    kind: LineKind
    starts_on: Day
    ends_on: Day
    funder: Sentence
    note: Sentence | None = None
    area: tuple[AreaCode, ...] = ()
    """Municipalities whose companies it is for; empty for all. For a plus."""
    sectors: tuple[SectorLetter, ...] = ()
    """Sections of the classification it is for, each with its scheme; empty for all. For a plus."""
    themes: tuple[Code, ...] = ()
    """Themes it is for; empty for all."""
    also_for: tuple[Code, ...] = ()
    """Lines whose funders may count these hours too, because all of them agreed. Without it no hour counts twice."""

    @property
    def period(self) -> Period:
        """The first and last day on which the line pays."""
        return Period(starts_on=self.starts_on, ends_on=self.ends_on)
