"""A quarter on its page: the figures in words, what was restated since, and who acts next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.dates import hours
from kopgroep.base.money import amount, euros, percent
from kopgroep.ledger.models import Entry
from kopgroep.programme import Indicator, KeyFigure, MoneySource, current
from kopgroep.reporting.closing import Restatement, Value, ended_quarters, later_lines
from kopgroep.reporting.lineage import path_of
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.reach import SMALLEST_CELL
from kopgroep.reporting.reading import Measure

REASONS = 5
"""More lines than these are counted and not named."""
NOTHING = "–"
MINUS = "\N{MINUS SIGN}"


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
    lines: list[Entry] = field(default_factory=list)
    more: int = 0
    """How many lines besides these came later."""
    moved: bool = False


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
    items, rows = _items(), []
    for value in in_order(values, items):
        item = items[value.kind, value.code]
        hide = _small(value.kind, value.n, user)
        text = _("hidden") if hide else written(value.measure, value.exact)
        url = "" if isinstance(item, MoneySource) else path_of(item.code, until=until)
        rows.append((value.kind, FigureRow(_name(item, value.key), text, url=url)))
    return _grouped(rows)


def restated_groups(found: Iterable[Restatement], closing: Closing, user: User) -> list[Group]:
    """The figures of a closed quarter, each with what is known now."""
    items = _items()
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
    measure = row.now.measure if row.now else _measure(row.key, closing)
    name = _name(item, row.key) if item else _kept_name(row.key, closing)
    counted = isinstance(item, Indicator | KeyFigure)
    url = path_of(row.key[1], until=None, quarter=closing.quarter) if counted else ""
    if any(_small(row.key[0], value.n, user) for value in (row.frozen, row.now) if value):
        return FigureRow(name, _("hidden"), _("hidden"), url=url)
    frozen = written(measure, row.frozen.value) if row.frozen else NOTHING
    if not row.moved:
        return FigureRow(name, frozen, frozen, url=url)
    remark = ""
    if row.redefined:
        remark = _("Counted in another way since, so not comparable.") if row.now else _("No longer followed.")
    elif row.frozen is None:
        remark = _("Did not exist when the quarter was closed.")
    now = written(measure, row.now.exact) if row.now else NOTHING
    lines = later_lines(closing, item) if counted and not row.redefined else Entry.objects.none()
    shown = list(lines.visible_to(user).select_related("company").order_by("-pk")[: REASONS + 1])
    more = max(lines.count() - REASONS, 0) if len(shown) > REASONS else 0
    apart = signed(measure, row.difference)
    return FigureRow(name, frozen, now, apart, remark, url, shown[:REASONS], more, moved=True)


def written(measure: Measure, value: Fraction | None) -> str:
    """An exact value as people read it."""
    language = get_language() or "nl"
    if value is None:
        return NOTHING
    match measure:
        case Measure.SHARE:
            return percent(float(value), language)
        case Measure.MINUTES:
            return hours(int(value), language)
        case Measure.CENTS:
            return euros(int(value), language)
        case Measure.DAYS:
            return _("%(n)s working days") % {"n": amount(float(value), language, decimals=int(value.denominator > 1))}
        case Measure.COUNT:
            return amount(float(value), language, decimals=0 if value.denominator == 1 else 1)
    return amount(float(value), language, decimals=1)


def signed(measure: Measure, value: Fraction | None) -> str:
    """A difference with its sign; empty when there is none to give."""
    if not value:
        return ""
    return f"{'+' if value > 0 else MINUS}{written(measure, abs(value))}"


def _small(kind: str, n: int, user: User) -> bool:
    """Whether a figure rests on too few to be shown to who may not see lines. Targets and money are public anyway."""
    return kind == Frozen.Kind.FIGURE and 0 < n < SMALLEST_CELL and not user.may(Permission.SEE_LINES)


def _items() -> dict[tuple[str, str], Indicator | KeyFigure | MoneySource]:
    programme = current()
    lists: list[tuple[str, Iterable[Indicator | KeyFigure | MoneySource]]] = [
        (Frozen.Kind.INDICATOR, programme.indicators),
        (Frozen.Kind.FIGURE, programme.figures),
        (Frozen.Kind.MONEY, programme.money),
    ]
    return {(str(kind), item.code): item for kind, items in lists for item in items}


def _name(item: Any, key: tuple[str, str, str, str]) -> str:
    return _with_cell(item.name.in_(get_language() or "nl"), key)


def _kept_name(key: tuple[str, str, str, str], closing: Closing) -> str:
    """The name of something that the programme no longer has, from the definitions that were kept."""
    found = _kept(key, closing)
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return _with_cell(found.get("name", {}).get(language, key[1]), key)


def _kept(key: tuple[str, str, str, str], closing: Closing) -> dict[str, Any]:
    part = {Frozen.Kind.INDICATOR: "indicators", Frozen.Kind.FIGURE: "figures"}.get(Frozen.Kind(key[0]), "money")
    return next((item for item in closing.definitions.get(part, []) if item["code"] == key[1]), {})


def _with_cell(name: str, key: tuple[str, str, str, str]) -> str:
    words = {"budget": _("budget"), "committed": _("committed"), "spent": _("spent")}
    return f"{name}, {words.get(key[2], key[2])} {key[3]}" if key[2] else name


def _measure(key: tuple[str, str, str, str], closing: Closing) -> Measure:
    """What kind of number a value is that is no longer counted."""
    if key[0] == Frozen.Kind.MONEY:
        return Measure.CENTS
    asked = {
        "share": Measure.SHARE,
        "coverage": Measure.SHARE,
        "needs": Measure.SHARE,
        "working_days": Measure.DAYS,
        "score": Measure.MEAN,
        "hours": Measure.MINUTES,
    }
    return asked.get(_kept(key, closing).get("ask", {}).get("ask", ""), Measure.COUNT)


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
