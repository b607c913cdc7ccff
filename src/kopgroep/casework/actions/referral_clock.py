"""What the clock does to referrals at night. Running it twice changes nothing the second time."""

from datetime import date

from django.db import transaction

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.permissions import open_to_all
from kopgroep.base.working_days import add_working_days
from kopgroep.casework import referral_letters as letters
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event, State
from kopgroep.casework.moving import move
from kopgroep.programme import current

REMINDED = (State.SENT, State.ACCEPTED)
"""The states in which a partner that is too late gets one mail; later the adviser calls."""


@open_to_all
def expire_referrals(on: date) -> int:
    """Give referrals that a partner left unanswered back to their adviser. Returns how many."""
    days = current().clocks.referral_expire
    sent = Referral.objects.filter(state=State.SENT).order_by("pk")
    late = [referral for referral in sent if referral.sent_on and add_working_days(referral.sent_on, days) < on]
    return sum(_expire(referral) for referral in late)


@open_to_all
def remind_partners(on: date) -> int:
    """Remind partners of cards whose term is over, once in each state. Returns how many letters were written."""
    late = Referral.objects.filter(state__in=REMINDED, due_on__lt=on).select_related("company", "owner").order_by("pk")
    return sum(_remind(referral) for referral in list(late))


@open_to_all
def close_unanswered(on: date) -> int:
    """Close referrals with a known result of which the entrepreneur did not answer in time. Returns how many."""
    waiting = Referral.objects.filter(state=State.RESULT_KNOWN, helped="", due_on__lt=on).order_by("pk")
    return sum(_close(referral, on) for referral in list(waiting))


@transaction.atomic
def _remind(referral: Referral) -> bool:
    if letters.was_reminded(referral) or letters.remind_partner(referral) is None:
        return False
    note("referral_remind", referral, by=None, company_id=referral.company_id, partner=referral.partner)
    return True


@transaction.atomic
def _expire(referral: Referral) -> bool:
    referral = take(referral, version=None)
    if referral.state != State.SENT:
        return False
    letters.tell_adviser(move(referral, Event.EXPIRE, by=None, round=referral.round + 1), Event.EXPIRE)
    return True


@transaction.atomic
def _close(referral: Referral, on: date) -> bool:
    referral = take(referral, version=None)
    if referral.state != State.RESULT_KNOWN or referral.helped:
        return False
    move(referral, Event.CLOSE, by=None, closed_on=on, coded=referral.outcome)
    return True
