"""What a partner sees around a card, by link or with an account: how far it is, and what can be answered now."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.accounts.models import AuditEvent
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import PARTNER_MOVES, Event, State, events_from
from kopgroep.casework.referral_letters import desk_of

# Giving a card back stands last.
ORDER = (Event.ACCEPT, Event.START, Event.REPORT, Event.CONTACT, Event.DECLINE)

FIRST = {State.SENT: Event.ACCEPT, State.ACCEPTED: Event.CONTACT, State.ACTIVE: Event.REPORT}
"""What is asked of the partner in a state. The other answers stand below it; after the first contact all are equal."""


@dataclass(frozen=True)
class Step:
    """One of the four steps of a card: done on a day, going on now, or still to come."""

    name: str
    state: str
    """``done``, ``now`` or ``ahead``."""
    on: date | None = None


def steps_of(referral: Referral) -> list[Step]:
    """Sent, accepted, contact, result. The first that has no day is where the card is now."""
    days = [
        (_("Sent"), referral.sent_on),
        (_("Accepted"), referral.accepted_on),
        (_("In contact"), referral.contacted_on),
        (_("Result"), referral.result_on),
    ]
    # A result can be known without a contact of its own: what lies before it is done as well.
    done = max((number for number, (_name, on) in enumerate(days) if on), default=-1)
    return [
        Step(name, "done" if number <= done else "now" if number == done + 1 else "ahead", on)
        for number, (name, on) in enumerate(days)
    ]


def answers_to(referral: Referral) -> list[Event]:
    """What the partner can answer in this state, what is asked first on top."""
    state = State(referral.state)
    possible = PARTNER_MOVES & set(events_from(state))
    return sorted(possible, key=lambda event: (event is not FIRST.get(state), ORDER.index(event)))


def is_asked(event: Event, referral: Referral) -> bool:
    """Whether this answer is the one that the partner is asked for now."""
    return FIRST.get(State(referral.state)) is event


def last_named(referral: Referral) -> str:
    """Who answered for the partner last in this round, else whom the partner named to ask for; perhaps nobody."""
    told = AuditEvent.objects.filter(subject_type="referral", subject_id=referral.pk, verb__in=_VERBS)
    for event in told.order_by("-pk")[:5]:
        if event.detail.get("who"):
            return str(event.detail["who"])
    desk = desk_of(referral)
    return desk.contact_name if desk else ""


_VERBS = [f"referral_{event}" for event in ORDER]


def said(event: Event) -> str:
    """What a partner hears after an answer: that it came through, and what comes next."""
    return {
        Event.ACCEPT: _("Accepted. The entrepreneur and the adviser know it now. Get in touch with the entrepreneur."),
        Event.DECLINE: _("Passed on. The adviser looks for another way. Nothing more is asked."),
        Event.CONTACT: _("Passed on. Come back here once it is done: the same link keeps working."),
        Event.START: _("Passed on. Come back here once it is done: the same link keeps working."),
        Event.REPORT: _("Thank you. The entrepreneur is now asked whether it helped."),
    }[event]
