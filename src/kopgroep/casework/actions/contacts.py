"""Recording who spoke with whom."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.hours import write_minutes
from kopgroep.casework.lines import check_line
from kopgroep.casework.models import Contact, Journey, Question
from kopgroep.casework.note_warnings import keep_words
from kopgroep.companies.models import Company, Person
from kopgroep.ledger.actions import write_line
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind


@dataclass(frozen=True)
class Spoken:
    """What is written down of one contact moment."""

    held_on: date
    channel: str
    kind: str
    line: str
    minutes_contact: int = 0
    minutes_preparation: int = 0
    minutes_travel: int = 0
    themes: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    outcome: str = ""
    note: str = ""
    next_step: str = ""
    next_step_owner: User | None = None
    next_step_on: date | None = None
    question: Question | None = None
    journey: Journey | None = None


def _check(spoken: Spoken, company: Company) -> None:
    programme = current()
    known = {
        "channel": {c.code for c in programme.channels},
        "kind": {k.code for k in programme.contact_kinds},
    }
    for name, codes in known.items():
        if getattr(spoken, name) not in codes:
            raise Refused(_("Choose one of the programme's own words."), field=name)
    if spoken.held_on > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="held_on")
    if spoken.next_step and not (spoken.next_step_owner and spoken.next_step_on):
        raise Refused(_("Say who takes the next step, and when."), field="next_step_on")
    if spoken.next_step_on and spoken.next_step_on < spoken.held_on:
        raise Refused(_("The next step lies before the contact itself."), field="next_step_on")
    if spoken.journey and spoken.journey.company_id != company.pk:
        raise Refused(_("This trajectory belongs to another company."), field="journey")
    check_line(spoken.line, company, spoken.held_on, *spoken.themes)
    if spoken.journey and spoken.journey.line != spoken.line:
        # Else one funder would count the talk and another one its hours.
        raise Refused(_("Another line pays for this trajectory. Choose that line, or no trajectory."), field="line")


def _same(known: Contact, spoken: Spoken, company: Company) -> bool:
    """Whether a contact that was sent twice was sent with the same words."""
    names = ("held_on", "channel", "kind", "note", "next_step")
    return known.company_id == company.pk and all(getattr(known, name) == getattr(spoken, name) for name in names)


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def record_contact(
    company: Company,
    spoken: Spoken,
    *,
    submission: uuid.UUID,
    by: User,
    people: Sequence[Person] = (),
    kept: Sequence[str] = (),
) -> Contact:
    """Write one contact moment. With a trajectory, its minutes count against the cap.

    The same ``submission`` twice gives one contact. Who speaks to a company without account manager becomes it.
    ``kept`` are the groups of sensitive words that the writer was asked about and kept. Raises Refused for unknown
    codes, a line that is not for this company, these themes or that day, or not the one of the trajectory, a day to
    come, a next step without owner and date, a full trajectory, other words under a known submission.
    """
    known = Contact.objects.filter(submission=submission).first()
    if known and _same(known, spoken, company):
        return known
    if known:
        raise Refused(_("This contact was saved already, with other words. Complete it from the timeline."))
    _check(spoken, company)
    fields: dict[str, Any] = dict(vars(spoken))
    if not spoken.next_step:
        fields.update(next_step_owner=None, next_step_on=None)
    contact = Contact.objects.create(company=company, by=by, submission=submission, **fields)
    contact.people.set(people)
    write_line(
        EntryKind.CONTACT_HELD,
        happened_on=contact.held_on,
        by=by,
        key=f"contact:{contact.pk}",
        subject=contact,
        company=company,
        theme=contact.themes[0] if contact.themes else "",
        line=contact.line,
        outcome=contact.kind,
        detail={
            "channel": contact.channel,
            "minutes": contact.minutes,
            "themes": contact.themes,
            "needs": contact.needs,
        },
    )
    if spoken.journey and contact.minutes:
        write_minutes(spoken.journey, contact.minutes, on=contact.held_on, by=by, key=f"contact:{contact.pk}:hours")
    if company.account_manager_id is None:
        become_manager(company, by, on=contact.held_on)
    note(
        "record_contact",
        contact,
        by=by,
        company_id=company.pk,
        channel=contact.channel,
        minutes=contact.minutes,
    )
    keep_words(contact, kept, by=by, company_id=company.pk)
    return contact


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def complete_contact(
    contact: Contact, *, by: User, version: int | None = None, kept: Sequence[str] = (), **changes: Any
) -> Contact:
    """Fill in or mend what was noted: note, outcome, needs, themes, next step. Hours and dates are corrected as lines.

    The audit trail says which fields changed, not the words: who is written about must be able to have them mended.
    Raises Refused for any other field, Stale when somebody else changed it meanwhile.
    """
    allowed = {"note", "outcome", "needs", "themes", "next_step", "next_step_owner", "next_step_on"}
    if not set(changes) <= allowed:
        raise ValueError(f"Not to be changed here: {sorted(set(changes) - allowed)}")
    contact = take(contact, version=version)
    changed = [name for name, value in changes.items() if getattr(contact, name) != value]
    for name, value in changes.items():
        setattr(contact, name, value)
    if contact.next_step and not (contact.next_step_owner and contact.next_step_on):
        raise Refused(_("Say who takes the next step, and when."), field="next_step_on")
    contact.version += 1
    contact.save(update_fields=[*changes, "version"])
    note("complete_contact", contact, by=by, company_id=contact.company_id, changed=changed)
    keep_words(contact, kept, by=by, company_id=contact.company_id)
    return contact


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def finish_step(contact: Contact, *, by: User) -> Contact:
    """Tick off the agreed next step. Doing it twice changes nothing."""
    contact = take(contact, version=None)
    if contact.step_done_on or not contact.next_step:
        return contact
    contact.step_done_on = today()
    contact.version += 1
    contact.save(update_fields=["step_done_on", "version"])
    note("finish_step", contact, by=by, company_id=contact.company_id, step=contact.next_step)
    return contact


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def reopen_step(contact: Contact, *, by: User) -> Contact:
    """Undo the tick: the step is still to be taken."""
    contact = take(contact, version=None)
    if contact.step_done_on is None:
        return contact
    contact.step_done_on = None
    contact.version += 1
    contact.save(update_fields=["step_done_on", "version"])
    note("reopen_step", contact, by=by, company_id=contact.company_id, step=contact.next_step)
    return contact


def become_manager(company: Company, user: User, *, on: date) -> None:
    """The first who speaks with a company becomes its account manager, and stays so while others help."""
    company.account_manager, company.manager_since = user, on
    company.save(update_fields=["account_manager", "manager_since"])
    write_line(
        EntryKind.MANAGER_ASSIGNED,
        happened_on=on,
        by=user,
        key=f"manager:{company.pk}:{user.pk}:{on}",
        company=company,
    )


@requires(Permission.ASSIGN_MANAGER)
@transaction.atomic
def assign_manager(company: Company, manager: User, *, by: User, version: int | None = None) -> Company:
    """Make somebody else the account manager. Raises Refused for who does not advise, Stale when it just changed."""
    company = take(company, version=version)
    if not manager.may(Permission.RECORD_CONTACT):
        raise Refused(_("%(name)s does not advise companies.") % {"name": manager}, field="manager")
    company.account_manager, company.manager_since = manager, today()
    company.version += 1
    company.save(update_fields=["account_manager", "manager_since", "version"])
    write_line(
        EntryKind.MANAGER_ASSIGNED,
        happened_on=today(),
        by=by,
        key=f"manager:{company.pk}:{company.version}",
        company=company,
    )
    note("assign_manager", company, by=by, company_id=company.pk, manager=manager.name)
    return company
