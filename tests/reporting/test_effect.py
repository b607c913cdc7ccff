"""The smallest effect that groups of a size could have shown."""

import pytest

from kopgroep.reporting.effect import smallest_effect


@pytest.mark.parametrize(
    ("treated", "controls", "per_cent"),
    [(10, 30, 20.5), (50, 150, 9.1), (50, 1000, 8.1), (150, 450, 5.3), (400, 1200, 3.2)],
)
def test_smallest_effect_is_that_of_the_tables(treated: int, controls: int, per_cent: float) -> None:
    found = smallest_effect(treated, controls)
    assert found is not None
    assert round(100 * found, 1) == per_cent


@pytest.mark.parametrize(("treated", "controls"), [(0, 30), (30, 0)])
def test_an_empty_group_shows_nothing(treated: int, controls: int) -> None:
    assert smallest_effect(treated, controls) is None
