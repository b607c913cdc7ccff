"""What an entrepreneur answers through a link in a mail: may it be shared, and did it help."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, open_to_all, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework import referral_letters as letters
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event, State
from kopgroep.casework.moving import move
from kopgroep.casework.sending import keep_consent, send
from kopgroep.companies.models import Consent


@open_to_all
@transaction.atomic
def answer_consent(referral: Referral, *, given: bool, answered_by: str, link_round: int) -> Referral:
    """Say yes or no to sharing the card with the partner. A yes sends it, a no withdraws the referral.

    ``link_round`` comes from the signed link. Raises Refused for a link of an earlier round, a second answer, and
    without a name.
    """
    referral = take(referral, version=None)
    if referral.state != State.CONSENT_ASKED or referral.round != link_round:
        raise Refused(_("This question was answered already, or has changed since."))
    if not answered_by.strip():
        raise Refused(_("Fill in your name, so that we know who answered."), field="answered_by")
    consent = keep_consent(referral, given=given, answered_by=answered_by, how=Consent.How.LINK, by=None)
    if given:
        return send(referral, consent=consent, by=None)
    referral = move(
        referral, Event.REFUSE, by=None, consent=consent, end_reason=_("no consent"), round=referral.round + 1
    )
    letters.tell_adviser(referral, Event.REFUSE)
    return referral


@open_to_all
@transaction.atomic
def confirm_referral(referral: Referral, *, helped: str, link_round: int, note: str = "") -> Referral:
    """Say whether the partner helped. Yes or partly closes the referral; no puts it before the adviser.

    May be said once, also after the referral was closed for want of an answer. Raises Refused for a link of an
    earlier round, a second answer, or no choice.
    """
    referral = take(referral, version=None)
    if referral.round != link_round:
        raise Refused(_("This link is of an earlier round and changes nothing any more."))
    return _confirm(referral, helped=helped, words=note, by=None)


@requires(Permission.REFER)
@transaction.atomic
def note_confirmation(
    referral: Referral, *, helped: str, by: User, note: str = "", version: int | None = None
) -> Referral:
    """Write down what the entrepreneur told an adviser about the help of the partner."""
    return _confirm(take(referral, version=version), helped=helped, words=note, by=by)


def _confirm(referral: Referral, *, helped: str, words: str, by: User | None) -> Referral:
    if helped not in Referral.Helped.values:
        raise Refused(_("Choose one of the three answers."), field="helped")
    if referral.helped:
        raise Refused(_("This question was answered already. Thank you."))
    told = {"helped": helped}
    answer: dict[str, Any] = {"helped": helped, "helped_note": words.strip()[:1000], "helped_on": today()}
    referral = move(referral, Event.CONFIRM, by=by, coded=helped, told=told, **answer)
    if by is None:
        letters.thank_entrepreneur(referral)
    if referral.state == State.CLOSED:
        return referral
    if helped == Referral.Helped.NO:
        if by is None:
            letters.tell_adviser(referral, Event.CONFIRM)
        return referral
    return move(referral, Event.CLOSE, by=by, closed_on=today(), coded=referral.outcome)
