"""Intakes and trajectories: once a year per theme, hours under the cap, closed with an outcome."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.hours import book_hours, correct_hours, release_hours, reserve_hours
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.models import Intake, Journey
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from tests.factories import TODAY, make_company, make_intake, make_journey


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def book(journey: Journey, minutes: int, by: User, **more: object) -> Entry:
    """Write minutes of conversation today."""
    return book_hours(journey, contact=minutes, on=TODAY, submission=uuid.uuid4(), by=by, **more)  # type: ignore[arg-type]


def test_second_intake_on_a_theme_waits_twelve_months(anna: User, sjoerd: User) -> None:
    company = make_company()
    make_intake(company, anna, on=date(2022, 5, 15))
    assert make_intake(company, sjoerd, on=date(2023, 5, 15)).theme == "digitalisering"
    with pytest.raises(Refused, match="intake on this theme on 15-05-2023"):
        make_intake(company, sjoerd, on=date(2023, 5, 15))
    make_intake(company, anna, theme="circulair")
    assert Intake.objects.count() == 3


def test_intake_that_was_taken_back_makes_room_for_another(anna: User, marieke: User) -> None:
    company = make_company()
    make_intake(company, anna)
    reverse_line(Entry.objects.get(kind="intake_held"), reason="Verkeerd bedrijf", by=marieke)
    make_intake(company, anna)
    assert Entry.objects.standing().filter(kind="intake_held").count() == 1


def test_intake_freezes_what_the_register_says_that_day(anna: User) -> None:
    company = make_company(size_class="5-9", sbi_scheme="2008", sbi_code="16231")
    make_intake(company, anna)
    company.establishments.update(size_class="10-19")
    assert Intake.objects.get().register_facts["size_class"] == "5-9"


def test_one_open_trajectory_per_theme(anna: User) -> None:
    company = make_company()
    make_journey(company, anna)
    with pytest.raises(Refused, match="already has an open trajectory"):
        make_journey(company, anna)
    assert Journey.objects.count() == 1


def test_cap_is_shared_by_everybody(anna: User, sjoerd: User) -> None:
    journey = make_journey(make_company(), anna)
    book(journey, 13 * 60, anna)
    with pytest.raises(Refused, match="11:00 is left") as refused:
        book(journey, 12 * 60, sjoerd)
    assert refused.value.field == "minutes"
    book(journey, 11 * 60, sjoerd)
    assert (journey.minutes_written, journey.minutes_left) == (24 * 60, 0)


def test_only_a_manager_goes_over_the_cap_and_says_why(anna: User, marieke: User) -> None:
    journey = make_journey(make_company(), anna)
    book(journey, 24 * 60, anna)
    with pytest.raises(Refused, match="Only a manager"):
        book(journey, 30, anna, override="Bijna klaar")
    entry = book(journey, 30, marieke, override="Bijna klaar")
    assert (entry.reason, journey.minutes_left) == ("Bijna klaar", -30)


def test_nearly_full_from_three_quarters_on(anna: User) -> None:
    journey = make_journey(make_company(), anna)
    book(journey, 18 * 60 - 1, anna)
    assert not journey.nearly_full
    book(journey, 1, anna)
    assert journey.nearly_full


def test_reserved_hours_are_worked_or_given_back(anna: User) -> None:
    journey = make_journey(make_company(), anna)
    reserve_hours(journey, 600, submission=uuid.uuid4(), by=anna)
    book(journey, 120, anna, from_reserve=True)
    assert (journey.minutes_written, journey.minutes_reserved, journey.minutes_left) == (120, 480, 840)
    with pytest.raises(Refused, match="at most what was reserved"):
        release_hours(journey, 481, submission=uuid.uuid4(), by=anna)
    release_hours(journey, 480, submission=uuid.uuid4(), by=anna)
    assert (journey.minutes_reserved, journey.minutes_left) == (0, 1320)


def test_double_submit_books_once(anna: User) -> None:
    journey, submission = make_journey(make_company(), anna), uuid.uuid4()
    for _ in range(2):
        book_hours(journey, contact=30, on=TODAY, submission=submission, by=anna)
    assert journey.minutes_written == 30


def test_correction_is_a_reversal_and_a_new_line(anna: User) -> None:
    journey = make_journey(make_company(), anna)
    wrong = book(journey, 300, anna)
    right = correct_hours(wrong, minutes=30, reason="Typefout", by=anna)
    assert right is not None
    lines = Entry.objects.about(journey).filter(kind="hours_written").order_by("pk")
    assert [line.quantity for line in lines] == [300, -300, 30]
    assert list(lines.standing()) == [right]
    with pytest.raises(Refused, match="already been corrected"):
        correct_hours(wrong, minutes=10, reason="Nog eens", by=anna)


def test_hours_of_a_colleague_are_corrected_by_the_manager(anna: User, sjoerd: User, marieke: User) -> None:
    journey = make_journey(make_company(), anna)
    entry = book(journey, 60, anna)
    with pytest.raises(Refused, match="colleague"):
        correct_hours(entry, minutes=30, reason="Te veel", by=sjoerd)
    assert correct_hours(entry, minutes=0, reason="Verkeerd traject", by=marieke) is None
    assert journey.minutes_written == 0


@pytest.mark.parametrize("minutes", [0, 24 * 60 + 1])
def test_hours_are_between_a_minute_and_a_day(anna: User, minutes: int) -> None:
    with pytest.raises(Refused) as refused:
        book(make_journey(make_company(), anna), minutes, anna)
    assert refused.value.field == "minutes"


def test_closed_trajectory_gives_back_reserves_and_takes_no_more_hours(anna: User) -> None:
    journey = make_journey(make_company(), anna)
    reserve_hours(journey, 60, submission=uuid.uuid4(), by=anna)
    close_journey(journey, outcome="step_taken", result="Plan staat", by=anna)
    assert journey.minutes_reserved == 0
    with pytest.raises(Refused, match="is closed"):
        book(journey, 30, anna)
    line = Entry.objects.get(kind="journey_closed")
    assert (line.outcome, line.theme, line.detail["minutes"]) == ("step_taken", "digitalisering", 0)


def test_closing_a_changed_trajectory_shows_the_change(anna: User, sjoerd: User) -> None:
    journey = make_journey(make_company(), anna)
    close_journey(journey, outcome="stopped", result="", by=sjoerd, version=journey.version)
    with pytest.raises(Stale) as stale:
        close_journey(journey, outcome="step_taken", result="", by=anna, version=journey.version)
    assert (stale.value.changes[0].actor, stale.value.row.outcome) == (sjoerd, "stopped")


def test_charlie_opens_nothing(anna: User, charlie: User) -> None:
    with pytest.raises(NotAllowed):
        make_journey(make_company(), charlie)
