"""Reading a calendar invitation that somebody else's program made, or that somebody made up to do harm.

Nothing here trusts what comes in. A sieve passes only the few properties that we use, of the first occurrence, and only
those are parsed. Whatever is wrong becomes a Refused with a sentence; nothing is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from icalendar.parser import Contentline, Contentlines  # type: ignore[import-untyped]  # ships no types
from icalendar.prop import vDDDTypes, vDuration  # type: ignore[import-untyped]
from icalendar.timezone import tzp  # type: ignore[import-untyped]

from kopgroep.base.clock import ZONE, start_of
from kopgroep.base.errors import Refused

MOST_BYTES = 200_000
MOST_LINES = 5_000
LONGEST_LINE = 10_000
MOST_GUESTS = 100
LONGEST_UID = 255
LONGEST_TITLE = 200
MOST_MINUTES = 24 * 60
MOST_SEQUENCE = 2**31 - 1
YEARS = range(2000, 2101)
READ = {"UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "STATUS", "RECURRENCE-ID"}
SEVERAL = {"ATTENDEE", "ORGANIZER"}
# What the parser raises on a line that is not as it should be.
BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
ONLINE = re.compile(r"https?://|\b(?:teams|zoom|meet|webex|video)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,500}>")
NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Guest:
    """Somebody named in an invitation."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class Invitation:
    """What an invitation says, checked."""

    uid: str
    starts_at: datetime
    title: str
    minutes: int = 0
    """0 for what lasts the whole day."""
    sequence: int = 0
    cancelled: bool = False
    video: bool = False
    """Whether the place is an address on the web."""
    guests: list[Guest] = field(default_factory=list)
    """Who sent it first, then who was invited; each address once."""

    @property
    def held_on(self) -> date:
        """The day in the programme's own zone."""
        return self.starts_at.astimezone(ZONE).date()


@dataclass(frozen=True)
class _Property:
    value: str
    zone: str = ""
    name: str = ""


_Event = dict[str, list[_Property]]


def read_invitation(content: bytes) -> Invitation:
    """Read the one appointment in an iCalendar file; of a series the first occurrence.

    Raises Refused for whatever is no such file, too large, an answer to an invitation, several appointments at once,
    or without a key or a moment of this century.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is too large for an invitation."), field="file")
    method, events = _sieve(_lines(content))
    if method not in {"", "REQUEST", "PUBLISH", "CANCEL"}:
        raise Refused(_("This is an answer to an invitation, not an invitation."), field="file")
    if not events:
        raise Refused(_("There is no appointment in this file."), field="file")
    if len({_one(event, "UID").value for event in events}) > 1:
        raise Refused(_("There are several appointments in this file. Take one invitation at a time."), field="file")
    # In a series the rule comes first; what has a RECURRENCE-ID is an exception to it.
    event = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    return _read(event, cancelled=method == "CANCEL")


def _lines(content: bytes) -> Iterator[str]:
    """The unfolded lines. What is not UTF-8 is read as Windows does, since it was probably made there."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise Refused(_("This file is too large for an invitation."), field="file")
    for line in Contentlines.from_ical(text):
        if len(line) > LONGEST_LINE:
            raise Refused(_("This file is too large for an invitation."), field="file")
        yield str(line)


def _sieve(lines: Iterator[str]) -> tuple[str, list[_Event]]:
    """The method of the calendar, and of each appointment the properties that we read, whatever stands around it."""
    method, events, inside = "", list[_Event](), list[str]()
    for line in lines:
        name = re.split("[:;]", line, maxsplit=1)[0].upper()
        if name == "BEGIN":
            inside.append(line.partition(":")[2].strip().upper())
            if inside == ["VCALENDAR", "VEVENT"]:
                events.append({})
        elif name == "END" and inside:
            inside.pop()
        elif name == "METHOD" and inside == ["VCALENDAR"]:
            method = line.partition(":")[2].strip().upper()
        elif inside == ["VCALENDAR", "VEVENT"] and name in READ | SEVERAL:
            _keep(events[-1], name, line)
    return method, events


def _keep(event: _Event, name: str, line: str) -> None:
    found = event.setdefault(name, [])
    if len(found) >= (MOST_GUESTS if name in SEVERAL else 1):
        return
    try:
        _name, params, value = Contentline(line).parts()
        found.append(_Property(str(value), zone=_param(params, "TZID"), name=_param(params, "CN")))
    except BROKEN:
        # One broken line does not spoil the others; what is needed and missing is refused later.
        return


def _param(params: Any, name: str) -> str:
    value = params.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)


def _one(event: _Event, name: str) -> _Property:
    return next(iter(event.get(name, [])), _Property(""))


def _plain(text: str, longest: int) -> str:
    """Text on one line without tags, control signs or signs that turn the direction of writing."""
    unescaped = re.sub(r"\\[nN]", " ", text)
    unescaped = re.sub(r"\\(.)", r"\1", unescaped)
    return " ".join(NOT_PRINTED.sub("", TAG.sub(" ", unescaped)).split())[:longest]


def _read(event: _Event, *, cancelled: bool) -> Invitation:
    uid = NOT_PRINTED.sub("", _one(event, "UID").value).strip()
    if not uid or len(uid) > LONGEST_UID:
        raise Refused(
            _("This invitation has no key of its own, so that a change could not be recognised."), field="file"
        )
    start = _moment(_one(event, "DTSTART"))
    if start is None:
        raise Refused(_("This invitation has no day that we can read."), field="file")
    whole_day = not isinstance(start, datetime)
    return Invitation(
        uid=uid,
        starts_at=start_of(start) if not isinstance(start, datetime) else start.astimezone(UTC),
        minutes=0 if whole_day else _minutes(event, start),
        title=_plain(_one(event, "SUMMARY").value, LONGEST_TITLE) or _("(no subject)"),
        sequence=_sequence(_one(event, "SEQUENCE").value),
        cancelled=cancelled or _one(event, "STATUS").value.strip().upper() == "CANCELLED",
        video=bool(ONLINE.search(_one(event, "LOCATION").value)),
        guests=_guests(event),
    )


def _moment(said: _Property) -> datetime | date | None:
    """A day or a moment with its zone; None for what is neither, or lies outside this century."""
    try:
        value = vDDDTypes.from_ical(said.value.strip())
        if not isinstance(value, date) or value.year not in YEARS:
            return None
        if not isinstance(value, datetime) or value.tzinfo:
            return value
        zone = tzp.timezone(said.zone) if said.zone else None
        return value.replace(tzinfo=zone or ZONE)
    except BROKEN:
        return None


def _minutes(event: _Event, start: Any) -> int:
    """How long it takes, at most a day; 0 when that is not told."""
    until = _moment(_one(event, "DTEND"))
    span: timedelta | None = until - start if isinstance(until, datetime) else None
    if span is None and (said := _one(event, "DURATION").value.strip()):
        try:
            span = vDuration.from_ical(said)
        except BROKEN:
            span = None
    return min(max(int(span.total_seconds() // 60), 0), MOST_MINUTES) if span else 0


def _sequence(text: str) -> int:
    digits = text.strip()
    return min(int(digits), MOST_SEQUENCE) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else 0


def _guests(event: _Event) -> list[Guest]:
    found: dict[str, Guest] = {}
    for said in (*event.get("ORGANIZER", []), *event.get("ATTENDEE", [])):
        scheme, _colon, rest = said.value.partition(":")
        address = rest.partition("?")[0].strip().lower() if scheme.strip().lower() == "mailto" else ""
        try:
            validate_email(address)
        except ValidationError:
            continue
        found.setdefault(address, Guest(address[:254], _plain(said.name, 120)))
    return list(found.values())[:MOST_GUESTS]
