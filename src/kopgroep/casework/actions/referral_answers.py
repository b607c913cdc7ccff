"""What a partner answers: through the link in the mail, with an account, or by telephone to an adviser."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import open_to_all
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework import referral_letters as letters
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event
from kopgroep.casework.moving import Through, check_door, move
from kopgroep.programme import current


def _take(
    referral: Referral, *, through: Through, by: User | None, link_round: int | None, version: int | None
) -> Referral:
    referral = take(referral, version=version)
    check_door(referral, through=through, by=by, link_round=link_round)
    return referral


def _told(through: Through, who: str, **more: Any) -> dict[str, Any]:
    return {"through": str(through), "who": who.strip()[:120], **more}


@open_to_all
@transaction.atomic
def accept_referral(
    referral: Referral,
    *,
    through: Through,
    by: User | None = None,
    link_round: int | None = None,
    who: str = "",
    version: int | None = None,
) -> Referral:
    """Take up the question. ``link_round`` comes from the signed link; ``who`` is the name of whoever answers.

    Raises Refused when it is not for answering any more, NotAllowed for an account of another partner.
    """
    referral = _take(referral, through=through, by=by, link_round=link_round, version=version)
    referral = move(referral, Event.ACCEPT, by=by, told=_told(through, who), accepted_on=today())
    letters.tell_entrepreneur(referral, Event.ACCEPT)
    if through is not Through.ADVISER:
        letters.tell_adviser(referral, Event.ACCEPT)
    return referral


@open_to_all
@transaction.atomic
def decline_referral(
    referral: Referral,
    *,
    reason: str,
    through: Through,
    note: str = "",
    by: User | None = None,
    link_round: int | None = None,
    who: str = "",
    version: int | None = None,
) -> Referral:
    """Say no, or give it back after all, with a reason of the programme. The adviser finds another way.

    Raises Refused for an unknown reason, or when it is not for answering any more.
    """
    referral = _take(referral, through=through, by=by, link_round=link_round, version=version)
    if reason not in {r.code for r in current().decline_reasons if r.is_active(today())}:
        raise Refused(_("Choose why it is not possible."), field="reason")
    changes: dict[str, Any] = {
        "decline_reason": reason,
        "decline_note": note.strip()[:500],
        "round": referral.round + 1,
    }
    referral = move(referral, Event.DECLINE, by=by, coded=reason, told=_told(through, who, reason=reason), **changes)
    if through is not Through.ADVISER:
        letters.tell_adviser(referral, Event.DECLINE)
    return referral


@open_to_all
@transaction.atomic
def contact_referral(
    referral: Referral,
    *,
    on: date,
    through: Through,
    appointment_on: date | None = None,
    by: User | None = None,
    link_round: int | None = None,
    who: str = "",
    version: int | None = None,
) -> Referral:
    """Report the first contact with the company, and the day of the appointment when there is one.

    Raises Refused for a contact that is still to come, or lies before the referral was sent.
    """
    referral = _take(referral, through=through, by=by, link_round=link_round, version=version)
    if on > today():
        raise Refused(_("This day has not come yet. Fill in the appointment instead."), field="on")
    if referral.sent_on and on < referral.sent_on:
        raise Refused(_("This day lies before the referral was sent."), field="on")
    changes: dict[str, Any] = {"appointment_on": appointment_on or referral.appointment_on}
    if referral.contacted_on is None:
        changes["contacted_on"] = on
    told = _told(through, who, appointment=str(appointment_on or ""))
    return move(referral, Event.CONTACT, by=by, happened_on=on, told=told, **changes)


@open_to_all
@transaction.atomic
def start_referral(
    referral: Referral,
    *,
    through: Through,
    by: User | None = None,
    link_round: int | None = None,
    who: str = "",
    version: int | None = None,
) -> Referral:
    """Report that the partner is at work for the company."""
    referral = _take(referral, through=through, by=by, link_round=link_round, version=version)
    return move(referral, Event.START, by=by, told=_told(through, who))


@open_to_all
@transaction.atomic
def report_referral(
    referral: Referral,
    *,
    outcome: str,
    through: Through,
    note: str = "",
    by: User | None = None,
    link_round: int | None = None,
    who: str = "",
    version: int | None = None,
) -> Referral:
    """Report what came of it. The entrepreneur is asked whether it helped. Raises Refused for an unknown outcome."""
    referral = _take(referral, through=through, by=by, link_round=link_round, version=version)
    if outcome not in {o.code for o in current().referral_outcomes if o.is_active(today())}:
        raise Refused(_("Choose what came of it."), field="outcome")
    changes: dict[str, Any] = {"outcome": outcome, "outcome_note": note.strip()[:1000], "result_on": today()}
    referral = move(referral, Event.REPORT, by=by, coded=outcome, told=_told(through, who, outcome=outcome), **changes)
    letters.ask_if_helped(referral)
    if through is not Through.ADVISER:
        letters.tell_adviser(referral, Event.REPORT)
    return referral
