"""Appointments: the guard before them, the invitation and its versions, the contact that comes of them."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from kopgroep.accounts.models import User
from kopgroep.base.clock import ZONE
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.appointments import cancel_appointment, move_appointment, plan_appointment, write_up
from kopgroep.casework.invitations import read_invitation
from kopgroep.casework.models import Appointment
from kopgroep.companies.actions import add_person
from kopgroep.post.models import Letter
from tests.factories import TODAY, make_company, make_contact
from tests.planned import at, make_appointment, meeting

GUEST = "bram@example.org"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def calendars() -> list[tuple[str, Any]]:
    """The mimetype and the parsed calendar of every letter, in the order of writing."""
    letters = Letter.objects.order_by("pk")
    files = [file for letter in letters for file in letter.attachments]
    return [(file["mimetype"], Calendar.from_ical(file["content"])) for file in files]


def event_of(calendar: Any) -> Any:
    """The one appointment in a calendar."""
    (event,) = calendar.walk("VEVENT")
    return event


def test_invitation_is_a_calendar_that_can_be_read_back(anna: User) -> None:
    company = make_company()
    person = add_person(company, name="Bram Jansen", email=GUEST, source="test", by=anna)
    appointment = make_appointment(
        company, anna, person=person, invite=GUEST, place="Brink 1; Assen, achterom", subject="Kennis, en plan"
    )
    ((mimetype, calendar),) = calendars()
    event = event_of(calendar)
    assert mimetype == "text/calendar; method=REQUEST"
    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("REQUEST", "2.0")
    assert (str(event["UID"]), event["SEQUENCE"]) == (appointment.uid, 0)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (appointment.starts_at, appointment.ends_at)
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Kennis, en plan", "Brink 1; Assen, achterom")
    assert (str(event["ORGANIZER"]), str(event["ATTENDEE"])) == (f"mailto:{anna.email}", f"mailto:{GUEST}")
    letter = Letter.objects.get()
    assert (letter.to, letter.reply_to, letter.kind, letter.company_id) == (GUEST, anna.email, "invited", company.pk)


def test_our_own_invitation_passes_our_own_sieve(anna: User) -> None:
    appointment = make_appointment(make_company(), anna, invite=GUEST)
    found = read_invitation(Letter.objects.get().attachments[0]["content"].encode())
    assert (found.uid, found.starts_at, found.minutes) == (appointment.uid, appointment.starts_at, 60)


def test_rules_of_the_zone_are_those_of_the_clock(anna: User) -> None:
    make_appointment(make_company(), anna, invite=GUEST)
    ((_mimetype, calendar),) = calendars()
    (zone,) = calendar.walk("VTIMEZONE")
    summer, winter = zone.walk("DAYLIGHT")[0], zone.walk("STANDARD")[0]
    for part, month in ((summer, 3), (winter, 10)):
        assert (part["RRULE"]["BYMONTH"], part["RRULE"]["BYDAY"]) == ([month], ["-1SU"])
    for year in range(2015, 2040):
        for part, month in ((summer, 3), (winter, 10)):
            last = next(day for day in range(31, 24, -1) if date(year, month, day).weekday() == 6)
            local = datetime.combine(date(year, month, last), part["DTSTART"].dt.time(), tzinfo=UTC)
            change = local - part["TZOFFSETFROM"].td
            for moment, offset in ((change - timedelta(seconds=1), "TZOFFSETFROM"), (change, "TZOFFSETTO")):
                assert moment.astimezone(ZONE).utcoffset() == part[offset].td


def test_every_version_counts_on_and_cancel_withdraws_it(anna: User) -> None:
    appointment = make_appointment(make_company(), anna, invite=GUEST)
    moved = move_appointment(appointment, meeting(TODAY + timedelta(days=5), invite=GUEST), by=anna, version=1)
    cancel_appointment(moved, reason="Ziek", by=anna, version=moved.version)
    events = [(mimetype, event_of(calendar)) for mimetype, calendar in calendars()]
    assert [(mimetype.partition("=")[2], event["SEQUENCE"], str(event["STATUS"])) for mimetype, event in events] == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    assert {str(event["UID"]) for _mimetype, event in events} == {appointment.uid}
    assert all("Ziek" not in letter.text for letter in Letter.objects.all())


def test_change_of_address_withdraws_the_old_invitation(anna: User) -> None:
    appointment = make_appointment(make_company(), anna, invite=GUEST)
    move_appointment(appointment, meeting(invite="saar@example.org"), by=anna)
    assert list(Letter.objects.order_by("pk").values_list("to", "kind")) == [
        (GUEST, "invited"),
        (GUEST, "cancelled"),
        ("saar@example.org", "invited"),
    ]


def test_moving_nowhere_mails_nobody(anna: User) -> None:
    appointment = make_appointment(make_company(), anna, invite=GUEST)
    assert move_appointment(appointment, meeting(invite=GUEST), by=anna).version == 1
    assert Letter.objects.count() == 1


def test_without_address_no_mail(anna: User) -> None:
    make_appointment(make_company(), anna)
    assert (Appointment.objects.count(), Letter.objects.count()) == (1, 0)


def test_visit_soon_after_a_colleague_asks_why(anna: User, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, sjoerd)
    with pytest.raises(Refused) as refused:
        make_appointment(company, anna)
    assert (refused.value.field, Appointment.objects.count()) == ("despite", 0)
    assert make_appointment(company, anna, despite="Over een ander thema").despite == "Over een ander thema"
    make_appointment(company, sjoerd, despite="Ik was er al")


def test_own_earlier_visit_asks_nothing(anna: User) -> None:
    company = make_company()
    make_contact(company, anna)
    make_appointment(company, anna)
    assert make_appointment(company, anna, on=TODAY + timedelta(days=9)).despite == ""


def test_moving_to_another_day_meets_the_guard_again(anna: User, sjoerd: User) -> None:
    company = make_company()
    appointment = make_appointment(company, anna)
    make_appointment(company, sjoerd, on=TODAY + timedelta(days=60))
    later = meeting(TODAY + timedelta(days=50))
    with pytest.raises(Refused) as refused:
        move_appointment(appointment, later, by=anna)
    assert refused.value.field == "despite"
    assert move_appointment(appointment, later, by=anna, despite="Samen afgesproken").held_on == later.held_on


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"channel": "pigeon"}, "channel"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 721}, "minutes"),
        ({"starts_at": at(TODAY - timedelta(days=1), 23)}, "day"),
        ({"invite": "bram"}, "invite"),
    ],
)
def test_appointment_is_whole(anna: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        make_appointment(make_company(), anna, **changes)
    assert refused.value.field == field


def test_day_is_that_of_the_programmes_zone(anna: User) -> None:
    late = datetime(2023, 5, 20, 22, 30, tzinfo=UTC)
    assert make_appointment(make_company(), anna, starts_at=late).held_on == date(2023, 5, 21)


def test_double_submit_plans_and_mails_once(anna: User) -> None:
    company, submission = make_company(), uuid.uuid4()
    for _ in range(2):
        plan_appointment(company, meeting(invite=GUEST), submission=submission, by=anna)
    assert (Appointment.objects.count(), Letter.objects.count()) == (1, 1)


def test_cancelled_or_written_up_appointment_stays_so(anna: User) -> None:
    company = make_company()
    called_off, held = make_appointment(company, anna), make_appointment(company, anna, on=TODAY)
    cancel_appointment(called_off, reason="Geen tijd", by=anna)
    contact = make_contact(company, anna)
    for _ in range(2):
        assert write_up(held, contact, by=anna).contact == contact
    for appointment in (called_off, held):
        with pytest.raises(Refused):
            cancel_appointment(appointment, reason="Nog eens", by=anna)
        with pytest.raises(Refused):
            move_appointment(appointment, meeting(TODAY + timedelta(days=9)), by=anna)
    other, planned = make_contact(make_company("Bakkerij"), anna), make_appointment(company, anna, on=TODAY)
    with pytest.raises(Refused, match="another company"):
        write_up(planned, other, by=anna)


def test_unwritten_are_those_before_the_day_without_contact(anna: User) -> None:
    company = make_company()
    held, written, off = (make_appointment(company, anna, on=TODAY) for _ in range(3))
    make_appointment(company, anna, on=TODAY + timedelta(days=1))
    write_up(written, make_contact(company, anna), by=anna)
    cancel_appointment(off, reason="Ziek", by=anna)
    assert list(Appointment.objects.unwritten(TODAY + timedelta(days=1))) == [held]
    assert list(Appointment.objects.unwritten(TODAY)) == []


def test_second_change_sees_the_first(anna: User, sjoerd: User) -> None:
    appointment = make_appointment(make_company(), anna)
    move_appointment(appointment, meeting(place="Emmen"), by=sjoerd, version=1)
    with pytest.raises(Stale):
        cancel_appointment(appointment, reason="Ziek", by=anna, version=1)


def test_charlie_plans_nothing(charlie: User, anna: User) -> None:
    make_appointment(make_company(), anna)
    with pytest.raises(NotAllowed):
        make_appointment(make_company(), charlie)
    assert list(Appointment.objects.visible_to(charlie)) == []
