"""Levels with few companies are read together with their neighbours."""

from hypothesis import given
from hypothesis import strategies as st

from kopgroep.scans.benchmarks.levels import Stretch, taken_together

counts = st.lists(st.integers(0, 40), min_size=1, max_size=7).map(
    lambda numbers: [(f"level-{place}", number) for place, number in enumerate(numbers)]
)


@given(counts)
def test_every_level_stands_once_in_order_in_stretches_that_are_large_enough(levels: list[tuple[str, int]]) -> None:
    stretches = taken_together(levels, 10)
    total = sum(number for _code, number in levels)
    if total < 10:
        assert stretches == ()
        return
    assert [code for stretch in stretches for code in stretch.codes] == [code for code, _number in levels]
    assert min(stretch.n for stretch in stretches) >= 10
    assert sum(stretch.n for stretch in stretches) == total


def test_small_levels_join_upwards_and_the_last_one_downwards() -> None:
    levels = [("a", 3), ("b", 40), ("c", 12), ("d", 0), ("e", 2)]
    assert taken_together(levels, 10) == (Stretch(("a", "b"), 43), Stretch(("c", "d", "e"), 14))


def test_levels_that_are_large_enough_stay_apart() -> None:
    assert taken_together([("a", 10), ("b", 11)], 10) == (Stretch(("a",), 10), Stretch(("b",), 11))
