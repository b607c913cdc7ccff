"""The command ``quarter``: list, check, propose, close."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import User
from kopgroep.reporting.models import Closing
from tests.reporting.quarters import SOON, closed, some_work

Q1 = "2021Q1"


@pytest.fixture(autouse=True)
def _april(anna: User, marieke: User, today_is: Callable[[date], None]) -> None:
    some_work(anna, marieke, today_is)
    today_is(SOON)


def said(*words: str) -> str:
    out = StringIO()
    call_command("quarter", *words, stdout=out)
    return out.getvalue()


def test_two_people_close_a_quarter_on_the_command_line(marieke: User, olga: User) -> None:
    assert said("list") == "2021Q1  open\n"
    said("propose", Q1, "--by", marieke.email, "--remark", "Volledig")
    seen = Closing.objects.get().hash[:12]
    assert said("list") == f"2021Q1  {seen}  proposed by Marieke de Vries, waits for a second person\n"
    kept = said("close", Q1, "--by", olga.email, "--seen", seen)
    closing = Closing.objects.get()
    assert kept == f"2021Q1  {seen}  closed; {closing.values.count()} values are kept\n"
    assert said("list") == f"2021Q1  {seen}  proposed by Marieke de Vries, closed by Olga Smit\n"
    assert said("check") == said("check", Q1) == "2021Q1: sound\n"


def test_check_fails_on_a_quarter_that_was_changed(marieke: User, olga: User) -> None:
    closed(Q1, proposed_by=marieke, closed_by=olga)
    Closing.objects.update(lines=1)
    with pytest.raises(CommandError) as fault:
        said("check")
    assert str(fault.value) == "Not what was closed: 2021Q1."


@pytest.mark.parametrize("seen", ["", "abc", "0" * 12])
def test_another_fingerprint_closes_nothing(marieke: User, olga: User, seen: str) -> None:
    said("propose", Q1, "--by", marieke.email)
    with pytest.raises(CommandError):
        said("close", Q1, "--by", olga.email, "--seen", seen)
    assert not Closing.objects.get().is_closed


def test_refusals_are_told(marieke: User, anna: User) -> None:
    for words, told in (
        (["check", Q1], "2021Q1 is not closed."),
        (["close", Q1, "--by", marieke.email, "--seen", "x"], "2021Q1 is not proposed."),
        (["propose", "2021Q2", "--by", marieke.email], "Kies een kwartaal van het programma dat voorbij is."),
        (["propose", Q1, "--by", anna.email], "This person may not propose or close quarters."),
        (["propose", Q1, "--by", "niemand@example.org"], "Nobody has an account with the address niemand@example.org."),
    ):
        with pytest.raises(CommandError) as fault:
            said(*words)
        assert str(fault.value) == told
