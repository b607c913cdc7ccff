"""The night: each step is done, one that fails stops no other, and a second run changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import User
from kopgroep.casework.actions.digests import choose_digest
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.jobs.management.commands import nightly
from kopgroep.post.models import Letter
from tests.casework.work import make_referral, make_task
from tests.factories import TODAY, make_company


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any, tmp_path: Path) -> None:
    today_is(TODAY)
    settings.VAR = tmp_path


def night(**options: object) -> str:
    """What a night says that it did."""
    out = StringIO()
    call_command("nightly", stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def forgotten(anna: User) -> Referral:
    """A referral that its partner left unanswered for a month."""
    long_ago = TODAY - timedelta(days=31)
    choose_digest(kinds=["today"], least=1, by=anna)
    make_task(anna)
    return make_referral(make_company(), anna, state="sent", sent_on=long_ago, due_on=long_ago)


def test_a_night_ends_terms_and_writes_digests(forgotten: Referral) -> None:
    told = night()
    forgotten.refresh_from_db()
    assert forgotten.state == State.EXPIRED
    assert [line for line in told.splitlines() if ": " in line] == [
        "expire referrals: 1",
        "remind partners: 0",
        "close referrals without an answer: 0",
        "close results without an answer: 0",
        "find doubles: done",
        "freeze the benchmark: 0",
        "send the yearly survey: 0",
        "ask for newer figures: 0",
        "recompute closed quarters: 0",
        "tally the figures: done",
        "write the open data: 0",
        "write digests: 1",
    ]


def test_a_second_run_of_the_same_night_changes_nothing(forgotten: Referral) -> None:
    night()
    letters = list(Letter.objects.order_by("pk").values())
    told = night()
    assert list(Letter.objects.order_by("pk").values()) == letters
    assert "write digests: 0" in told


def test_a_step_that_fails_is_told_and_stops_no_other(forgotten: Referral, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(on: date) -> int:
        raise RuntimeError(f"No light on {on}.")

    first, *others = nightly.STEPS
    monkeypatch.setattr(nightly, "STEPS", (("look for light", broken), *others))
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("nightly", stdout=out, stderr=err)
    assert first[0] not in out.getvalue()
    assert "look for light" in str(failed.value)
    assert "No light on 2023-05-15." in err.getvalue()
    assert "write digests: 1" in out.getvalue()


def test_a_night_can_be_caught_up(forgotten: Referral) -> None:
    told = night(on=TODAY - timedelta(days=30))
    assert "expire referrals: 0" in told
    assert "expire referrals: 1" in night(on=TODAY)


def test_a_wrong_day_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("nightly", "--on", "vandaag")
