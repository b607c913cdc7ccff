"""Calendars as other programs read them (RFC 5545): an invitation, its withdrawal, a list of everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from icalendar import (  # type: ignore[import-untyped]  # ships no types
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
    vText,
)

from kopgroep.base.clock import ZONE
from kopgroep.casework.models import Appointment

MAKER = "-//Kopgroep//Kopgroep//NL"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Line:
    """One thing in a calendar: from a moment on for some minutes, or (with a date) on a whole day."""

    uid: str
    begins: datetime | date
    minutes: int
    title: str
    url: str
    sequence: int = 0


def uid_for(name: object) -> str:
    """A key that no other calendar uses: ours, under the domain that the mail comes from."""
    return f"{name}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip(' >') or 'localhost'}"


def _zone() -> Timezone:
    """The rules of the clock's zone: those of Europe since 1996, last Sundays of March and October at 1:00 UTC."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    rules = (
        (summer, datetime(1996, 3, 31, 2), HOUR, 2 * HOUR, 3, "CEST"),  # noqa: DTZ001  (local time, as the format asks)
        (winter, datetime(1996, 10, 27, 3), 2 * HOUR, HOUR, 10, "CET"),  # noqa: DTZ001
    )
    for part, begins, before, after, month, name in rules:
        part.add("dtstart", begins)
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = vText(name)
    return person


def invitation(appointment: Appointment, *, method: str, to: str, name: str, title: str, stamp: datetime) -> str:
    """An appointment as an invitation to one person, or with ``method`` CANCEL its withdrawal. Notes are not in it."""
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", appointment.starts_at.astimezone(ZONE))
    event.add("dtend", appointment.ends_at.astimezone(ZONE))
    event.add("summary", title)
    if appointment.place:
        event.add("location", appointment.place)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", _person(appointment.owner.email, appointment.owner.name))
    guest = _person(to, name)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
    guest.params["RSVP"] = vText("TRUE")
    event.add("attendee", guest)
    calendar = _calendar(method)
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def feed(lines: Iterable[Line], *, name: str, stamp: datetime) -> str:
    """A calendar to subscribe to. What lasts a whole day takes no time of it."""
    calendar = _calendar(PUBLISH)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(minutes=30), parameters={"VALUE": "DURATION"})
    for line in lines:
        event = Event()
        event.add("uid", line.uid)
        event.add("sequence", line.sequence)
        event.add("dtstamp", stamp)
        if isinstance(line.begins, datetime):
            event.add("dtstart", line.begins.astimezone(ZONE))
            event.add("dtend", (line.begins + timedelta(minutes=line.minutes)).astimezone(ZONE))
        else:
            event.add("dtstart", line.begins)
            event.add("transp", "TRANSPARENT")
        event.add("summary", line.title)
        event.add("url", line.url)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return str(calendar.to_ical().decode())
