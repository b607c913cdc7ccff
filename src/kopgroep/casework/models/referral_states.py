"""The states of a referral, who moves next in each, and which event leads where. The one place that knows."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.db import models


class State(models.TextChoices):
    """Where a referral stands."""

    DRAFT = "draft"
    CONSENT_ASKED = "consent_asked"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    CONTACTED = "contacted"
    ACTIVE = "active"
    RESULT_KNOWN = "result_known"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REROUTED = "rerouted"


class Mover(StrEnum):
    """Who must do something."""

    ADVISER = "adviser"
    ENTREPRENEUR = "entrepreneur"
    PARTNER = "partner"
    CLOCK = "clock"


class Event(StrEnum):
    """What can happen to a referral. Each is one verb in ``actions/referrals``."""

    ASK_CONSENT = "ask_consent"
    REFUSE = "refuse"
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    CONTACT = "contact"
    START = "start"
    REPORT = "report"
    CONFIRM = "confirm"
    CLOSE = "close"
    REROUTE = "reroute"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


_BEFORE = (State.DRAFT, State.CONSENT_ASKED)
_WITH_PARTNER = (State.SENT, State.ACCEPTED, State.CONTACTED, State.ACTIVE)

NEXT: MappingProxyType[tuple[State, Event], State] = MappingProxyType(
    {
        (State.DRAFT, Event.ASK_CONSENT): State.CONSENT_ASKED,
        # Asking again, with another text or after a lost mail.
        (State.CONSENT_ASKED, Event.ASK_CONSENT): State.CONSENT_ASKED,
        (State.CONSENT_ASKED, Event.REFUSE): State.WITHDRAWN,
        # Consent given by word of mouth needs no mail first.
        (State.DRAFT, Event.SEND): State.SENT,
        (State.CONSENT_ASKED, Event.SEND): State.SENT,
        # Once more to the same partner, who lost the mail or answered too late.
        (State.SENT, Event.SEND): State.SENT,
        (State.EXPIRED, Event.SEND): State.SENT,
        (State.SENT, Event.ACCEPT): State.ACCEPTED,
        (State.SENT, Event.DECLINE): State.DECLINED,
        (State.SENT, Event.EXPIRE): State.EXPIRED,
        # Who accepted may still give it back, with a reason.
        (State.ACCEPTED, Event.DECLINE): State.DECLINED,
        (State.CONTACTED, Event.DECLINE): State.DECLINED,
        (State.ACCEPTED, Event.CONTACT): State.CONTACTED,
        # A second appointment, or another day.
        (State.CONTACTED, Event.CONTACT): State.CONTACTED,
        (State.CONTACTED, Event.START): State.ACTIVE,
        (State.ACCEPTED, Event.REPORT): State.RESULT_KNOWN,
        (State.CONTACTED, Event.REPORT): State.RESULT_KNOWN,
        (State.ACTIVE, Event.REPORT): State.RESULT_KNOWN,
        # The answer to the closing question may also come after the file was closed.
        (State.RESULT_KNOWN, Event.CONFIRM): State.RESULT_KNOWN,
        (State.CLOSED, Event.CONFIRM): State.CLOSED,
        (State.RESULT_KNOWN, Event.CLOSE): State.CLOSED,
        (State.DECLINED, Event.REROUTE): State.REROUTED,
        (State.EXPIRED, Event.REROUTE): State.REROUTED,
        **{
            (state, Event.WITHDRAW): State.WITHDRAWN
            for state in (*_BEFORE, *_WITH_PARTNER, State.DECLINED, State.EXPIRED, State.RESULT_KNOWN)
        },
        # What was with a partner goes back to that partner; what never was, to the adviser.
        (State.RESULT_KNOWN, Event.REOPEN): State.ACTIVE,
        (State.CLOSED, Event.REOPEN): State.ACTIVE,
        (State.WITHDRAWN, Event.REOPEN): State.DRAFT,
    }
)
"""From a state, by an event, to a state. What is not here cannot happen."""


@dataclass(frozen=True)
class Turn:
    """Who moves in a state, and the clock of the programme (a name in ``Clocks``) that says by when."""

    mover: Mover
    clock: str


TURNS: MappingProxyType[State, Turn] = MappingProxyType(
    {
        State.DRAFT: Turn(Mover.ADVISER, "referral_draft"),
        State.CONSENT_ASKED: Turn(Mover.ENTREPRENEUR, "referral_consent"),
        State.SENT: Turn(Mover.PARTNER, "referral_accept"),
        State.ACCEPTED: Turn(Mover.PARTNER, "referral_contact"),
        State.CONTACTED: Turn(Mover.PARTNER, "referral_result"),
        State.ACTIVE: Turn(Mover.PARTNER, "referral_result"),
        State.DECLINED: Turn(Mover.ADVISER, "referral_reroute"),
        State.EXPIRED: Turn(Mover.ADVISER, "referral_reroute"),
        State.RESULT_KNOWN: Turn(Mover.ENTREPRENEUR, "referral_confirm"),
    }
)
"""The open states. A state without a turn is an end: nobody needs to do anything."""

ANSWERED = Turn(Mover.ADVISER, "referral_reroute")
"""The turn when the result is known and the entrepreneur said that it did not help."""

OPEN = tuple(TURNS)
ENDS = tuple(state for state in State if state not in TURNS)
SEEN_BY_PARTNER = (*_WITH_PARTNER, State.RESULT_KNOWN, State.CLOSED)
"""The states in which the partner of the card may see it."""
PARTNER_MOVES = frozenset({Event.ACCEPT, Event.DECLINE, Event.CONTACT, Event.START, Event.REPORT})
"""What a partner may do, through the link or with an account."""


def events_from(state: State) -> list[Event]:
    """What can happen in a state, in the order of the table."""
    return [event for (origin, event) in NEXT if origin is state]
