"""Writing down a table or meeting."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.events.models import Event
from kopgroep.ledger.actions import write_line
from kopgroep.programme.kinds import EntryKind


@requires(Permission.HOLD_EVENT)
@transaction.atomic
def hold_event(
    *,
    kind: str,
    title: str,
    theme: str,
    held_on: date,
    place: str,
    visitors: int,
    submission: uuid.UUID,
    by: User,
) -> Event:
    """Write that a table or meeting was held. The same ``submission`` twice gives one.

    Raises Refused without a title or for a day to come.
    """
    known = Event.objects.filter(submission=submission).first()
    if known:
        return known
    if not title.strip():
        raise Refused(_("Give the meeting a title."), field="title")
    if held_on > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="held_on")
    event = Event.objects.create(
        kind=kind,
        title=title.strip(),
        theme=theme,
        held_on=held_on,
        place=place,
        visitors=visitors,
        by=by,
        submission=submission,
    )
    write_line(
        EntryKind.EVENT_HELD,
        happened_on=held_on,
        by=by,
        key=f"event:{event.pk}",
        subject=event,
        theme=theme,
        outcome=kind,
        detail={"visitors": visitors, "title": event.title},
    )
    note("hold_event", event, by=by, title=event.title)
    return event
