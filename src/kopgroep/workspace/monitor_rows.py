"""What the tables and drawings of the monitor show: plain functions, tested without a request."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.money import amount
from kopgroep.programme import Indicator, KeyFigure, current
from kopgroep.programme.key_figures import NeedsAsked
from kopgroep.reporting.counting import values
from kopgroep.reporting.monitor import MonitorRow, Verdict
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.small_cells import without_small_cells
from kopgroep.reporting.verdict_words import verdict_word
from kopgroep.reporting.view import View
from kopgroep.workspace.cut_words import cell_word

HEIGHT = 100.0
SHAPES = {
    Verdict.REACHED: "ok",
    Verdict.ON_COURSE: "ok",
    Verdict.NEARLY: "near",
    Verdict.BEHIND: "late",
    Verdict.AHEAD: "rest",
    Verdict.REFERENCE: "rest",
}
"""The looks of a badge."""


@dataclass(frozen=True)
class Target:
    """A row of the monitor, with its words and its shape."""

    row: MonitorRow
    word: str
    shape: str
    unit: str
    """For a target such as "5 to 10": the words after its lower end."""


def target(row: MonitorRow) -> Target:
    """The words and shape of a row."""
    high, language = row.indicator.value_max, get_language() or "nl"
    unit = _("to %(high)s") % {"high": amount(high, language)} if high else ""
    return Target(row, verdict_word(row.verdict), SHAPES[row.verdict], unit)


@dataclass(frozen=True)
class Share:
    """One target in a part of the programme: how much of it was done there. A part has no target of its own."""

    indicator: Indicator
    here: int
    whole: int

    @property
    def share(self) -> float | None:
        """Which part of the whole; None when there is nothing yet."""
        return self.here / self.whole if self.whole else None


def shares(view: View) -> list[Share]:
    """Every target in use, as far as it was done in the part that a view asks for."""
    used = [indicator for indicator in current().indicators if indicator.is_active(view.on)]
    here, whole = values(used, view), values(used, view.whole)
    return [Share(indicator, here[indicator.code], whole[indicator.code]) for indicator in used]


@dataclass(frozen=True)
class Column:
    """One quarter of a small drawing; measures in percent of its width and height."""

    label: str
    value: int
    x: float
    width: float
    height: float
    now: bool

    @property
    def y(self) -> float:
        """The top of the column."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class Multiple:
    """How one target grew: its value at the end of every closed quarter, and on the day asked for."""

    indicator: Indicator
    columns: list[Column]
    target_y: float

    @property
    def last(self) -> Column:
        """The last column: now."""
        return self.columns[-1]


def multiples(rows: Iterable[MonitorRow]) -> list[Multiple]:
    """A small drawing per target, from what closed quarters froze. None before two quarters are closed."""
    return [_multiple(row, [(one.quarter, one.value) for one in row.told]) for row in rows if len(row.told) > 1]


def _multiple(row: MonitorRow, points: list[tuple[str, int]]) -> Multiple:
    values_ = [*points, (_("now"), row.value)]
    top = max(row.indicator.value, *(value for _label, value in values_), 1)
    step = 100 / len(values_)
    columns = [
        Column(
            label, value, round(n * step, 2), round(step * 0.8, 2), round(HEIGHT * value / top, 2), label == _("now")
        )
        for n, (label, value) in enumerate(values_)
    ]
    return Multiple(row.indicator, columns, round(HEIGHT * (1 - row.indicator.value / top), 2))


@dataclass(frozen=True)
class Need:
    """One need, named by a share of the companies that named any."""

    code: str
    name: str
    reading: Reading


def needs(figure: KeyFigure, shares: dict[str, Reading], *, public: bool) -> list[Need]:
    """The needs that are named most, the first of the list first. With ``public`` without small ones."""
    shown = without_small_cells(shares) if public else shares
    found = [Need(code, cell_word(figure, code), one) for code, one in shown.items() if one and one.part]
    return found[: figure.ask.top if isinstance(figure.ask, NeedsAsked) else None]


def running(rows: Iterable[MonitorRow], lines: Iterable[str]) -> list[MonitorRow]:
    """The targets of some lines of the programme."""
    wanted = set(lines)
    return [row for row in rows if row.indicator.line in wanted]
