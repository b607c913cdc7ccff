"""Plans, tasks and appointments as the product's own actions leave them, and invitations as others send them."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from kopgroep.accounts.models import User
from kopgroep.base.clock import ZONE
from kopgroep.casework.actions.appointments import Meeting, plan_appointment
from kopgroep.casework.actions.plans import Agreed, agree_plan
from kopgroep.casework.actions.tasks import add_task
from kopgroep.casework.models import Appointment, Plan, Task
from kopgroep.companies.models import Company
from tests.factories import TODAY


def agreed(owner: User, **changes: Any) -> Agreed:
    """One action for the company itself, due in a month."""
    action = {"text": "Offertes vragen", "done_by": "company", "owner": owner, "proof": "Drie offertes gezien"}
    return Agreed(**{**action, "due_on": TODAY + timedelta(days=30), **changes})


def make_plan(company: Company, by: User, *, actions: int = 1, **changes: Any) -> Plan:
    """A plan with so many actions for the company itself."""
    wanted = [agreed(by, text=f"Stap {number}") for number in range(1, actions + 1)]
    facts = {"goal": "Over de grens verkopen", "actions": wanted, "submission": uuid.uuid4(), **changes}
    return agree_plan(company, by=by, **facts)


def make_task(by: User, title: str = "Offerte nakijken", *, due_on: date = TODAY, **changes: Any) -> Task:
    """A task for who writes it down, due on the day of the test."""
    return add_task(title, due_on=due_on, by=by, **{"owner": by, "submission": uuid.uuid4(), **changes})


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day, in the programme's own zone."""
    return datetime.combine(day, time(hour), tzinfo=ZONE)


def meeting(on: date = TODAY + timedelta(days=2), **changes: Any) -> Meeting:
    """A visit of an hour at ten."""
    return Meeting(**{"starts_at": at(on), "subject": "Kennismaking", "channel": "visit", **changes})


def make_appointment(
    company: Company, by: User, *, on: date = TODAY + timedelta(days=2), **changes: Any
) -> Appointment:
    """An appointment, in two days unless it is told otherwise. What is no part of a meeting goes to the action."""
    outside = {name: changes.pop(name) for name in ("owner", "despite", "person", "question") if name in changes}
    return plan_appointment(company, meeting(on, **changes), submission=uuid.uuid4(), by=by, **outside)


def ics(*lines: str, method: str = "REQUEST", **changes: str) -> bytes:
    """An invitation to Anna and the entrepreneur for 10 May 2023, 14:00 to 15:30. An empty value leaves a line out."""
    event = {
        "UID": "talk-1@example.org",
        "SEQUENCE": "0",
        "ORGANIZER": "mailto:bram@example.org",
        "ATTENDEE": "mailto:anna@example.org",
        "DTSTART": "20230510T120000Z",
        "DTEND": "20230510T133000Z",
        "SUMMARY": "Gesprek over groei",
        **changes,
    }
    body = [f"{name}:{value}" for name, value in event.items() if value]
    frame = ["BEGIN:VCALENDAR", "VERSION:2.0", *([f"METHOD:{method}"] if method else []), "BEGIN:VEVENT"]
    return "\r\n".join([*frame, *body, *lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()
