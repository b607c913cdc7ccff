"""Money as reports show it: spent or committed, of all sources, of one, in one year or in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import EntryKind, MoneySource, current
from kopgroep.reporting.money import Purse, money_on
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported.number import DOT, Reported
from kopgroep.reporting.view import Cut, View

WORDS = {EntryKind.MONEY_SPENT: "uitgegeven", EntryKind.MONEY_COMMITTED: "toegezegd"}


def money_cell(source: str = "", year: str = "") -> str:
    """The cell of a source, of a year, or of a source in a year; without either all of it."""
    return f"{source}{DOT}{year}" if year else source


@dataclass(frozen=True)
class MoneyNumber(Reported):
    """What was spent, or what was committed. Budgets are plans, and have no lines."""

    kind: EntryKind
    open_to_all = True

    @property
    def code(self) -> str:
        """Such as ``geld.uitgegeven``."""
        return f"geld{DOT}{WORDS[self.kind]}"

    def families(self, cell: str) -> Sequence[str] | None:
        """Of money nothing is hidden: each cell stands alone."""
        sources, years = [source.code for source in current().money], [str(year) for year in current().period.years]
        known = {money_cell(source, year) for source in ["", *sources] for year in ["", *years]}
        return [cell] if cell in known else None

    def lines(self, view: View, cell: str) -> EntryQuerySet:
        """Those of the sources and the year; reversals too, which carry the opposite sign."""
        source, year = _parts(cell)
        shown = [each.code for each in sources_of(view.cut) if source in ("", each.code)]
        found = Entry.objects.filter(kind=self.kind, source__in=shown).until(view.on)
        if view.last_line is not None:
            found = found.filter(pk__lte=view.last_line)
        return found.filter(happened_on__year=int(year)) if year else found

    def read(self, view: View, cell: str) -> Reading:
        """As the page of the money says it."""
        source, year = _parts(cell)
        money = money_on(View(view.on, last_line=view.last_line))
        purses = [
            purse
            for each in sources_of(view.cut)
            if source in ("", each.code)
            for of_year, purse in money.by_source[each.code].items()
            if year in ("", str(of_year))
        ]
        whole = sum(purses, Purse())
        return Reading(Measure.CENTS, whole.spent if self.kind is EntryKind.MONEY_SPENT else whole.committed)


def sources_of(cut: Cut) -> tuple[MoneySource, ...]:
    """The sources that pay for a part of the programme: all, those of a funder, or those of a line.

    A line of money knows its source, and nothing else of what it paid for: by another dimension there is none.
    """
    if set(cut.by_dimension) - {"funder", "line"}:
        return ()
    return tuple(
        source for source in current().money if cut.funder in ("", source.funder) and cut.line in ("", source.line)
    )


def _parts(cell: str) -> tuple[str, str]:
    """The source and the year of a cell, each empty when it is of all."""
    source, _dot, year = cell.partition(DOT)
    return source, year
