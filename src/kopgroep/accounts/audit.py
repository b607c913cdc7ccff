"""Writing the two logs. An audit event is an argument of the change, in the same transaction."""

from typing import Any

from django.db import models

from kopgroep.accounts.models import AuditEvent, ReadEvent, User
from kopgroep.base.clock import now


def note(
    verb: str, subject: models.Model, *, by: User | None, company_id: int | None = None, **detail: Any
) -> AuditEvent:
    """Write who did what to which row. ``by`` is None for a visitor without an account."""
    return AuditEvent.objects.create(
        at=now(),
        actor=by,
        verb=verb,
        subject_type=subject._meta.model_name or "",
        subject_id=subject.pk,
        company_id=company_id,
        detail=detail,
    )


def note_read(subject: models.Model, *, by: User, page: str) -> ReadEvent:
    """Write that a person looked at a row."""
    return ReadEvent.objects.create(
        at=now(), actor=by, subject_type=subject._meta.model_name or "", subject_id=subject.pk, page=page
    )
