"""What a group of this size could have shown: the smallest difference that a comparison would have noticed."""

from math import sqrt
from statistics import NormalDist

SPREAD = 0.20
"""Standard deviation of the yearly growth of small companies, as a share."""
SURE, POWER = 0.95, 0.80
FEWEST = 30
"""Fewer companies are told as cases; a mean of them says little."""


def smallest_effect(treated: int, controls: int, *, spread: float = SPREAD) -> float | None:
    """The smallest difference in growth, as a share, that two groups show in four out of five tries at two-sided 5 %.

    None when one of them is empty. Source: the usual formula for the difference of two means with known spread,
    (z(0.975) + z(0.80)) * spread * sqrt(1/n1 + 1/n2).
    """
    if treated < 1 or controls < 1:
        return None
    normal = NormalDist()
    sure = normal.inv_cdf((1 + SURE) / 2) + normal.inv_cdf(POWER)
    return sure * spread * sqrt(1 / treated + 1 / controls)
