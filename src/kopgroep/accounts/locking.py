"""Taking a row for a change, and noticing that somebody else changed it since the form was opened."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.errors import Stale

LATEST = 5


def take[M: models.Model](row: M, *, version: int | None) -> M:
    """Lock the row for this transaction and return it fresh.

    With ``version`` (the one that the form was made from), raises Stale when somebody changed the row after that; it
    carries the row as it is now and what was done to it. Without (a job, the demonstration) only the lock is taken.
    """
    fresh: Any = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if version is not None and fresh.version != version:
        message = _("Somebody else changed this after you opened it. Nothing was lost.")
        raise Stale(message, row=fresh, changes=changes_of(fresh))
    return fresh  # type: ignore[no-any-return]  # get() of a generic model is Any


def changes_of(row: models.Model) -> list[AuditEvent]:
    """The latest changes of a row with who made them, newest first."""
    events = AuditEvent.objects.filter(subject_type=row._meta.model_name, subject_id=row.pk).select_related("actor")
    return list(events.order_by("-pk")[:LATEST])
