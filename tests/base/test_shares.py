"""How sure a share is: the figures of the grounds, and the edges."""

import pytest

from kopgroep.base.shares import wilson


@pytest.mark.parametrize(
    ("n", "low", "high"), [(10, 49, 94), (30, 63, 90), (50, 67, 89), (150, 73, 86)], ids=["10", "30", "50", "150"]
)
def test_better_than_four_in_five_says_less_in_a_small_group(n: int, low: int, high: int) -> None:
    found = wilson(0.8 * n, n)
    assert (round(100 * found[0]), round(100 * found[1])) == (low, high)


def test_interval_stays_between_nothing_and_all() -> None:
    assert wilson(0, 10)[0] == pytest.approx(0)
    assert wilson(10, 10)[1] == pytest.approx(1)
    assert wilson(0, 10)[1] == pytest.approx(0.2775, abs=0.0001)


def test_a_share_of_nothing_has_no_interval() -> None:
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)
