"""Looking every night whether closed quarters are still what they were."""

import uuid
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.permissions import open_to_all
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.casework.actions.tasks import add_task
from kopgroep.reporting.closing import faults_of
from kopgroep.reporting.models import Closing

NAMES = uuid.UUID("5a1b7c2e-83a5-5d0c-9c11-7d4d0f6b2c31")
"""Where the keys of these tasks are made from, so that one set of faults gives one task."""


class FrozenChangedError(Exception):
    """Closed quarters are not what they were. The message names each fault; somebody must look at the database."""


@open_to_all
def recompute_closed(on: date) -> int:
    """Count every closed quarter again, and give a programme manager a task for each that is not what it was.

    Returns how many were looked at. Raises FrozenChangedError after all of them, so that the night fails loudly.
    """
    told, looked_at = [], 0
    for closing in Closing.objects.closed().order_by("until"):
        looked_at += 1
        if faults := faults_of(closing):
            told.append("\n  ".join([closing.quarter, *faults]))
            _ask(closing, faults, on)
    if told:
        raise FrozenChangedError("Closed quarters are not what they were:\n" + "\n".join(told))
    return looked_at


def _ask(closing: Closing, faults: list[str], on: date) -> None:
    holders = RoleGrant.objects.current().filter(role=Role.MANAGER).values("user")
    manager = User.objects.filter(is_active=True, pk__in=holders).order_by("pk").first()
    if manager is None:
        return
    title = _("Closed quarter %(quarter)s is not what it was") % {"quarter": closing.quarter}
    submission = uuid.uuid5(NAMES, "\n".join([closing.quarter, *faults]))
    text = "\n".join(faults)[:1000]
    add_task(title, due_on=max(on, today()), owner=manager, submission=submission, by=manager, text=text)
