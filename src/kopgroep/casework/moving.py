"""Moving a referral from one state to the next: the check against the table, the term, the line and the log."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import NEXT, Event, State
from kopgroep.casework.referral_words import state_word
from kopgroep.ledger.actions import write_line
from kopgroep.partners.models import partners_of
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind

KINDS = {
    Event.ASK_CONSENT: EntryKind.REFERRAL_ASKED,
    Event.REFUSE: EntryKind.REFERRAL_WITHDRAWN,
    Event.SEND: EntryKind.REFERRAL_SENT,
    Event.ACCEPT: EntryKind.REFERRAL_ACCEPTED,
    Event.DECLINE: EntryKind.REFERRAL_DECLINED,
    Event.EXPIRE: EntryKind.REFERRAL_EXPIRED,
    Event.CONTACT: EntryKind.REFERRAL_CONTACTED,
    Event.START: EntryKind.REFERRAL_STARTED,
    Event.REPORT: EntryKind.REFERRAL_RESULT,
    Event.CONFIRM: EntryKind.REFERRAL_CONFIRMED,
    Event.CLOSE: EntryKind.REFERRAL_CLOSED,
    Event.REROUTE: EntryKind.REFERRAL_REROUTED,
    Event.WITHDRAW: EntryKind.REFERRAL_WITHDRAWN,
    Event.REOPEN: EntryKind.REFERRAL_REOPENED,
}
"""The line of the ledger that each event writes."""

SINCE_ACCEPTED = (Event.CONTACT, Event.START)


class Through(StrEnum):
    """By which door an answer of a partner or an entrepreneur came in."""

    LINK = "link"
    ACCOUNT = "account"
    ADVISER = "adviser"


def check_door(referral: Referral, *, through: Through, by: User | None, link_round: int | None) -> None:
    """Whether an answer for the partner may come in by this door.

    Raises NotAllowed for somebody of another partner or without the right, Refused for a link of an earlier round.
    """
    if through is Through.LINK:
        if link_round != referral.round:
            raise Refused(_("This link is of an earlier round and changes nothing any more."))
    elif through is Through.ACCOUNT:
        if by is None or not by.may(Permission.ANSWER_REFERRAL) or referral.partner not in partners_of(by):
            raise NotAllowed("Only the partner of this card may answer it")
    elif by is None or not by.may(Permission.REFER):
        raise NotAllowed("Only an adviser may answer on behalf of a partner")


def move(
    referral: Referral,
    event: Event,
    *,
    by: User | None,
    happened_on: date | None = None,
    coded: str = "",
    told: dict[str, Any] | None = None,
    **changes: Any,
) -> Referral:
    """Move a locked referral by one event, inside the transaction of the act.

    Sets ``changes``, the state, its day and its term; writes the line and the audit event. ``coded`` is the outcome
    on the line, ``told`` goes into the audit trail. Raises Refused when this cannot happen in the present state.
    """
    was = State(referral.state)
    to = NEXT.get((was, event))
    if to is None:
        raise Refused(
            _("This is not possible now. The referral stands at: %(state)s.") % {"state": state_word(referral.state)}
        )
    for name, value in changes.items():
        setattr(referral, name, value)
    referral.state, referral.due_on = to, _term(referral, event, to)
    if to != was or event is Event.SEND:
        referral.state_on = today()
    referral.version += 1
    referral.save(update_fields=[*changes, "state", "state_on", "due_on", "version"])
    write_line(
        KINDS[event],
        happened_on=happened_on or today(),
        by=by,
        key=f"referral:{referral.pk}:{event}:{referral.version}",
        subject=referral,
        company=referral.company,
        theme=referral.theme,
        outcome=coded,
        detail={"partner": referral.partner, "service": referral.service},
    )
    note(f"referral_{event}", referral, by=by, company_id=referral.company_id, **(told or {}))
    return referral


def _term(referral: Referral, event: Event, to: State) -> date | None:
    """The last day for whoever moves next; None in an end state."""
    referral.state = to
    turn = referral.turn
    if turn is None:
        return None
    # The partner has one term for the whole of its work, counted from the day on which it accepted.
    start = referral.accepted_on if event in SINCE_ACCEPTED and referral.accepted_on else today()
    return add_working_days(start, getattr(current().clocks, turn.clock))
