"""Closed quarters: what was frozen, and what is known better since. How it works: docs/explanation/closing.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Q

from kopgroep.base.periods import quarter_name, quarter_of
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import Dimension, Indicator, KeyFigure, current
from kopgroep.reporting import figures
from kopgroep.reporting.definitions import meaning
from kopgroep.reporting.made import LISTED, Key, Value, hash_of, made_of, parts_of
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.recomputing import faults_of
from kopgroep.reporting.view import View

__all__ = [
    "Restatement",
    "Value",
    "ended_quarters",
    "faults_of",
    "frozen_values",
    "hash_of",
    "later_doubles",
    "later_lines",
    "latest_closed",
    "made_of",
    "next_quarter",
    "parts_of",
    "restated_parts",
    "restatements",
    "view_of",
]


@dataclass(frozen=True)
class Restatement:
    """One value as it was frozen, and as it is known now. The frozen one stays what was said."""

    key: Key
    frozen: Frozen | None
    """None for what did not exist when the quarter was closed."""
    now: Value | None
    """None for what is no longer counted, or has become nothing."""
    redefined: bool
    """Whether it is counted in another way since; then the two are not compared."""

    @property
    def difference(self) -> Fraction | None:
        """Now minus frozen; None when the two cannot be compared. A part of a split that is not there is nought."""
        if self.redefined or (self.frozen is None and self.now is None):
            return None
        was = self.frozen.value if self.frozen else Fraction(0)
        is_now = self.now.exact if self.now else Fraction(0)
        return None if was is None or is_now is None else is_now - was

    @property
    def moved(self) -> bool:
        """Whether what is known now says something else."""
        return self.redefined or not self.same_numbers

    @property
    def same_numbers(self) -> bool:
        """Whether the numbers are those that were frozen, whatever they mean now."""
        was, now = self.frozen, self.now
        if was is None or now is None:
            return False
        return (was.part, was.whole, was.n) == (now.part, now.whole, now.n)


def ended_quarters(on: date) -> list[str]:
    """The quarters of the programme that ended before a day, the first one first."""
    period, found = current().period, []
    until = quarter_of(period.starts_on)[1]
    while until < on and quarter_of(until)[0] <= period.ends_on:
        found.append(quarter_name(until))
        until = quarter_of(until + timedelta(days=1))[1]
    return found


def next_quarter(on: date) -> str | None:
    """The first ended quarter that is not closed yet: the one to propose or to close."""
    closed = set(Closing.objects.closed().values_list("quarter", flat=True))
    return next((quarter for quarter in ended_quarters(on) if quarter not in closed), None)


def latest_closed(on: date) -> Closing | None:
    """The last closed quarter that ended on or before a day."""
    return Closing.objects.closed().filter(until__lte=on).order_by("-until").first()


def view_of(closing: Closing) -> View:
    """The ledger as it was known when the quarter was proposed."""
    merged = {int(double): stayed for double, stayed in closing.doubles.items()}
    return View(closing.until, last_line=closing.last_line, merged=merged)


def frozen_values(closing: Closing) -> list[Frozen]:
    """What was said, by kind, code, dimension and cell; nothing before the quarter is closed."""
    return list(closing.values.order_by("kind", "code", "dimension", "cell"))


def restatements(closing: Closing, *, parts: bool = True) -> list[Restatement]:
    """Every frozen value beside what is known now of the same quarter, by the definitions of today.

    Without ``parts`` only the whole of each, and the money.
    """
    frozen = {(row.kind, row.code, row.dimension, row.cell): row for row in frozen_values(closing)}
    if not parts:
        frozen = {key: row for key, row in frozen.items() if not row.dimension or row.kind == Frozen.Kind.MONEY}
    now = {value.key: value for value in made_of(View(closing.until), parts=parts)}
    meant = {(value.kind, value.code): value.definition_hash for value in now.values()}
    return [_restated(key, frozen.get(key), now.get(key), meant) for key in sorted(frozen.keys() | now.keys())]


def restated_parts(closing: Closing, kind: str, code: str) -> list[Restatement]:
    """The parts of one target or figure as they were frozen, beside what is known now, by dimension and cell."""
    kept = closing.values.filter(kind=kind, code=code).exclude(dimension="")
    frozen: dict[Key, Frozen] = {(row.kind, row.code, row.dimension, row.cell): row for row in kept}
    items = current().indicators if kind == Frozen.Kind.INDICATOR else current().figures
    used = [item for item in items if item.code == code and item.is_active(closing.until)]
    now = {value.key: value for item in used for value in parts_of(item, View(closing.until))}
    meant = {(kind, item.code): meaning(item) for item in used}
    return [_restated(key, frozen.get(key), now.get(key), meant) for key in sorted(frozen.keys() | now.keys())]


def _restated(key: Key, was: Frozen | None, now: Value | None, meant: dict[tuple[str, str], str]) -> Restatement:
    redefined = was is not None and meant.get(key[:2]) != was.definition_hash
    return Restatement(key, was, now, redefined)


def later_lines(closing: Closing, item: Indicator | KeyFigure, dimension: str = "", cell: str = "") -> EntryQuerySet:
    """The lines written after the proposal that can explain why a value moved: new ones, and ones that take back."""
    now, then = View(closing.until), view_of(closing)
    if dimension and dimension != LISTED:
        now, then = (view.of(Dimension(dimension), cell) for view in (now, then))
    need = cell if dimension == LISTED else ""
    came = figures.behind(item, now, need).order_by().filter(pk__gt=closing.last_line)
    gone = Entry.objects.filter(pk__gt=closing.last_line, reverses__in=figures.behind(item, then, need).values("pk"))
    return Entry.objects.filter(Q(pk__in=came.values("pk")) | Q(pk__in=gone.values("pk")))


def later_doubles(closing: Closing) -> Iterator[Company]:
    """Companies that turned out to be one with another since the proposal."""
    known = {int(double) for double in closing.doubles}
    since = [double for double in Company.objects.doubles() if double not in known]
    yield from Company.objects.filter(pk__in=since).order_by("pk")
