"""Taking a row for a change, and noticing that somebody else changed it since the form was opened."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.errors import Stale


def take[M: models.Model](row: M, *, version: int | None) -> M:
    """Lock the row for this transaction and return it fresh.

    With ``version`` (the one that the form was made from), raises Stale when somebody changed the row after that; the
    changes are told from the audit trail. Without it (a job, the demonstration) only the lock is taken.
    """
    fresh: Any = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if version is not None and fresh.version != version:
        raise Stale(_("Somebody else changed this after you opened it. Nothing was lost."), changes=changes_of(fresh))
    return fresh  # type: ignore[no-any-return]  # get() of a generic model is Any


def changes_of(row: models.Model, *, last: int = 3) -> list[str]:
    """The latest changes of a row: who, when and what, newest first."""
    events = AuditEvent.objects.filter(subject_type=row._meta.model_name, subject_id=row.pk).select_related("actor")
    return [describe(event) for event in events.order_by("-pk")[:last]]


def describe(event: AuditEvent) -> str:
    """One change on one line, such as ``Anna de Vries, 14:05: take {'caller': 'Anna de Vries'}``."""
    changed = ", ".join(f"{field}: {value}" for field, value in event.detail.items() if value not in ("", None))
    who = event.actor.name if event.actor else "-"
    return f"{who}, {event.at:%H:%M} ({event.verb.replace('_', ' ')}) {changed}".strip()
