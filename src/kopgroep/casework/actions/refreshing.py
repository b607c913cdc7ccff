"""Asking a programme manager to look whether a published figure has a newer version."""

import uuid
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.permissions import open_to_all
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.casework.actions.tasks import add_task
from kopgroep.casework.models import Task
from kopgroep.programme import current
from kopgroep.programme.published import Publication

NAMES = uuid.UUID("0b9a4a2e-0c3d-5a0e-8a44-5a6f4f1f6f0c")
"""Where the keys of these tasks are made from, so that a publication gets one task for each day it falls due."""


@open_to_all
def ask_refreshes(on: date) -> int:
    """Give a programme manager one task for each publication whose day to be looked at has come. Returns how many.

    Each falls due once: after the file has got a new ``seen_on`` it is asked again on its next day. Nobody is asked as
    long as the programme has no manager.
    """
    holders = RoleGrant.objects.current().filter(role=Role.MANAGER).values("user")
    manager = User.objects.filter(is_active=True, pk__in=holders).order_by("pk").first()
    if manager is None:
        return 0
    return sum(_ask(publication, manager, on) for publication in current().publications_due(on))


def _ask(publication: Publication, manager: User, on: date) -> bool:
    submission = uuid.uuid5(NAMES, f"{publication.code} {publication.refresh_on.isoformat()}")
    if Task.objects.filter(submission=submission).exists():
        return False
    title = _("Look for newer figures: %(name)s") % {"name": publication.name.nl}
    text = _("Last seen on %(day)s, version %(version)s: %(url)s") % {
        "day": publication.seen_on.isoformat(),
        "version": publication.version,
        "url": publication.url,
    }
    add_task(title[:200], due_on=max(on, today()), owner=manager, submission=submission, by=manager, text=text[:1000])
    return True
