"""Money: what was decided, spent, committed and is left, per source and year. All amounts are euro cents."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from kopgroep.base.periods import share_elapsed
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.view import View, as_view

KINDS = (EntryKind.MONEY_COMMITTED, EntryKind.MONEY_SPENT)


@dataclass(frozen=True)
class Purse:
    """The money of one source in one year, or of several together."""

    budget: int = 0
    spent: int = 0
    committed: int = 0

    def __add__(self, other: "Purse") -> "Purse":
        return Purse(self.budget + other.budget, self.spent + other.spent, self.committed + other.committed)

    @property
    def left(self) -> int:
        """Neither spent nor committed; negative when more was given out than was decided."""
        return self.budget - self.spent - self.committed

    @property
    def share_spent(self) -> float | None:
        """The part of the budget that was spent, or None without a budget."""
        return self.spent / self.budget if self.budget else None


@dataclass(frozen=True)
class Money:
    """All purses on one day."""

    by_source: dict[str, dict[int, Purse]]
    """Per code of a source, per calendar year."""
    elapsed: float
    """Which part of the programme has passed."""

    def of(self, source: str) -> Purse:
        """All years of one source."""
        return sum(self.by_source[source].values(), Purse())

    @property
    def whole(self) -> Purse:
        """All sources and years together."""
        return sum((self.of(source) for source in self.by_source), Purse())


Sums = Counter[tuple[str, int, str]]
"""Euro cents per code of a source, year and kind of line."""


def money_on(on: date | View) -> Money:
    """Budget, spending and commitments as the ledger holds them up to a day, or in a view, with one query."""
    view = as_view(on)
    return money_of(sums_of(view), view.on)


def sums_of(view: View, *, after: int = 0) -> Sums:
    """What was committed and spent; of the lines after one of them only, when that is asked.

    Reversals carry the opposite sign, so that sums need no filter. The year of a line is that of its own day.
    """
    sums: Sums = Counter()
    lines = view.cut.lines_of(Entry.objects.filter(kind__in=KINDS)).until(view.on).order_by()
    if view.last_line is not None:
        lines = lines.filter(pk__lte=view.last_line)
    if after:
        lines = lines.filter(pk__gt=after)
    # The year is taken here: databases disagree on how fast they do that, and there are few days.
    for source, day, kind, cents in lines.values_list("source", "happened_on", "kind").annotate(Sum("quantity")):
        sums[source, day.year, kind] += cents
    return sums


def money_of(sums: Sums, on: date) -> Money:
    """Put the sums beside what was decided."""
    programme = current()
    years = sorted({*programme.period.years, *(year for _source, year, _kind in sums)})
    by_source = {
        source.code: {
            year: Purse(
                budget=source.budget_cents.get(year, 0),
                spent=sums[source.code, year, EntryKind.MONEY_SPENT],
                committed=sums[source.code, year, EntryKind.MONEY_COMMITTED],
            )
            for year in years
        }
        for source in programme.money
    }
    period = programme.period
    return Money(by_source, share_elapsed(period.starts_on, period.ends_on, on))
