"""How quarters of the year differ: learnt from whole years of the figures themselves, and distrusted when few."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kopgroep.base.periods import quarter_of

YEARS = 2
"""One year cannot tell a season from chance."""
DOUBT = 100
"""A season weighs as much against its neighbour as the number of events it rests on, against this many."""

Season = tuple[float, float, float, float]
"""How much of an even year happens in each quarter; together four."""
EVEN: Season = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Rise:
    """How much a figure rose over a stretch of days, both included."""

    starts_on: date
    ends_on: date
    by: int

    @property
    def days(self) -> int:
        """The length of the stretch."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_quarter(self) -> bool:
        """Whether it is one whole quarter."""
        return quarter_of(self.starts_on) == (self.starts_on, self.ends_on)


def seasons(histories: Mapping[str, Sequence[Rise]]) -> dict[str, Season]:
    """The season of each figure: its own, drawn towards that of all figures, and that towards an even year.

    With few events little is believed: the season of a figure without two whole years is that of all figures.
    """
    years = {code: _whole_years(history) for code, history in histories.items()}
    pooled = _drawn(_of_all(years.values()), EVEN)
    return {code: _drawn(_of_all([own]), pooled) for code, own in years.items()}


def _whole_years(history: Sequence[Rise]) -> list[tuple[int, ...]]:
    """What happened in each quarter, for every calendar year of which all four are known; none for a single year."""
    found: dict[int, dict[int, int]] = {}
    for rise in history:
        if rise.is_quarter:
            found.setdefault(rise.starts_on.year, {})[rise.starts_on.month] = rise.by
    years = [tuple(by for _month, by in sorted(quarters.items())) for quarters in found.values() if len(quarters) == 4]
    return years if len(years) >= YEARS else []


def _of_all(years: Iterable[Iterable[tuple[int, ...]]]) -> list[int]:
    """What happened in each quarter of the year, all years and figures together."""
    every = [year for some in years for year in some]
    return [sum(quarter) for quarter in zip(*every, strict=True)] if every else [0, 0, 0, 0]


def _drawn(counts: Sequence[int], towards: Season) -> Season:
    whole = sum(counts) + DOUBT
    first, second, third, fourth = ((4 * n + DOUBT * there) / whole for n, there in zip(counts, towards, strict=True))
    return first, second, third, fourth


def weighed_days(starts_on: date, ends_on: date, season: Season) -> float:
    """The days from one to another, both included, each weighing as much as its quarter does."""
    return sum(days * season[quarter] for quarter, days in _by_quarter(starts_on, ends_on))


def _by_quarter(first: date, ends_on: date) -> Iterator[tuple[int, int]]:
    while first <= ends_on:
        last = min(quarter_of(first)[1], ends_on)
        yield (first.month - 1) // 3, (last - first).days + 1
        first = last + timedelta(days=1)
