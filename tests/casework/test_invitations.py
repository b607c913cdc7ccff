"""Reading invitations: what programs send, and what somebody might send to do harm."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.base.errors import Refused
from kopgroep.casework.invitations import MOST_BYTES, MOST_MINUTES, READ, SEVERAL, Guest, Invitation, read_invitation
from tests.planned import ics


def test_invitation_is_read() -> None:
    assert read_invitation(ics()) == Invitation(
        uid="talk-1@example.org",
        starts_at=datetime(2023, 5, 10, 12, tzinfo=UTC),
        title="Gesprek over groei",
        minutes=90,
        guests=[Guest("bram@example.org"), Guest("anna@example.org")],
    )


@pytest.mark.parametrize(
    ("name", "value", "hour"),
    [
        ("DTSTART;TZID=Europe/Amsterdam", "20230510T140000", 12),
        ("DTSTART;TZID=W. Europe Standard Time", "20230510T140000", 12),
        ("DTSTART;TZID=Europe/Lisbon", "20230510T140000", 13),
        # A zone that nobody knows, and none at all, are the programme's own.
        ("DTSTART;TZID=Onze zone", "20230510T140000", 12),
        ("DTSTART", "20230510T140000", 12),
    ],
)
def test_zones_of_other_programs(name: str, value: str, hour: int) -> None:
    found = read_invitation(ics(f"{name}:{value}", DTSTART=""))
    assert found.starts_at == datetime(2023, 5, 10, hour, tzinfo=UTC)


def test_whole_day_begins_at_midnight_and_has_no_minutes() -> None:
    found = read_invitation(ics("DTSTART;VALUE=DATE:20230510", DTSTART="", DTEND=""))
    assert (found.starts_at, found.held_on, found.minutes) == (
        datetime(2023, 5, 9, 22, tzinfo=UTC),
        date(2023, 5, 10),
        0,
    )


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        ({"DTEND": "", "DURATION": "PT1H30M"}, 90),
        ({"DTEND": ""}, 0),
        ({"DTEND": "20230510T110000Z"}, 0),
        ({"DTEND": "20990510T110000Z"}, MOST_MINUTES),
        ({"DTEND": "", "DURATION": "P99999999999D"}, 0),
        ({"DTEND": "", "DURATION": "soon"}, 0),
        ({"DTEND": "gisteren"}, 0),
    ],
)
def test_length_is_at_most_a_day(lines: dict[str, str], minutes: int) -> None:
    assert read_invitation(ics(**lines)).minutes == minutes


def test_series_gives_its_first_occurrence_however_long_it_is() -> None:
    found = read_invitation(ics("RRULE:FREQ=SECONDLY;COUNT=999999999", "RDATE:20230101T000000Z"))
    assert found.starts_at == datetime(2023, 5, 10, 12, tzinfo=UTC)


def test_series_with_an_exception_gives_the_series() -> None:
    exception = ics("RECURRENCE-ID:20230517T120000Z", DTSTART="20230518T120000Z").decode()
    event = exception[exception.index("BEGIN:VEVENT") : exception.index("END:VCALENDAR")]
    both = ics("RRULE:FREQ=WEEKLY").decode().replace("BEGIN:VEVENT", event + "BEGIN:VEVENT", 1).encode()
    assert read_invitation(both).held_on == date(2023, 5, 10)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("<script>alert(1)</script><b>Groei</b>", "alert(1) Groei"),
        (r"Groei\, export\; en\nmeer", "Groei, export; en meer"),
        ("\u202eGroei\u0007", "Groei"),
        ("x" * 500, "x" * 200),
        ("<a" * 500, "<a" * 100),
        ("<" * 60 + ">" * 60 + "Groei", "<" * 59 + " " + ">" * 59 + "Groei"),
        ("", "(no subject)"),
    ],
)
def test_title_is_plain_words(said: str, title: str) -> None:
    assert read_invitation(ics(SUMMARY=said)).title == title


def test_folded_lines_and_the_windows_alphabet_are_read() -> None:
    folded = ics(SUMMARY="Gesprek\r\n  over caf\xe9s").decode("utf-8").encode("cp1252")
    assert read_invitation(folded).title == "Gesprek over cafés"


def test_place_on_the_web_is_a_video_call() -> None:
    assert read_invitation(ics("LOCATION:https://example.org/room")).video is True
    assert read_invitation(ics("LOCATION:Brink 1, Assen")).video is False


@pytest.mark.parametrize("changes", [{"method": "CANCEL"}, {"STATUS": "CANCELLED"}])
def test_withdrawal_is_known_by_method_or_status(changes: dict[str, Any]) -> None:
    assert read_invitation(ics(**changes)).cancelled is True


def test_guests_are_addresses_each_once() -> None:
    lines = [
        'ATTENDEE;CN="Bram, J.":MAILTO:BRAM@example.org',
        "ATTENDEE;CN=Zaal 3:urn:uuid:5f0d7b1c",
        "ATTENDEE:mailto:geen adres",
        "ATTENDEE;CN=Saar:mailto:saar@example.org?subject=x",
        "ATTENDEE;CN=<b>Kees</b>:mailto:kees@example.org",
    ]
    found = read_invitation(ics(*lines, ATTENDEE=""))
    assert found.guests == [
        Guest("bram@example.org"),
        Guest("saar@example.org", "Saar"),
        Guest("kees@example.org", "Kees"),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no appointment"),
        (b"PK\x03\x04 zip", "no appointment"),
        (b"<html>", "no appointment"),
        (ics(UID=""), "no key"),
        (ics(UID="x" * 256), "no key"),
        (ics(DTSTART=""), "no day"),
        (ics(DTSTART="morgen"), "no day"),
        (ics(DTSTART="00010101T000000Z"), "no day"),
        (ics(DTSTART="99991231T235959Z"), "no day"),
        (ics(DTSTART="20231301T000000Z"), "no day"),
        (ics(method="REPLY"), "an answer"),
        (ics(method="COUNTER"), "an answer"),
        (ics(SUMMARY="x" * MOST_BYTES), "too large"),
        (ics(SUMMARY="x" * 20_000), "too large"),
        (b"BEGIN:VCALENDAR\r\n" * 6000, "too large"),
        (ics() + ics(UID="talk-2@example.org"), "several"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with override("en"), pytest.raises(Refused, match=why) as refused:
        read_invitation(content)
    assert refused.value.field == "file"


names = st.sampled_from(
    [
        *sorted(READ | SEVERAL),
        "BEGIN",
        "END",
        "RRULE",
        "METHOD",
        "DTSTART;TZID=Europe/Amsterdam",
        "DTSTART;TZID=",
        "X",
        "",
    ]
)
values = st.one_of(
    st.sampled_from(
        ["VCALENDAR", "VEVENT", "VTIMEZONE", "20230510T120000Z", "20230326T023000", "-P1D", "mailto:a@b.nl"]
    ),
    st.text(max_size=40),
)
lines = st.builds(
    lambda name, sign, value: f"{name}{sign}{value}", names, st.sampled_from([":", ";", ';X="', "="]), values
)


def is_sound(content: bytes) -> bool:
    """Whether a file is refused, or gives an invitation within all its limits."""
    try:
        found = read_invitation(content)
    except Refused:
        return True
    return (
        0 < len(found.uid) <= 255
        and 0 < len(found.title) <= 200
        and 0 <= found.minutes <= MOST_MINUTES
        and 0 <= found.sequence < 2**31
        and found.starts_at.tzinfo is not None
        and len({guest.email for guest in found.guests}) == len(found.guests) <= 100
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert is_sound(content)


@settings(max_examples=300)
@given(st.lists(lines, max_size=12))
def test_any_lines_inside_an_appointment_are_read_or_refused(said: list[str]) -> None:
    assert is_sound(ics(*said))
    assert is_sound(ics(*said, UID="", DTSTART="", DTEND="", SUMMARY=""))


@given(st.dictionaries(st.sampled_from(["UID", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "ORGANIZER"]), st.text()))
def test_any_value_of_a_property_is_read_or_refused(changes: dict[str, str]) -> None:
    assert is_sound(ics(**changes))
