"""The private address of somebody's calendar: make it, end it."""

import hashlib
import secrets

from django.db import transaction

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now
from kopgroep.casework.models import AgendaLink

SECRET_BYTES = 32


def digest_of(secret: str) -> str:
    """What is kept of the secret: enough to know it again, not enough to make the address."""
    return hashlib.sha256(secret.encode()).hexdigest()


@requires(Permission.PLAN_WORK)
@transaction.atomic
def make_agenda_link(*, by: User) -> str:
    """Make a new secret for one's own calendar, and end the one before. Returns it once; only a digest is kept."""
    # Locked, so that two clicks leave one link.
    User.objects.select_for_update().get(pk=by.pk)
    AgendaLink.objects.filter(user=by, ended_at=None).update(ended_at=now())
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = AgendaLink.objects.create(user=by, digest=digest_of(secret), made_at=now())
    note("make", link, by=by)
    return secret


@requires(Permission.PLAN_WORK)
@transaction.atomic
def end_agenda_link(*, by: User) -> bool:
    """End the address of one's own calendar. False when there was none."""
    link = AgendaLink.objects.select_for_update().filter(user=by, ended_at=None).first()
    if link is None:
        return False
    link.ended_at = now()
    link.save(update_fields=["ended_at"])
    note("end", link, by=by)
    return True


def owner_of(secret: str) -> User | None:
    """Whose calendar a secret opens; None for one that is unknown or ended, and for who may not plan any more."""
    link = AgendaLink.objects.filter(digest=digest_of(secret), ended_at=None).select_related("user").first()
    return link.user if link and link.user.may(Permission.PLAN_WORK) else None
