"""A quarter on its page: the figures in words, what was restated since, and who acts next."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.ledger.models import Entry
from kopgroep.programme import Indicator, KeyFigure, MoneySource
from kopgroep.reporting.closing import Restatement, Value, ended_quarters, later_lines
from kopgroep.reporting.lineage import path_of
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.reach import SMALLEST_CELL
from kopgroep.reporting.reading import Measure
from kopgroep.workspace.quarter_words import (
    NOTHING,
    items_by_key,
    kept_name,
    kept_splits,
    measure_of_kept,
    name_of,
    signed,
    split_word,
    splits_of,
    written,
)

REASONS = 5
"""More lines than these are counted and not named."""


@dataclass(frozen=True)
class QuarterRow:
    """One quarter in the list of all."""

    quarter: str
    closing: Closing | None
    turn: bool
    """Whether it is the first one that is not closed."""


@dataclass(frozen=True)
class FigureRow:
    """One figure: as frozen or proposed, and as known now."""

    name: str
    frozen: str
    now: str = ""
    difference: str = ""
    remark: str = ""
    url: str = ""
    """Where the lines stand that were counted; empty for money."""
    parts: str = ""
    """Code of a figure that is split; empty for one that is not, and for money."""
    split_by: str = ""
    """By what, in words."""
    lines: list[Entry] = field(default_factory=list)
    more: int = 0
    """How many lines besides these came later."""
    moved: bool = False
    redefined: bool = False
    """Whether it is counted in another way since: then its two values say nothing about each other."""


@dataclass(frozen=True)
class Group:
    """Figures under one heading."""

    name: str
    rows: list[FigureRow]
    folded: bool = False
    """Whether it opens only when asked: the amounts are many."""


def quarter_rows(on: date, closings: Iterable[Closing]) -> list[QuarterRow]:
    """All quarters of the programme that are over, the latest first."""
    known = {closing.quarter: closing for closing in closings}
    rows, turn = [], True
    for quarter in ended_quarters(on):
        closing = known.get(quarter)
        waits = closing is None or not closing.is_closed
        rows.append(QuarterRow(quarter, closing, turn and waits))
        turn = turn and not waits
    return rows[::-1]


def proposed_groups(values: Iterable[Value], closing: Closing | None, until: date, user: User) -> list[Group]:
    """What would be closed, or what is proposed. ``closing`` is the proposal, when there is one."""
    items, rows = items_by_key(), []
    for value in in_order(values, items):
        item = items[value.kind, value.code]
        hide = _small(value.kind, value.n, user)
        text = _("hidden") if hide else written(value.measure, value.exact)
        url = "" if isinstance(item, MoneySource) else path_of(item.code, until=until)
        row = FigureRow(name_of(item, value.key), text, url=url)
        rows.append((value.kind, _with_parts(row, value.code, splits_of(item))))
    return _grouped(rows)


def restated_groups(found: Iterable[Restatement], closing: Closing, user: User) -> list[Group]:
    """The figures of a closed quarter, each with what is known now."""
    items = items_by_key()
    rows = [(row.key[0], _restated(row, items.get(row.key[:2]), closing, user)) for row in in_order(found, items)]
    return _grouped(rows)


def in_order[V: (Value, Restatement)](found: Iterable[V], items: dict[tuple[str, str], Any]) -> list[V]:
    """Values in the order of the programme; what it no longer has comes last. Amounts of nothing are left out."""
    places = {key: number for number, key in enumerate(items)}
    wanted = [one for one in found if one.key[0] != Frozen.Kind.MONEY or _is_something(one)]
    return sorted(wanted, key=lambda one: (places.get(one.key[:2], len(places)), one.key))


def _is_something(one: Value | Restatement) -> bool:
    if isinstance(one, Value):
        return bool(one.part)
    return bool((one.frozen and one.frozen.part) or (one.now and one.now.part))


def _restated(row: Restatement, item: Any, closing: Closing, user: User) -> FigureRow:
    measure = row.now.measure if row.now else measure_of_kept(row.key, closing)
    counted = isinstance(item, Indicator | KeyFigure)
    found = FigureRow(
        name_of(item, row.key) if item else kept_name(row.key, closing),
        frozen=written(measure, row.frozen.value) if row.frozen else NOTHING,
        now=written(measure, row.now.exact) if row.now else NOTHING,
        url=path_of(row.key[1], until=None, quarter=closing.quarter) if counted else "",
    )
    found = _with_parts(found, row.key[1], splits_of(item) if item else kept_splits(row.key, closing))
    if any(_small(row.key[0], value.n, user) for value in (row.frozen, row.now) if value):
        return replace(found, frozen=_("hidden"), now=_("hidden"))
    if not row.moved:
        return found
    found = replace(
        found, difference=signed(measure, row.difference), remark=_why(row), moved=True, redefined=row.redefined
    )
    if not user.may(Permission.SEE_LINES):
        few = row.key[0] != Frozen.Kind.MONEY and moved_by_few(row, measure)
        return replace(found, now=_("hidden"), difference=_("fewer than 10")) if few else found
    lines = later_lines(closing, item) if counted and not row.redefined else Entry.objects.none()
    shown = list(lines.visible_to(user).select_related("company").order_by("-pk")[: REASONS + 1])
    more = max(lines.count() - REASONS, 0) if len(shown) > REASONS else 0
    return replace(found, lines=shown[:REASONS], more=more)


def _with_parts(row: FigureRow, code: str, dimensions: Iterable[str]) -> FigureRow:
    words = ", ".join(split_word(dimension).lower() for dimension in dimensions)
    return replace(row, parts=code, split_by=words) if words else row


def _why(row: Restatement) -> str:
    """What there is to say of a value that moved in another way than by later lines."""
    if row.redefined:
        return _("Counted in another way since, so not comparable.") if row.now else _("No longer followed.")
    return _("Did not exist when the quarter was closed.") if row.frozen is None else ""


def moved_by_few(row: Restatement, measure: Measure) -> bool:
    """Whether a value moved by 1 to 9 companies or lines, so that the two values tell of somebody.

    Of a share both sides of its stroke count. An amount or a mark that moved while nobody came or went is of few too.
    """
    if row.frozen is None or row.now is None or row.same_numbers:
        return False
    was, now = _sides(row.frozen, measure), _sides(row.now, measure)
    moves = [abs(after - before) for before, after in zip(was, now, strict=True)]
    return any(0 < move < SMALLEST_CELL for move in moves) or not any(moves)


def _sides(value: Frozen | Value, measure: Measure) -> tuple[int, ...]:
    """The numbers of companies or lines that a value tells."""
    if measure is not Measure.SHARE:
        return (value.n,)
    return value.n, value.part or 0, (value.whole or 0) - (value.part or 0)


def _small(kind: str, n: int, user: User) -> bool:
    """Whether a figure rests on too few to be shown to who may not see lines. Targets and money are public anyway."""
    return kind == Frozen.Kind.FIGURE and 0 < n < SMALLEST_CELL and not user.may(Permission.SEE_LINES)


def _grouped(rows: list[tuple[str, FigureRow]]) -> list[Group]:
    names = {
        Frozen.Kind.INDICATOR: _("Targets"),
        Frozen.Kind.FIGURE: _("Other figures"),
        Frozen.Kind.MONEY: _("Money"),
    }
    money = Frozen.Kind.MONEY
    groups = [
        Group(name, [row for kind, row in rows if kind == wanted], folded=wanted == money)
        for wanted, name in names.items()
    ]
    return [group for group in groups if group.rows]
