"""The states of a referral in words, and what the one whose turn it is has to do. Said in the language of the page."""

from django.utils.translation import gettext as _

from kopgroep.casework.models.referral_states import Event, Mover, State


def state_word(state: str) -> str:
    """Where a referral stands, in a word or two."""
    return {
        State.DRAFT: _("draft"),
        State.CONSENT_ASKED: _("consent asked"),
        State.SENT: _("sent"),
        State.ACCEPTED: _("accepted"),
        State.DECLINED: _("declined"),
        State.EXPIRED: _("no answer"),
        State.CONTACTED: _("contact made"),
        State.ACTIVE: _("at work"),
        State.RESULT_KNOWN: _("result known"),
        State.CLOSED: _("closed"),
        State.WITHDRAWN: _("withdrawn"),
        State.REROUTED: _("to another partner"),
    }[State(state)]


def mover_word(mover: Mover) -> str:
    """Who must do something."""
    return {
        Mover.ADVISER: _("adviser"),
        Mover.ENTREPRENEUR: _("entrepreneur"),
        Mover.PARTNER: _("partner"),
        Mover.CLOCK: _("clock"),
    }[mover]


def task_word(state: str) -> str:
    """What is waited for in an open state; empty in an end state."""
    return {
        State.DRAFT: _("ask for consent"),
        State.CONSENT_ASKED: _("say yes or no to sharing"),
        State.SENT: _("accept or decline"),
        State.ACCEPTED: _("contact the company"),
        State.CONTACTED: _("report what came of it"),
        State.ACTIVE: _("report what came of it"),
        State.DECLINED: _("find another partner, or stop"),
        State.EXPIRED: _("find another partner, or stop"),
        State.RESULT_KNOWN: _("say whether it helped"),
    }.get(State(state), "")


def event_word(event: Event) -> str:
    """What happens, as the arrow of the diagram says it."""
    return {
        Event.ASK_CONSENT: _("ask for consent"),
        Event.REFUSE: _("no consent"),
        Event.SEND: _("send, with consent"),
        Event.ACCEPT: _("accept"),
        Event.DECLINE: _("decline, with a reason"),
        Event.EXPIRE: _("no answer in time"),
        Event.CONTACT: _("first contact or appointment"),
        Event.START: _("begin"),
        Event.REPORT: _("report the result"),
        Event.CONFIRM: _("say whether it helped"),
        Event.CLOSE: _("close"),
        Event.REROUTE: _("choose another partner"),
        Event.WITHDRAW: _("withdraw, with a reason"),
        Event.REOPEN: _("open again, with a reason"),
    }[event]
