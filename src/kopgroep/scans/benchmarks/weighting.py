"""Weights that make the companies with a scan resemble the companies of the register, by sector and by size.

Iterative proportional fitting on the two margins ("raking", Deming and Stephan 1940). Companies that did a scan are no
random sample: weighting mends the mix, not who chose to take part. So the weighted figure stands beside the raw one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Group = tuple[str, str]
"""Sector group and size group."""
ROUNDS = 1_000
CLOSE = 1e-6
CAP = 5.0
"""No company weighs more than so many times the mean: one odd company must not carry a figure."""


@dataclass(frozen=True)
class Weights:
    """Weight per group, on average 1 per company, and what is left of the sample after weighting."""

    by_group: Mapping[Group, float]
    effective_n: float
    """Kish's effective sample size: the number of equally weighing companies that would be as precise."""
    capped: bool

    def of(self, group: Group) -> float:
        """The weight of a company of this group."""
        return self.by_group[group]


def rake(sample: Sequence[Group] | Mapping[Group, int], register: Mapping[Group, int]) -> Weights | None:
    """Weights for the groups of a sample, or for its numbers per group, so that its margins are the register's.

    Only sectors and sizes that the sample has are matched; what it lacks cannot be weighted up, and is left out of the
    register too. None when sample and register share nothing, or when the sample lacks the
    groups with which both margins could fit.
    """
    seen = Counter(sample)
    sectors, sizes = {sector for sector, _ in seen}, {size for _, size in seen}
    known = {group: n for group, n in register.items() if group[0] in sectors and group[1] in sizes and n > 0}
    whole = sum(known.values())
    if not whole or not seen:
        return None
    targets = [_margin(known, axis, whole) for axis in (0, 1)]
    cells = {group: float(n) for group, n in sorted(seen.items()) if all(group[a] in targets[a] for a in (0, 1))}
    if not cells:
        return None
    for _ in range(ROUNDS):
        moved = max(_fit(cells, axis, targets[axis]) for axis in (0, 1))
        if moved < CLOSE:
            break
    else:
        return None
    size = sum(seen[group] for group in cells)
    total = sum(cells.values())
    raw = {group: cells[group] / total * size / seen[group] for group in cells}
    return _capped(raw, {group: seen[group] for group in cells})


def _margin(counts: Mapping[Group, int], axis: int, whole: int) -> dict[str, float]:
    found: Counter[str] = Counter()
    for group, n in counts.items():
        found[group[axis]] += n
    return {name: n / whole for name, n in found.items()}


def _fit(cells: dict[Group, float], axis: int, target: Mapping[str, float]) -> float:
    """Scale the cells so that one margin fits; returns by how much it was off."""
    total = sum(cells.values())
    now: Counter[str] = Counter()
    for group, n in cells.items():
        now[group[axis]] += n  # type: ignore[assignment]  # a counter of parts
    factors = {name: target[name] * total / n for name, n in now.items()}
    for group in cells:
        cells[group] *= factors[group[axis]]
    return max(abs(factor - 1) for factor in factors.values())


def _capped(raw: Mapping[Group, float], seen: Mapping[Group, int]) -> Weights:
    size = sum(seen.values())
    cap = _cap(raw, seen)
    by_group = {group: min(weight, cap) for group, weight in raw.items()}
    mean = sum(by_group[group] * n for group, n in seen.items()) / size
    by_group = {group: weight / mean for group, weight in by_group.items()}
    squares = sum(by_group[group] ** 2 * n for group, n in seen.items())
    capped = any(weight > cap for weight in raw.values())
    return Weights(by_group, effective_n=round(size**2 / squares, 1), capped=capped)


def _cap(raw: Mapping[Group, float], seen: Mapping[Group, int]) -> float:
    """The weight that is CAP times the mean of what is left after cutting down to it; the heaviest are cut first."""
    size, cut = sum(seen.values()), 0
    rest = sum(raw[group] * n for group, n in seen.items())
    for group in sorted(raw, key=lambda group: (-raw[group], group)):
        if raw[group] * (size - CAP * cut) <= CAP * rest:
            break
        cut, rest = cut + seen[group], rest - raw[group] * seen[group]
    return CAP * rest / (size - CAP * cut)
