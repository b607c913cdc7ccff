"""Rows of open work, one of each kind, for whoever asks what is still to be done."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from kopgroep.accounts.models import User
from kopgroep.base.clock import ZONE
from kopgroep.casework.models import Appointment, ContactDraft, Plan, PlanAction, Referral, Task
from kopgroep.companies.models import Company, Consent
from kopgroep.programme import current
from tests.factories import TODAY

DAY = timedelta(days=1)


def make_task(owner: User, *, due_on: date = TODAY, **facts: Any) -> Task:
    """A task that its owner wrote down."""
    words = {"title": "Offerte nakijken", "by": owner, "made_on": TODAY, "submission": uuid.uuid4()}
    return Task.objects.create(owner=owner, due_on=due_on, **{**words, **facts})


def make_action(company: Company, owner: User, *, due_on: date = TODAY, **facts: Any) -> PlanAction:
    """The one action of an open plan."""
    plan = Plan.objects.create(company=company, goal="Groeien", by=owner, agreed_on=TODAY, submission=uuid.uuid4())
    words = {"text": "Website vertalen", "done_by": "company", "proof": "De site staat online"}
    return PlanAction.objects.create(plan=plan, position=1, owner=owner, due_on=due_on, **{**words, **facts})


def make_referral(
    company: Company, owner: User, *, state: str = "draft", due_on: date = TODAY, **facts: Any
) -> Referral:
    """An open referral, in any state that asks something of somebody."""
    partner = facts.pop("partner", current().partners[0].code)
    consent = None
    if state not in ("draft", "consent_asked"):
        consent = Consent.objects.create(
            company=company,
            purpose="share",
            recipient=partner,
            given=True,
            wording="Mag dit?",
            answered_by="Bram",
            answered_on=TODAY,
            how="phone",
        )
    words = {"theme": "export", "ask": "Kijk mee naar het budget", "contact_name": "Bram Jansen"}
    number = uuid.uuid4()
    return Referral.objects.create(
        company=company,
        partner=partner,
        owner=owner,
        reference=number.hex[:12],
        state=state,
        state_on=TODAY,
        made_on=TODAY,
        due_on=due_on,
        consent=consent,
        submission=number,
        **{**words, **facts},
    )


def make_appointment(company: Company, owner: User, *, on: date = TODAY, hour: int = 10, **facts: Any) -> Appointment:
    """An appointment of an hour."""
    number = uuid.uuid4()
    words = {"subject": "Kennismaken", "channel": "visit", "uid": f"{number}@example.org", "submission": number}
    moment = datetime.combine(on, time(hour), tzinfo=ZONE)
    return Appointment.objects.create(
        company=company, owner=owner, by=owner, starts_at=moment, held_on=on, **{**words, **facts}
    )


def make_draft(owner: User | None, *, on: date = TODAY - DAY, **facts: Any) -> ContactDraft:
    """A conversation that came in as a calendar invitation."""
    moment = datetime.combine(on, time(14), tzinfo=ZONE)
    words = {"uid": str(uuid.uuid4()), "title": "Overleg export", "source": "upload", "received_at": moment}
    return ContactDraft.objects.create(owner=owner, starts_at=moment, held_on=on, **{**words, **facts})
