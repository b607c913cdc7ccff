"""What a question sees of the ledger: up to which day, which part of it, and as known when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property

from django.db.models import Q

from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import Dimension, current
from kopgroep.reporting.dimensions import cell_of
from kopgroep.reporting.narrowing import Only

Doubles = dict[int, int]
"""The key of each double, with that of the company that it was merged into."""


@dataclass(frozen=True)
class Cut:
    """Which part of the ledger: a code per dimension, empty for all of it. Codes that name nothing give nothing."""

    municipality: str = ""
    sector: str = ""
    """Scheme and section, such as ``2008-C``."""
    size: str = ""
    theme: str = ""
    line: str = ""
    funder: str = ""
    """Name of a funder: all lines of the programme that it pays for."""
    partner: str = ""
    experience: str = ""

    def __bool__(self) -> bool:
        return any(self.by_dimension.values())

    @property
    def by_dimension(self) -> dict[Dimension, str]:
        """The codes that were chosen, in the order of the dimensions."""
        found = {Dimension(item.name): getattr(self, item.name) for item in fields(self)}
        return {dimension: code for dimension, code in found.items() if code}

    def but(self, dimension: Dimension, code: str) -> "Cut":
        """The same part, narrowed down further."""
        return replace(self, **{dimension.value: code})

    def lines_of(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of some lines that lie in this part."""
        found = entries.filter(self._condition)
        if self.experience:
            found = found.alias(existed=cell_of(Dimension.EXPERIENCE)).filter(existed=self.experience)
        return found

    @property
    def _condition(self) -> Q:
        """What the line itself says of the cut."""
        plain = {"municipality_code": self.municipality, "sector": self.sector, "size_class": self.size}
        plain |= {"theme": self.theme, "line": self.line, "detail__partner": self.partner}
        chosen = Q(**{name: code for name, code in plain.items() if code})
        if self.funder:
            chosen &= Q(line__in=[line.code for line in current().lines if line.funder == self.funder])
        return chosen


@dataclass(frozen=True)
class View:
    """The ledger as one question sees it."""

    on: date
    """What happened later does not count."""
    cut: Cut = Cut()
    last_line: int | None = None
    """Lines with a greater key did not exist yet; None for all that exist now. For frozen figures."""
    merged: Mapping[int, int] | None = field(default=None, compare=False)
    """The doubles as known then; None for those known now."""
    only: Only | None = None
    """The companies that are looked at, with all their doubles; None for everybody. A tally is corrected by such."""

    @cached_property
    def doubles(self) -> Doubles:
        """The key of each double, with that of the company it was merged into. Asked once."""
        return Company.objects.doubles() if self.merged is None else dict(self.merged)

    @property
    def entries(self) -> EntryQuerySet:
        """The lines that count for this view, of any day."""
        found = self.only.lines_of(self.all_entries) if self.only else self.all_entries
        return self.cut.lines_of(found) if self.cut else found

    @property
    def all_entries(self) -> EntryQuerySet:
        """The lines that count, whatever part is asked for: what a company did before, elsewhere, stays known."""
        return Entry.objects.standing(self.last_line, few=self.only is not None)

    @property
    def whole(self) -> "View":
        """The same view of everything, whatever part is asked for."""
        return replace(self, cut=Cut(), merged=self.doubles) if self.cut else self

    def kept(self, company: int) -> int:
        """The key of a company, or that of the one it was merged into."""
        return self.doubles.get(company, company)

    def until(self, day: date) -> "View":
        """The same view on another day."""
        return replace(self, on=day, merged=self.doubles)

    def of(self, dimension: Dimension, code: str) -> "View":
        """The same view of a smaller part."""
        return replace(self, cut=self.cut.but(dimension, code), merged=self.doubles)


def as_view(on: date | View) -> View:
    """A day is the view of everything known up to it."""
    return on if isinstance(on, View) else View(on)
