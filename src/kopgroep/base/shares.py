"""How sure one can be of a share that was counted in a small group."""

from math import sqrt
from statistics import NormalDist

NINETY_FIVE = NormalDist().inv_cdf(0.975)
"""About 1.96: so many standard deviations to either side hold 95 % of a normal distribution."""


def wilson(part: float, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share of ``part`` in ``whole``, both between 0 and 1.

    Unlike the textbook interval it never goes below 0 or above 1, and holds in groups of ten. Raises ValueError for an
    empty group. Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if whole < 1:
        raise ValueError("a share of nothing has no interval")
    share, spread = part / whole, NINETY_FIVE**2 / whole
    middle = share + spread / 2
    reach = NINETY_FIVE * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    return max((middle - reach) / (1 + spread), 0.0), min((middle + reach) / (1 + spread), 1.0)
