"""Drafts of contact moments: taken from an invitation, kept as a contact or dropped. A draft counts for nothing."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, open_to_all, requires
from kopgroep.base.clock import now
from kopgroep.base.errors import Refused
from kopgroep.casework.invitations import Invitation
from kopgroep.casework.models import Appointment, Contact, ContactDraft
from kopgroep.companies.models import Company

State = ContactDraft.State
Source = ContactDraft.Source


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def take_upload(invitation: Invitation, *, by: User) -> ContactDraft:
    """Make a draft of an invitation that a colleague hands in; it is his or hers unless a colleague sent it.

    The same invitation twice gives one draft; a newer version changes it while nobody has decided. Raises Refused for
    the withdrawal of what never came in, and for an appointment that was planned here.
    """
    return _take(invitation, source=Source.UPLOAD, by=by)


@open_to_all
@transaction.atomic
def take_mailed(invitation: Invitation) -> ContactDraft:
    """Make a draft of an invitation that was mailed to the programme, as ``take_upload`` does; anybody can mail us."""
    return _take(invitation, source=Source.MAILBOX, by=None)


def _take(invitation: Invitation, *, source: Source, by: User | None) -> ContactDraft:
    if Appointment.objects.filter(uid=invitation.uid).exists():
        raise Refused(_("This appointment was planned here. You find it with the company."), field="file")
    known = ContactDraft.objects.select_for_update().filter(uid=invitation.uid).first()
    if known:
        return _renew(known, invitation, by=by)
    if invitation.cancelled:
        raise Refused(_("This withdraws an invitation that never came in."), field="file")
    draft = ContactDraft.objects.create(
        uid=invitation.uid,
        owner=owner_of(invitation) or by,
        company=company_of(invitation),
        source=source,
        received_at=now(),
        **_facts(invitation),
    )
    note("take_in", draft, by=by, company_id=draft.company_id, source=source.value)
    return draft


def _facts(invitation: Invitation) -> dict[str, Any]:
    return {
        "sequence": invitation.sequence,
        "starts_at": invitation.starts_at,
        "held_on": invitation.held_on,
        "minutes": invitation.minutes,
        "channel": "video" if invitation.video else "",
        "title": invitation.title,
        "attendees": [{"name": guest.name, "email": guest.email} for guest in invitation.guests],
        "cancelled": invitation.cancelled,
    }


def _renew(draft: ContactDraft, invitation: Invitation, *, by: User | None) -> ContactDraft:
    """A newer version takes the place of an older one. A withdrawal need not count further than what it withdraws."""
    withdraws = invitation.cancelled and not draft.cancelled and invitation.sequence >= draft.sequence
    if draft.state != State.OPEN or not (withdraws or invitation.sequence > draft.sequence):
        return draft
    facts = _facts(invitation)
    if invitation.cancelled:
        facts = {name: facts[name] for name in ("sequence", "cancelled")}
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.save(update_fields=[*facts, "version"])
    note("renew", draft, by=by, company_id=draft.company_id, sequence=draft.sequence)
    return draft


def owner_of(invitation: Invitation) -> User | None:
    """The first colleague in an invitation who records contacts, who sent it before who was invited."""
    addresses = [guest.email for guest in invitation.guests]
    users = {user.email: user for user in User.objects.filter(email__in=addresses, is_active=True)}
    found = (users[address] for address in addresses if address in users)
    return next((user for user in found if user.may(Permission.RECORD_CONTACT)), None)


def company_of(invitation: Invitation) -> Company | None:
    """The one company for which the others in an invitation speak; None when it is none or more than one."""
    addresses = [guest.email for guest in invitation.guests]
    companies = Company.objects.filter(
        positions__until=None, positions__person__email__in=addresses, merged_into=None
    ).distinct()
    found = list(companies.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def keep_draft(draft: ContactDraft, contact: Contact, *, by: User) -> ContactDraft:
    """Tie a draft to the contact moment that was made of it. Doing it twice changes nothing.

    Raises Refused when it was dropped, or kept as another contact moment.
    """
    draft = take(draft, version=None)
    if draft.contact_id == contact.pk:
        return draft
    if draft.state != State.OPEN:
        raise Refused(_("Somebody has decided about this draft already."))
    draft.state, draft.contact, draft.company = State.KEPT, contact, contact.company
    return _decided(draft, "keep", by, "contact", "company")


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def drop_draft(draft: ContactDraft, *, by: User) -> ContactDraft:
    """Decide that no contact moment comes of it. Twice changes nothing; raises Refused when it was kept."""
    draft = take(draft, version=None)
    if draft.state == State.DROPPED:
        return draft
    if draft.state == State.KEPT:
        raise Refused(_("A contact moment was made of this draft already."))
    draft.state = State.DROPPED
    return _decided(draft, "drop", by)


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def reopen_draft(draft: ContactDraft, *, by: User) -> ContactDraft:
    """Undo the dropping. Twice changes nothing; raises Refused when it was kept."""
    draft = take(draft, version=None)
    if draft.state == State.OPEN:
        return draft
    if draft.state == State.KEPT:
        raise Refused(_("A contact moment was made of this draft already."))
    draft.state = State.OPEN
    return _decided(draft, "reopen", by)


def _decided(draft: ContactDraft, verb: str, by: User, *more: str) -> ContactDraft:
    draft.version += 1
    draft.save(update_fields=["state", *more, "version"])
    note(verb, draft, by=by, company_id=draft.company_id)
    return draft
