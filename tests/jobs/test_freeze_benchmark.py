"""``freeze_benchmark``: a quarter once, and whether the frozen ones are still what they were."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import User
from kopgroep.scans.models import Snapshot
from tests.factories import make_company, make_filling


def said(*words: str) -> str:
    out = StringIO()
    call_command("freeze_benchmark", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def scans(anna: User, today_is: Callable[[date], None]) -> None:
    today_is(date(2023, 2, 1))
    for _ in range(11):
        make_filling(make_company(sbi_section="C", size_class="5-9"), anna)
    today_is(date(2023, 5, 15))


def test_quarter_that_ended_last_is_frozen_once(scans: None) -> None:
    first = said()
    assert first.startswith("2023Q1: 11 scans, ")
    assert said() == first
    assert Snapshot.objects.count() == 1


def test_quarter_may_be_named(scans: None) -> None:
    assert said("2022Q4").startswith("2022Q4: 0 scans, 0 groups, 0 shown; ")


@pytest.mark.parametrize("word", ["2023Q5", "Q1", "2023-01-01"])
def test_word_that_is_no_quarter_is_refused(scans: None, word: str) -> None:
    with pytest.raises(CommandError):
        said(word)


def test_quarter_that_is_not_over_is_refused(scans: None) -> None:
    with pytest.raises(CommandError):
        said("2023Q2")


def test_check_says_that_quarters_are_sound(scans: None) -> None:
    said("2022Q4")
    said()
    assert said("--check") == "2022Q4: sound\n2023Q1: sound\n"
    assert said("2023Q1", "--check") == "2023Q1: sound\n"


def test_check_fails_on_a_quarter_that_was_changed(scans: None) -> None:
    said()
    Snapshot.objects.get().cells.filter(scale="totaal").update(n=12)
    with pytest.raises(CommandError) as fault:
        said("--check")
    assert str(fault.value) == "Not what was frozen: 2023Q1."


def test_check_of_a_quarter_that_is_not_frozen_fails(scans: None) -> None:
    with pytest.raises(CommandError) as fault:
        said("2021Q3", "--check")
    assert str(fault.value) == "2021Q3 is not frozen."
