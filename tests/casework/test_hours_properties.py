"""The cap of a trajectory under random sequences of reserve, write, release and correct, by several people."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.hours import book_hours, correct_hours, release_hours, reserve_hours
from kopgroep.casework.models import Journey
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind
from tests.factories import TODAY, make_company, make_journey
from tests.reporting.histories import thrown_away

CAP = 24 * 60
randomly = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass(frozen=True)
class Step:
    """Something one of two advisers tries."""

    act: str
    minutes: int
    adviser: int
    from_reserve: bool = False
    which: int = 0
    """Which of the written lines is corrected, counted from the first."""


steps = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(["write", "write", "reserve", "release", "correct"]),
        minutes=st.sampled_from([0, 1, 59, 60, 300, 720, 1439, 1440, 1441]) | st.integers(0, 1500),
        adviser=st.integers(0, 1),
        from_reserve=st.booleans(),
        which=st.integers(0, 3),
    ),
    max_size=12,
)


@pytest.fixture
def advisers(anna: User, sjoerd: User, today_is: Callable[[date], None]) -> list[User]:
    today_is(TODAY)
    return [anna, sjoerd]


def take(step: Step, journey: Journey, by: User, *, override: str = "") -> None:
    """Try one step; raises Refused when a rule says no."""
    written = Entry.objects.about(journey).standing().filter(kind=EntryKind.HOURS_WRITTEN).order_by("pk")
    if step.act == "write":
        more = {"from_reserve": step.from_reserve, "override": override}
        book_hours(journey, contact=step.minutes, on=TODAY, submission=uuid.uuid4(), by=by, **more)  # type: ignore[arg-type]
    elif step.act == "reserve":
        reserve_hours(journey, step.minutes, submission=uuid.uuid4(), by=by)
    elif step.act == "release":
        release_hours(journey, step.minutes, submission=uuid.uuid4(), by=by)
    elif line := next(iter(written[step.which : step.which + 1]), None):
        correct_hours(line, minutes=step.minutes, reason="proef", by=by)


@dataclass
class Sums:
    """The written and reserved minutes, kept by hand beside the ledger."""

    written: int = 0
    reserved: int = 0

    def follow(self, step: Step, corrected: int) -> None:
        """Take over a step that was allowed; ``corrected`` are the minutes of the line that was replaced."""
        if step.act == "write":
            self.written += step.minutes
            self.reserved -= min(step.minutes, self.reserved) if step.from_reserve else 0
        elif step.act == "reserve":
            self.reserved += step.minutes
        elif step.act == "release":
            self.reserved -= step.minutes
        elif corrected:
            self.written += step.minutes - corrected


@randomly
@given(steps=steps)
def test_cap_holds_and_sums_are_those_of_the_ledger(steps: list[Step], advisers: list[User]) -> None:
    with thrown_away():
        journey, sums = make_journey(make_company(), advisers[0]), Sums()
        for step in steps:
            lines = Entry.objects.about(journey).standing().filter(kind=EntryKind.HOURS_WRITTEN).order_by("pk")
            before = [line.quantity for line in lines[step.which : step.which + 1]]
            with suppress(Refused):
                take(step, journey, advisers[step.adviser])
                sums.follow(step, before[0] if before else 0)
            assert journey.minutes_reserved >= 0
            assert journey.minutes_written + journey.minutes_reserved <= CAP
            assert (journey.minutes_written, journey.minutes_reserved) == (sums.written, sums.reserved)


@randomly
@given(steps=steps)
def test_list_shows_the_same_minutes_as_the_trajectory(steps: list[Step], advisers: list[User]) -> None:
    with thrown_away():
        journey = make_journey(make_company(), advisers[0])
        for step in steps:
            with suppress(Refused):
                take(step, journey, advisers[step.adviser])
        listed = Journey.objects.with_minutes().get(pk=journey.pk)
        assert (listed.written, listed.reserved) == (journey.minutes_written, journey.minutes_reserved)


@randomly
@given(steps=steps, minutes=st.integers(1, 1440))
def test_only_the_override_of_a_manager_passes_the_cap(
    steps: list[Step], minutes: int, advisers: list[User], marieke: User
) -> None:
    with thrown_away():
        journey = make_journey(make_company(), advisers[0])
        for step in steps:
            with suppress(Refused):
                take(step, journey, advisers[step.adviser])
        left, write = journey.minutes_left, Step("write", minutes, 0)
        if minutes > left:
            with pytest.raises(Refused) as refused:
                take(write, journey, advisers[0], override="Bijna klaar")
            assert refused.value.field == "override"
        take(write, journey, marieke, override="Bijna klaar")
        assert journey.minutes_left == left - minutes
