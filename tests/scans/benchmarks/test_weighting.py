"""Weighting to the register: the margins fit, nobody weighs too much, and it says what is left of the sample."""

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kopgroep.scans.benchmarks.weighting import CAP, Group, rake

CELLS = [(sector, size) for sector in ("bouw", "handel", "zorg") for size in ("klein", "micro")]


def margin(weights: dict[Group, float], axis: int) -> dict[str, float]:
    found: Counter[str] = Counter()
    for group, weight in weights.items():
        found[group[axis]] += weight  # type: ignore[assignment]  # a counter of parts
    total = sum(weights.values())
    return {name: weight / total for name, weight in found.items()}


def test_a_table_of_two_by_two_by_hand() -> None:
    sample = {("bouw", "micro"): 30, ("bouw", "klein"): 10, ("handel", "micro"): 20, ("handel", "klein"): 40}
    register = {("bouw", "micro"): 200, ("bouw", "klein"): 100, ("handel", "micro"): 500, ("handel", "klein"): 200}
    made = rake(sample, register)
    assert made is not None
    weighted = {group: made.of(group) * n for group, n in sample.items()}
    # Shares of the register: building 0.3, micro 0.7. The cross ratio of the sample, 30 x 40 / (10 x 20) = 6, stays.
    assert margin(weighted, 0)["bouw"] == pytest.approx(0.3, abs=1e-6)
    assert margin(weighted, 1)["micro"] == pytest.approx(0.7, abs=1e-6)
    a, b, c, d = (weighted[group] for group in sample)
    assert a * d / (b * c) == pytest.approx(6, rel=1e-6)
    assert sum(weighted.values()) == pytest.approx(100)
    # By hand: with these margins d equals a, so a x a = 6 (30 - a)(70 - a), and a = 60 - the root of 1080.
    assert a == pytest.approx(60 - 1080**0.5)


def test_same_mix_as_the_register_weighs_one_and_keeps_everybody() -> None:
    sample = dict.fromkeys(CELLS, 10)
    made = rake(sample, dict.fromkeys(CELLS, 300))
    assert made is not None
    assert (set(made.by_group.values()), made.effective_n, made.capped) == ({1.0}, 60.0, False)


def test_effective_number_is_that_of_kish() -> None:
    made = rake({("bouw", "micro"): 20, ("handel", "micro"): 80}, {("bouw", "micro"): 50, ("handel", "micro"): 50})
    assert made is not None
    assert (made.of(("bouw", "micro")), made.of(("handel", "micro"))) == pytest.approx((2.5, 0.625))
    # (20 x 2.5 + 80 x 0.625) squared, over 20 x 6.25 + 80 x 0.390625.
    assert made.effective_n == 64.0


def test_nobody_weighs_more_than_the_cap() -> None:
    made = rake({("bouw", "micro"): 1, ("handel", "micro"): 99}, {("bouw", "micro"): 90, ("handel", "micro"): 10})
    assert made is not None
    assert made.capped
    assert made.of(("bouw", "micro")) == pytest.approx(CAP)


@pytest.mark.parametrize(
    ("sample", "register"),
    [({}, {("bouw", "micro"): 5}), ({("bouw", "micro"): 5}, {}), ({("bouw", "micro"): 5}, {("zorg", "klein"): 9})],
)
def test_without_anything_in_common_there_are_no_weights(sample: dict[Group, int], register: dict[Group, int]) -> None:
    assert rake(sample, register) is None


def test_sample_that_can_never_have_both_margins_gets_no_weights() -> None:
    # Every builder is small and everybody in care is large, so the two margins are one, and the register has two.
    sample = {("bouw", "klein"): 10, ("zorg", "micro"): 10}
    register = {("bouw", "klein"): 10, ("bouw", "micro"): 60, ("zorg", "klein"): 20, ("zorg", "micro"): 10}
    assert rake(sample, register) is None


@given(
    st.dictionaries(st.sampled_from(CELLS), st.integers(1, 60), min_size=1),
    st.fixed_dictionaries({cell: st.integers(1, 5_000) for cell in CELLS}),
)
@settings(max_examples=200, deadline=None)
def test_weights_are_one_on_average_within_the_cap_and_of_no_more_than_everybody(
    sample: dict[Group, int], register: dict[Group, int]
) -> None:
    made = rake(sample, register)
    assume(made is not None)
    assert made is not None
    size = sum(sample.values())
    assert sum(made.of(group) * n for group, n in sample.items()) == pytest.approx(size)
    assert max(made.by_group.values()) <= CAP * (1 + 1e-6)
    assert 0 < made.effective_n <= size + 0.1


@given(
    st.fixed_dictionaries({cell: st.integers(5, 60) for cell in CELLS}),
    st.fixed_dictionaries({cell: st.integers(100, 300) for cell in CELLS}),
)
@settings(max_examples=100, deadline=None)
def test_margins_are_those_of_the_register(sample: dict[Group, int], register: dict[Group, int]) -> None:
    made = rake(sample, register)
    assert made is not None
    if not made.capped:
        weighted = {group: made.of(group) * n for group, n in sample.items()}
        for axis in (0, 1):
            assert margin(weighted, axis) == pytest.approx(margin(register, axis), abs=1e-5)
