"""Ratios, growth and rounding."""

from fractions import Fraction

import pytest

from kopgroep.scans.engine.numbers import growth_a_year, shown
from kopgroep.scans.engine.scoring import CircularScaleError
from tests.scans.engine.small import first, growth, item, levels, mean, mean_of, number, on, ratio, result, scan_of

MASSES = [number(code, not_applicable=True, decimals=3) for code in ("total_in", "total_out", "round_in", "round_out")]
CIRCULAR = scan_of(MASSES, ratio("cti", ["round_in", "round_out"], ["total_in", "total_out"]))


def test_ratio_is_the_sum_of_parts_in_the_sum_of_wholes() -> None:
    assert first(CIRCULAR, total_in=1000, total_out=600, round_in=200, round_out=120).value == 20.0
    assert first(CIRCULAR, total_in=0.3, total_out=0, round_in=0.1, round_out=0).value == 33.3


@pytest.mark.parametrize("state", ["dont_know", "not_applicable", None])
def test_ratio_needs_every_number(state: str | None) -> None:
    more = {} if state is None else {"round_out": state}
    score = first(CIRCULAR, total_in=1000, total_out=600, round_in=200, **more)
    assert (score.value, score.measured, score.questions) == (None, 3, 4)


def test_ratio_never_divides_by_nought_nor_passes_the_whole() -> None:
    assert first(CIRCULAR, total_in=0, total_out=0, round_in=0, round_out=0).value is None
    assert first(CIRCULAR, total_in=10, total_out=0, round_in=11, round_out=0).value is None
    assert first(CIRCULAR, total_in=10, total_out=0, round_in=-1, round_out=0).value is None


def test_structural_zero_is_nought_in_a_ratio() -> None:
    items = [item("any", "yes_no"), number("whole"), number("part", when=[on("any", "yes")], otherwise="zero")]
    scan = scan_of(items, ratio("r", ["part"], ["whole"]))
    assert first(scan, any="no", whole=10).value == 0.0
    assert first(scan, any="dont_know", whole=10).value is None


@pytest.mark.parametrize(
    ("start", "end", "years", "a_year"),
    [
        (100, 100, 3, 0.0),
        (10, 20, 1, 100.0),
        (100, 133.1, 3, 10.0),
        (100, 172.8, 3, 20.0),
        (8, 10, 3, 7.7),
        (100, 50, 3, -20.6),
        (100, 0, 3, -100.0),
        (1, 1_000_000, 1, 99_999_900.0),
        (0, 10, 3, None),
        (-5, 10, 3, None),
        (5, -10, 3, None),
    ],
)
def test_growth_is_the_mean_of_the_years(start: float, end: float, years: int, a_year: float | None) -> None:
    scan = scan_of([number("then", decimals=1), number("now", decimals=1)], growth("g", "then", "now", years))
    assert first(scan, then=start, now=end).value == a_year


def test_growth_needs_both_numbers() -> None:
    scan = scan_of([number("then"), number("now")], growth("g", "then", "now", 3))
    score = first(scan, then=10, now="dont_know")
    assert (score.value, score.measured, score.questions) == (None, 1, 2)


def test_growth_may_fall_into_a_level_below_nought() -> None:
    scan = scan_of([number("then"), number("now")], growth("g", "then", "now", 1, levels=levels(-100, 0, 20)))
    assert first(scan, then=100, now=0).level == "l0"
    assert first(scan, then=1000, now=999).level == "l0"
    assert first(scan, then=100, now=100).level == "l1"
    assert first(scan, then=100, now=120).level == "l2"


@pytest.mark.parametrize(("tenths_of_a_tenth", "value"), [(3995, 40.0), (3994, 39.9), (5, 0.1), (-5, 0.0), (-6, -0.1)])
def test_shown_with_one_decimal_a_half_up(tenths_of_a_tenth: int, value: float) -> None:
    assert shown(Fraction(tenths_of_a_tenth, 100)) == value


def test_edge_of_growth_is_exact() -> None:
    edge = Fraction(10995, 10000)  # a growth of 9.95 % a year: a half, so it goes up
    assert growth_a_year(Fraction(1), edge**3, 3) == 10
    assert growth_a_year(Fraction(1), edge**3 - Fraction(1, 10**30), 3) == Fraction(99, 10)


def test_scale_that_stands_on_itself_is_a_fault_of_the_definition() -> None:
    scan = scan_of([item("a")], mean_of("x", ["y"]), mean_of("y", ["x"]), mean("z", {"a": 1}))
    with pytest.raises(CircularScaleError):
        result(scan, a="yes")
