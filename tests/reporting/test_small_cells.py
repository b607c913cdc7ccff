"""What is hidden of a split, and that nothing hidden can be computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.small_cells import SMALLEST_CELL, hidden_cells, without_small_cells


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ({"a": 0, "b": 12, "c": 30}, set()),
        ({"a": 9, "b": 12, "c": 30}, {"a", "b"}),
        ({"a": 9, "b": 3, "c": 30}, {"a", "b"}),
        ({"a": 0, "b": 9, "c": 10}, {"b", "c"}),
        # Nothing else to hide behind: a nought must do.
        ({"a": 0, "b": 9}, {"a", "b"}),
        ({"a": 9}, {"a"}),
    ],
)
def test_small_cells_are_hidden_and_one_more_when_it_would_be_alone(numbers: dict[str, int], hidden: set[str]) -> None:
    assert hidden_cells(numbers) == hidden


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=2))
def test_total_never_gives_a_small_cell_away(numbers: dict[str, int]) -> None:
    hidden = hidden_cells(numbers)
    assert {cell for cell, number in numbers.items() if 0 < number < SMALLEST_CELL} <= hidden
    assert len(hidden) != 1


def test_share_tells_both_its_numbers() -> None:
    share = Reading(Measure.SHARE, 3, 40, 40)
    whole, few = Reading(Measure.SHARE, 20, 40, 40), Reading(Measure.MEAN, 70, 9, 9)
    assert without_small_cells({"a": share, "b": whole, "c": whole}) == {"a": None, "b": None, "c": whole}
    assert without_small_cells({"a": share, "b": few, "c": whole}) == {"a": None, "b": None, "c": whole}
    nobody = Reading(Measure.SHARE, 0, 40, 40)
    assert without_small_cells({"a": nobody, "b": whole}) == {"a": nobody, "b": whole}
