"""Invented numbers: well formed, all different, and never one that exists."""

import pytest

from kopgroep.base.errors import Refused
from kopgroep.companies.register.checks import passes_eleven_test
from kopgroep.jobs.region.numbers import establishment_number, kvk_number, rsin


def test_kvk_numbers_begin_with_two_zeros() -> None:
    assert [kvk_number(1), kvk_number(999_999)] == ["00000001", "00999999"]


def test_there_is_an_end_to_kvk_numbers() -> None:
    with pytest.raises(Refused, match="smaller scale"):
        kvk_number(1_000_000)


def test_establishment_numbers_begin_with_nines() -> None:
    assert establishment_number(42) == "999900000042"


def test_rsins_pass_the_eleven_test_and_differ() -> None:
    numbers = [rsin(ordinal) for ordinal in range(1, 20_000)]
    assert len(set(numbers)) == len(numbers)
    assert {number[0] for number in numbers} == {"9"}
    assert all(map(passes_eleven_test, numbers))
