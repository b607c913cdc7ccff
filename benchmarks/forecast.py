"""How often the interval of the forecast holds: ``.venv/bin/python -m benchmarks.forecast [--programmes 300]``.

Simulated programmes of four years, with a season, a slow start, a pace that drifts, and counts that lie further apart
than chance; at the end of each quarter the end is forecast, and compared with how it really ended. Half of them were
for choosing the numbers in reporting/forecast.py, the other half is reported. Beside it the forecast we had before
(one even pace, pure chance). The same seed gives the same figures.

``--ledger`` does the same with the targets of the database that the settings name, such as that of the demonstration:
each quarter end of which the end is known by now, with the last known day as the end.
"""

import argparse
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import mean

SEED = 20_231
TARGETS = (5, 10, 50, 150, 400)
STARTS_ON, ENDS_ON = date(2021, 1, 1), date(2024, 12, 31)
EIGHTY_PERCENT = 1.2816


@dataclass(frozen=True)
class Tried:
    """One forecast, and how it ended."""

    quarters: int
    size: str
    method: str
    low: int
    high: int
    middle: int
    end: int

    @property
    def holds(self) -> bool:
        """Whether the end lies in the interval."""
        return self.low <= self.end <= self.high


def quarter_ends() -> list[date]:
    """The last days of the quarters of the simulated period."""
    from kopgroep.base.periods import months_after

    return [months_after(date(2021, 1, 1), 3 * n) - timedelta(days=1) for n in range(1, 17)]


def poisson(mu: float, random: Random) -> int:
    """A count with a mean, after Knuth; for a large mean the normal distribution does."""
    if mu > 200:
        return max(round(random.gauss(mu, math.sqrt(mu))), 0)
    least, product, n = math.exp(-mu), random.random(), 0
    while product > least:
        product, n = product * random.random(), n + 1
    return n


def programme(random: Random) -> Iterator[list[int]]:
    """The counts per quarter of the targets of one programme, that share a season and a start."""
    season = [math.exp(random.gauss(0, 0.2)) for _ in range(4)]
    start = random.uniform(0, 1.5)
    for target in TARGETS:
        drift, spread = random.uniform(0, 0.2), random.uniform(1, 4)
        pace, level, counts = target * random.uniform(0.5, 1.4) / 16, 0.0, []
        for quarter in range(16):
            level += random.gauss(0, drift)
            mu = pace * math.exp(level) * season[quarter % 4] * (1 - math.exp(-(quarter + 0.5) / max(start, 0.01)))
            # A mean that itself varies (gamma) makes counts lie ``spread`` times as far apart as chance.
            counts.append(poisson(random.gammavariate(mu / (spread - 1), spread - 1) if spread > 1.01 else mu, random))
        yield counts


def before(actual: int, elapsed: float) -> tuple[int, int, int] | None:
    """The forecast that we had before: middle, low, high."""
    if actual < 3 or not 0.1 <= elapsed < 1:
        return None
    rest = actual * (1 - elapsed) / elapsed
    off = EIGHTY_PERCENT * math.sqrt(rest / elapsed)
    return round(actual + rest), round(actual + max(rest - off, 0)), round(actual + rest + off)


def tried(named: dict[str, list[tuple[date, int]]], ends_on: date, starts_on: date, size: str = "") -> Iterator[Tried]:
    """Each figure at each of its days but the last, forecast for that last one by both methods."""
    from kopgroep.reporting.counting import Window
    from kopgroep.reporting.forecast import forecast, rises
    from kopgroep.reporting.season import seasons

    days = sorted({day for points in named.values() for day, _value in points})
    for seen, on in enumerate(days[:-1], start=1):
        span = Window(starts_on, ends_on, on)
        known = {name: rises([p for p in points if p[0] <= on], starts_on) for name, points in named.items()}
        season = seasons(known)
        for name, points in named.items():
            end, now = points[-1][1], dict(points).get(on, 0)
            group = size or ("under 25" if end < 25 else "25 and more")
            ahead, old = forecast(known[name], span, season[name]), before(now, span.elapsed)
            if ahead and old:
                yield Tried(seen, group, "now", ahead.low, ahead.high, ahead.middle, end)
                yield Tried(seen, group, "before", old[1], old[2], old[0], end)


def simulated(programmes: int, *, choosing: bool) -> Iterator[Tried]:
    """The tries of half of so many programmes: those for choosing, or the others."""
    ends = quarter_ends()
    for number in range(0 if choosing else 1, programmes, 2):
        named = {}
        for target, counts in zip(TARGETS, programme(Random(SEED + number)), strict=True):
            named[str(target)] = [(day, sum(counts[: n + 1])) for n, day in enumerate(ends)]
        yield from tried(named, ENDS_ON, STARTS_ON)


def of_ledger() -> Iterator[Tried]:
    """The tries of the targets of a database, up to its last whole quarter."""
    from kopgroep.base.clock import today
    from kopgroep.base.periods import quarter_ends as end_of
    from kopgroep.programme import current
    from kopgroep.reporting.closing import ended_quarters
    from kopgroep.reporting.counting import days

    ends = [end_of(quarter) for quarter in ended_quarters(today())]
    named = {}
    for item in current().indicators:
        if not (item.reference or item.per_year):
            rose = days(item, ends[-1])
            named[item.code] = [(end, sum(day <= end for day in rose)) for end in ends]
    yield from tried(named, ends[-1], current().period.starts_on, "all")


def show(found: list[Tried]) -> None:
    """Coverage, width and miss per group and method."""
    groups: dict[tuple[str, str], dict[str, list[Tried]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        seen = "1-4" if one.quarters <= 4 else "5-8" if one.quarters <= 8 else "9-12" if one.quarters <= 12 else "13-15"
        for group in (("quarters seen", seen), ("end", one.size), ("all", "")):
            groups[group][one.method].append(one)
    print(f"{'':28}{'n':>7}{'holds now':>11}{'before':>9}{'width now':>11}{'before':>9}{'miss now':>10}{'before':>9}")
    for (what, which), methods in sorted(groups.items(), key=lambda row: (row[0][0], len(row[0][1]), row[0][1])):
        now, old = methods["now"], methods["before"]
        print(f"{what + ' ' + which:28}{len(now):>7}", end="")
        print(f"{mean(o.holds for o in now):>11.1%}{mean(o.holds for o in old):>9.1%}", end="")
        print(f"{mean(o.high - o.low for o in now):>11.1f}{mean(o.high - o.low for o in old):>9.1f}", end="")
        print(f"{mean(abs(o.middle - o.end) for o in now):>10.1f}{mean(abs(o.middle - o.end) for o in old):>9.1f}")


def main() -> None:
    """Try the forecast and print how it did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programmes", type=int, default=300, help="how many are simulated, of which half is reported")
    parser.add_argument("--choosing", action="store_true", help="report the half for choosing instead")
    parser.add_argument("--ledger", action="store_true", help="the targets of the database instead of simulated ones")
    chosen = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopgroep.config.settings")
    import django

    django.setup()
    found = list(of_ledger() if chosen.ledger else simulated(chosen.programmes, choosing=chosen.choosing))
    print("Part of the ends inside the interval of 80 %, its mean width, and how far the middle was off on average")
    show(found)


if __name__ == "__main__":
    main()
