"""Hours of a trajectory: reserve, write, release, correct. Every one of them is a line in the ledger."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.lines import check_day_of_line
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.note_warnings import keep_words
from kopgroep.ledger.actions import take_back, write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind

LONGEST_DAY = 24 * 60


def _line(
    kind: EntryKind,
    journey: Journey,
    minutes: int,
    *,
    on: date,
    by: User,
    key: str,
    reason: str = "",
    **detail: object,
) -> Entry:
    return write_line(
        kind,
        happened_on=on,
        by=by,
        key=key,
        subject=journey,
        company=journey.company,
        quantity=minutes,
        theme=journey.theme,
        line=journey.line,
        reason=reason,
        detail=detail,
    )


def _room(journey: Journey, minutes: int, *, left: int, override: str, by: User) -> None:
    """Refuse what goes over the cap, unless a manager says why it may."""
    if minutes <= left:
        return
    if not override.strip():
        hours, rest = divmod(max(left, 0), 60)
        raise Refused(
            _("This does not fit: %(left)s is left of this trajectory. A manager can allow more, with a reason.")
            % {"left": f"{hours}:{rest:02d}"},
            field="minutes",
        )
    if not by.may(Permission.OVERRIDE_CAP):
        raise Refused(_("Only a manager can go over the cap of a trajectory."), field="override")


def write_minutes(
    journey: Journey, minutes: int, *, on: date, by: User, key: str, override: str = "", **detail: object
) -> Entry:
    """Write worked minutes on a trajectory, inside the transaction of the act (a contact, a booking).

    Raises Refused when the trajectory is closed, did not exist or was not paid on that day, or has too little left.
    """
    journey = take(journey, version=None)
    known = Entry.objects.filter(key=key).first()
    if known:
        return known
    if journey.closed_on:
        raise Refused(_("This trajectory is closed. Hours can no longer be written on it."), field="journey")
    if on < journey.opened_on:
        raise Refused(_("The trajectory had not begun on this day."), field="held_on")
    check_day_of_line(journey.line, on)
    if not 0 < minutes <= LONGEST_DAY:
        raise Refused(_("Fill in the minutes: at least 1, at most a whole day."), field="minutes")
    _room(journey, minutes, left=journey.minutes_left, override=override, by=by)
    return _line(EntryKind.HOURS_WRITTEN, journey, minutes, on=on, by=by, key=key, reason=override.strip(), **detail)


@requires(Permission.BOOK_HOURS)
@transaction.atomic
def book_hours(
    journey: Journey,
    *,
    contact: int = 0,
    preparation: int = 0,
    travel: int = 0,
    on: date,
    submission: uuid.UUID,
    by: User,
    override: str = "",
    from_reserve: bool = False,
    description: str = "",
    kept: Sequence[str] = (),
) -> Entry:
    """Write minutes of contact, preparation and travel on a trajectory; all three count against the cap.

    With ``from_reserve`` as many reserved minutes are given back first. The same ``submission`` twice writes one line.
    ``kept`` are the groups of sensitive words in the description that the writer was asked about and kept.
    Raises Refused as ``write_minutes`` does.
    """
    minutes = contact + preparation + travel
    key = f"hours:{submission}"
    journey = take(journey, version=None)
    if from_reserve and not Entry.objects.filter(key=key).exists():
        back = min(minutes, journey.minutes_reserved)
        if back > 0:
            _line(EntryKind.HOURS_RELEASED, journey, -back, on=on, by=by, key=f"{key}:released")
    split = {"contact": contact, "preparation": preparation, "travel": travel, "description": description}
    entry = write_minutes(journey, minutes, on=on, by=by, key=key, override=override, **split)
    note("book_hours", journey, by=by, company_id=journey.company_id, minutes=minutes, **split)
    keep_words(journey, kept, by=by, company_id=journey.company_id)
    return entry


@requires(Permission.BOOK_HOURS)
@transaction.atomic
def reserve_hours(journey: Journey, minutes: int, *, submission: uuid.UUID, by: User) -> Entry:
    """Set minutes aside on a trajectory. Raises Refused when less than that is left."""
    journey = take(journey, version=None)
    key = f"reserve:{submission}"
    known = Entry.objects.filter(key=key).first()
    if known:
        return known
    if minutes <= 0:
        raise Refused(_("Fill in how many minutes to reserve."), field="minutes")
    if journey.closed_on:
        raise Refused(_("This trajectory is closed. Hours can no longer be reserved on it."), field="journey")
    check_day_of_line(journey.line, today())
    _room(journey, minutes, left=journey.minutes_left, override="", by=by)
    entry = _line(EntryKind.HOURS_RESERVED, journey, minutes, on=today(), by=by, key=key)
    note("reserve_hours", journey, by=by, company_id=journey.company_id, minutes=minutes)
    return entry


@requires(Permission.BOOK_HOURS)
@transaction.atomic
def release_hours(journey: Journey, minutes: int, *, submission: uuid.UUID, by: User) -> Entry:
    """Give reserved minutes back. Raises Refused when more is given back than was reserved."""
    journey = take(journey, version=None)
    key = f"release:{submission}"
    known = Entry.objects.filter(key=key).first()
    if known:
        return known
    if not 0 < minutes <= journey.minutes_reserved:
        raise Refused(_("You can give back at most what was reserved."), field="minutes")
    entry = _line(EntryKind.HOURS_RELEASED, journey, -minutes, on=today(), by=by, key=key)
    note("release_hours", journey, by=by, company_id=journey.company_id, minutes=minutes)
    return entry


@requires(Permission.BOOK_HOURS)
@transaction.atomic
def correct_hours(entry: Entry, *, minutes: int, reason: str, by: User) -> Entry | None:
    """Correct written hours: the line is reversed and, unless ``minutes`` is 0, a new one written with the reason.

    An adviser corrects his or her own lines; who may correct any line corrects those of others. Returns the new line.
    """
    if entry.kind != EntryKind.HOURS_WRITTEN:
        raise Refused(_("Only written hours are corrected here."))
    if entry.actor_id != by.pk and not by.may(Permission.CORRECT_LINE):
        raise Refused(_("These are a colleague's hours. Ask your manager to correct them."))
    if not reason.strip():
        raise Refused(_("Say why the hours are corrected."), field="reason")
    journey = take(Journey.objects.get(pk=entry.subject_id or 0), version=None)
    take_back(entry, reason=reason, by=by)
    if minutes == 0:
        return None
    _room(journey, minutes, left=journey.minutes_left, override="", by=by)
    key = f"corrects:{entry.pk}"
    return _line(EntryKind.HOURS_WRITTEN, journey, minutes, on=entry.happened_on, by=by, key=key, reason=reason.strip())
