"""What an adviser can do with a referral: each act with its form and its words, and when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.referral_answers import (
    accept_referral,
    contact_referral,
    decline_referral,
    report_referral,
    start_referral,
)
from kopgroep.casework.actions.referral_consents import note_confirmation
from kopgroep.casework.actions.referrals import (
    ask_consent,
    change_draft,
    close_referral,
    note_consent,
    reopen_referral,
    reroute_referral,
    send_again,
    withdraw_referral,
)
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import NEXT, PARTNER_MOVES, Event, Mover, State
from kopgroep.casework.moving import Through
from kopgroep.casework.referral_history import asked_before
from kopgroep.companies.models import Consent
from kopgroep.workspace.forms import referrals as forms

UNSENT = (State.DRAFT, State.CONSENT_ASKED)


def _always(_referral: Referral) -> bool:
    return True


@dataclass(frozen=True)
class Act:
    """One thing to do. ``word`` stands in its address."""

    word: str
    event: Event
    title: str | Promise
    done: str | Promise
    """What is said when it was done."""
    run: Callable[..., Referral]
    """Called with the referral, what the form says, and ``by``; gives the referral whose page comes next."""
    form: type[forms.ReferralForm] = forms.ReferralForm
    states: tuple[State, ...] = ()
    """Where it is offered; empty for every state that the table allows."""
    fits: Callable[[Referral], bool] = _always
    """What else must be so."""
    explain: str | Promise = ""
    """What happens when the button is pressed."""

    @property
    def is_for_partner(self) -> bool:
        """Whether it is written down on behalf of a partner who rang."""
        return self.event in PARTNER_MOVES

    def is_possible(self, referral: Referral) -> bool:
        """Whether it can be done with this referral now."""
        state = State(referral.state)
        in_table = (state, self.event) in NEXT
        return in_table and (not self.states or state in self.states) and self.fits(referral)


def _said(referral: Referral, data: dict[str, Any], *, by: User) -> Referral:
    given, how = data["given"] == "yes", Consent.How(data["how"])
    return note_consent(referral, given=given, answered_by=data["answered_by"], how=how, by=by, version=data["version"])


def _changed(referral: Referral, data: dict[str, Any], *, by: User) -> Referral:
    names = ("partner", "theme", "ask", "contact_name", "contact_email", "contact_phone", "language", "internal_note")
    changes = {name: data[name] for name in names if data[name] != getattr(referral, name)}
    if "partner" in changes:
        changes["service"] = ""
    return change_draft(referral, by=by, version=data["version"], kept=data["kept"], **changes)


def _rerouted(referral: Referral, data: dict[str, Any], *, by: User) -> Referral:
    return reroute_referral(referral, by=by, **{name: data[name] for name in ("submission", "version", *CHOSEN)})


CHOSEN = ("partner", "service")


def _plain(action: Callable[..., Referral], *names: str) -> Callable[..., Referral]:
    """An action that takes what the form says under the same names."""

    def run(referral: Referral, data: dict[str, Any], *, by: User) -> Referral:
        return action(referral, by=by, version=data["version"], **{name: data[name] for name in names})

    return run


def _rang(action: Callable[..., Referral], *names: str) -> Callable[..., Referral]:
    """An answer of a partner that an adviser writes down."""

    def run(referral: Referral, data: dict[str, Any], *, by: User) -> Referral:
        told = {name: data[name] for name in (*names, "who")}
        return action(referral, through=Through.ADVISER, by=by, version=data["version"], **told)

    return run


def _term_is_over(referral: Referral) -> bool:
    return bool(referral.helped) or bool(referral.due_on and referral.due_on < today())


ACTS = (
    Act(
        "toestemming-vragen",
        Event.ASK_CONSENT,
        _("Ask for consent by mail"),
        _("The mail with the question is on its way."),
        _plain(ask_consent),
        states=(State.DRAFT,),
        fits=lambda referral: bool(referral.contact_email),
        explain=_("The entrepreneur gets a mail with this card, and says yes or no. No answer means no."),
    ),
    Act(
        "toestemming",
        Event.SEND,
        _("Write down consent"),
        _("The answer is written down."),
        _said,
        forms.NoteConsentForm,
        UNSENT,
        explain=_("A yes sends the card to the partner at once. A no ends the referral."),
    ),
    Act(
        "opnieuw-vragen",
        Event.ASK_CONSENT,
        _("Ask for consent again"),
        _("The mail with the question is on its way."),
        _plain(ask_consent),
        states=(State.CONSENT_ASKED,),
        fits=lambda referral: bool(referral.contact_email),
        explain=_("The entrepreneur gets a new mail. The link in the earlier one opens nothing any more."),
    ),
    Act(
        "andere-partner",
        Event.REROUTE,
        _("Choose another partner"),
        _("A new referral stands ready. The entrepreneur must agree to this partner too."),
        _rerouted,
        forms.RerouteForm,
    ),
    Act(
        "geholpen",
        Event.CONFIRM,
        _("Write down whether it helped"),
        _("The answer of the entrepreneur is written down."),
        _plain(note_confirmation, "helped", "note"),
        forms.HelpedForm,
        fits=lambda referral: not referral.helped,
    ),
    Act(
        "afronden",
        Event.CLOSE,
        _("Close referral"),
        _("The referral is closed."),
        _plain(close_referral),
        fits=_term_is_over,
        explain=_("The result is known. After this nobody needs to do anything."),
    ),
    Act(
        "opnieuw-sturen",
        Event.SEND,
        _("Send again"),
        _("The partner has the card again."),
        _plain(send_again),
        states=(State.SENT, State.EXPIRED),
        explain=_("The partner gets a new mail with this card. The link in the earlier one opens nothing any more."),
    ),
    Act(
        "wijzigen",
        Event.ASK_CONSENT,
        _("Change"),
        _("The referral is changed. Consent must be asked for this text."),
        _changed,
        forms.DraftForm,
        UNSENT,
    ),
    Act(
        "intrekken",
        Event.WITHDRAW,
        _("Withdraw"),
        _("The referral is withdrawn."),
        _plain(withdraw_referral, "reason"),
        forms.WhyForm,
    ),
    Act(
        "heropenen",
        Event.REOPEN,
        _("Open again"),
        _("The referral is open again."),
        _plain(reopen_referral, "reason"),
        forms.WhyForm,
        fits=lambda referral: not referral.decline_reason,
    ),
    Act(
        "partner-neemt-aan",
        Event.ACCEPT,
        _("The partner accepts"),
        _("Written down: the partner accepts."),
        _rang(accept_referral),
        forms.OnBehalfForm,
    ),
    Act(
        "partner-had-contact",
        Event.CONTACT,
        _("The partner had contact"),
        _("Written down: the partner had contact."),
        _rang(contact_referral, "on", "appointment_on"),
        forms.FirstContactForm,
    ),
    Act(
        "partner-is-bezig",
        Event.START,
        _("The partner is at work"),
        _("Written down: the partner is at work."),
        _rang(start_referral),
        forms.OnBehalfForm,
    ),
    Act(
        "partner-is-klaar",
        Event.REPORT,
        _("The partner has a result"),
        _("Written down: the result of the partner."),
        _rang(report_referral, "outcome", "note"),
        forms.ResultForm,
    ),
    Act(
        "partner-wijst-af",
        Event.DECLINE,
        _("The partner declines"),
        _("Written down: the partner declines. Find another way."),
        _rang(decline_referral, "reason", "note"),
        forms.DeclineForm,
    ),
)
"""All acts, in the order in which a page offers them."""

BY_WORD = {act.word: act for act in ACTS}


TO_PARTNER = frozenset({"toestemming-vragen", "opnieuw-vragen", "opnieuw-sturen", "heropenen"})
"""What brings the question to the partner (again): not when it said no, or has it, in another referral."""


def _is_elsewhere(referral: Referral) -> bool:
    question, theme = referral.question, referral.theme
    return referral.partner in asked_before(referral.company, question=question, theme=theme, but=referral.pk).all


@dataclass(frozen=True)
class Offered:
    """What one person can do with a referral now."""

    first: Act | None
    """The one that is waited for, when it is not the turn of the partner."""
    others: list[Act]
    for_partner: list[Act]


def offered(referral: Referral, *, user: User) -> Offered:
    """The acts that this person may do and that this state allows; never one that would be refused."""
    if not user.may(Permission.REFER):
        return Offered(None, [], [])
    possible = [act for act in ACTS if act.is_possible(referral)]
    if any(act.word in TO_PARTNER for act in possible) and _is_elsewhere(referral):
        possible = [act for act in possible if act.word not in TO_PARTNER]
    own = [act for act in possible if not act.is_for_partner]
    waits = referral.turn is not None and referral.turn.mover is not Mover.PARTNER
    first = own[0] if waits and own else None
    return Offered(first, [act for act in own if act is not first], [act for act in possible if act.is_for_partner])
