"""Appointments: plan, move, cancel, and write down what came of them."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import ZONE, today
from kopgroep.base.errors import Refused
from kopgroep.casework.appointment_letters import invite, uninvite
from kopgroep.casework.calendars import uid_for
from kopgroep.casework.conversation import recent_conversations
from kopgroep.casework.models import Appointment, Contact, Journey, Question
from kopgroep.companies.models import Company, Person
from kopgroep.programme import current

SHORTEST, LONGEST = 5, 12 * 60


@dataclass(frozen=True)
class Meeting:
    """What is planned: when, how long, how and where, about what. ``subject`` stands in the invitation."""

    starts_at: datetime
    subject: str
    channel: str
    minutes: int = 60
    place: str = ""
    invite: str = ""
    """Address to which the invitation is mailed; empty for none."""

    @property
    def held_on(self) -> Any:
        """The day in the programme's own zone."""
        return self.starts_at.astimezone(ZONE).date()

    def tidy(self) -> "Meeting":
        """The same without spaces around the words."""
        return replace(self, subject=self.subject.strip(), place=self.place.strip(), invite=self.invite.strip())


def _check(meeting: Meeting) -> None:
    if not meeting.subject:
        raise Refused(_("Write down what the appointment is about."), field="subject")
    if meeting.channel not in {channel.code for channel in current().channels}:
        raise Refused(_("Choose one of the programme's own words."), field="channel")
    if not SHORTEST <= meeting.minutes <= LONGEST:
        raise Refused(_("Fill in how long it takes: from five minutes to twelve hours."), field="minutes")
    if meeting.held_on < today():
        raise Refused(_("This day is behind us. Write a contact moment of what was said."), field="day")
    if meeting.invite:
        try:
            validate_email(meeting.invite)
        except ValidationError:
            sentence = _("This is not an e-mail address. It looks like name@example.org.")
            raise Refused(sentence, field="invite") from None


def _one_conversation(
    company: Company, meeting: Meeting, owner: User, despite: str, *, leave_out: Appointment | None = None
) -> None:
    """Refuse a visit soon after somebody else's, unless the planner says why it is needed all the same."""
    if not despite.strip() and recent_conversations(company, on=meeting.held_on, but=owner, leave_out=leave_out):
        sentence = _("Somebody speaks with this company around this day. Say why another conversation is needed.")
        raise Refused(sentence, field="despite")


@requires(Permission.PLAN_WORK)
@transaction.atomic
def plan_appointment(
    company: Company,
    meeting: Meeting,
    *,
    submission: uuid.UUID,
    by: User,
    owner: User | None = None,
    despite: str = "",
    person: Person | None = None,
    question: Question | None = None,
    journey: Journey | None = None,
) -> Appointment:
    """Plan a conversation, and mail the invitation when there is an address. ``owner`` goes; by default who plans.

    The same ``submission`` twice plans one. Raises Refused for what is not whole, for a day behind us, for a question
    or trajectory of another company, and without ``despite`` when somebody else speaks with the company around then.
    """
    known = Appointment.objects.filter(submission=submission).first()
    if known:
        return known
    owner, meeting = owner or by, meeting.tidy()
    _check(meeting)
    if not owner.may(Permission.PLAN_WORK):
        raise Refused(_("%(name)s does not advise companies.") % {"name": owner}, field="owner")
    if any(case and case.company_id not in {None, company.pk} for case in (question, journey)):
        raise Refused(_("This belongs to another company."))
    # Locked, so that two colleagues who plan at once do not both find nobody else.
    company = Company.objects.select_for_update().get(pk=company.pk)
    _one_conversation(company, meeting, owner, despite)
    facts: dict[str, Any] = {**vars(meeting), "person": person, "question": question, "journey": journey}
    appointment = Appointment.objects.create(
        company=company,
        owner=owner,
        by=by,
        held_on=meeting.held_on,
        despite=despite.strip(),
        uid=uid_for(submission),
        submission=submission,
        **facts,
    )
    invite(appointment)
    day = appointment.held_on.isoformat()
    note("plan", appointment, by=by, company_id=company.pk, on=day, owner=owner.name, reason=appointment.despite)
    return appointment


def _take_standing(appointment: Appointment, version: int | None) -> Appointment:
    appointment = take(appointment, version=version)
    if appointment.cancelled_on:
        raise Refused(_("This appointment was cancelled."))
    if appointment.contact_id:
        raise Refused(_("The contact moment of this appointment is written already."))
    return appointment


@requires(Permission.PLAN_WORK)
@transaction.atomic
def move_appointment(
    appointment: Appointment, meeting: Meeting, *, by: User, despite: str = "", version: int | None = None
) -> Appointment:
    """Plan it at another time or place, or about something else. Who was invited gets the change as a new version.

    Raises Refused as ``plan_appointment`` does, and for one that was cancelled or held; Stale after another's change.
    """
    appointment = _take_standing(appointment, version)
    meeting = meeting.tidy()
    changed = sorted(name for name, value in vars(meeting).items() if getattr(appointment, name) != value)
    if not changed:
        return appointment
    _check(meeting)
    company = Company.objects.select_for_update().get(pk=appointment.company_id)
    if meeting.held_on != appointment.held_on:
        _one_conversation(company, meeting, appointment.owner, despite, leave_out=appointment)
    appointment.sequence += 1
    if appointment.invite and appointment.invite != meeting.invite:
        uninvite(appointment)
    for name, value in vars(meeting).items():
        setattr(appointment, name, value)
    appointment.held_on, appointment.despite = meeting.held_on, despite.strip() or appointment.despite
    appointment.version += 1
    appointment.save(update_fields=[*vars(meeting), "held_on", "despite", "sequence", "version"])
    invite(appointment)
    note("move", appointment, by=by, company_id=company.pk, on=appointment.held_on.isoformat(), changed=changed)
    return appointment


@requires(Permission.PLAN_WORK)
@transaction.atomic
def cancel_appointment(appointment: Appointment, *, reason: str, by: User, version: int | None = None) -> Appointment:
    """Call it off, with a reason for colleagues; who was invited gets a withdrawal without it.

    Raises Refused without a reason, for one that was cancelled or held already.
    """
    appointment = _take_standing(appointment, version)
    if not reason.strip():
        raise Refused(_("Say why the appointment is cancelled."), field="reason")
    appointment.cancelled_on, appointment.cancel_reason = today(), reason.strip()
    appointment.sequence += 1
    appointment.version += 1
    appointment.save(update_fields=["cancelled_on", "cancel_reason", "sequence", "version"])
    uninvite(appointment)
    note("cancel", appointment, by=by, company_id=appointment.company_id, reason=appointment.cancel_reason)
    return appointment


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def write_up(appointment: Appointment, contact: Contact, *, by: User) -> Appointment:
    """Tie the contact moment to the appointment that it came of. Doing it twice changes nothing.

    Raises Refused when the appointment was cancelled, has another contact moment, or is of another company.
    """
    appointment = take(appointment, version=None)
    if appointment.contact_id == contact.pk:
        return appointment
    appointment = _take_standing(appointment, None)
    if appointment.company_id != contact.company_id:
        raise Refused(_("This belongs to another company."))
    appointment.contact = contact
    appointment.version += 1
    appointment.save(update_fields=["contact", "version"])
    note("write_up", appointment, by=by, company_id=appointment.company_id)
    return appointment
