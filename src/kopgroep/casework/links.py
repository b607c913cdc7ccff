"""Links in mails about a referral: signed, for one purpose, for one round of it, and for a limited time."""

from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kopgroep.base.clock import today
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import SEEN_BY_PARTNER, State
from kopgroep.programme import current


class Purpose(StrEnum):
    """What a link is for. A link for one purpose opens nothing else."""

    CONSENT = "consent"
    CARD = "card"
    CONFIRM = "confirm"


LONGEST = {Purpose.CONSENT: timedelta(days=60), Purpose.CARD: timedelta(days=400), Purpose.CONFIRM: timedelta(days=120)}
"""How long a link lives after it was made, whatever else happens."""

PAGES = {Purpose.CONSENT: "portal:consent", Purpose.CARD: "portal:card", Purpose.CONFIRM: "portal:confirm"}


class UnknownLinkError(Exception):
    """The link was not made by us, was damaged on the way, or is for something else."""


class ExpiredLinkError(Exception):
    """The link was good once; its time is over."""

    def __init__(self, referral: Referral | None = None) -> None:
        super().__init__()
        self.referral = referral


class SpentLinkError(ExpiredLinkError):
    """The link belongs to an earlier round: the referral was withdrawn, declined, sent again or closed since."""


def token_for(referral: Referral, purpose: Purpose) -> str:
    """The part of an address that opens this referral for this purpose, in its present round."""
    return signing.dumps({"referral": referral.pk, "round": referral.round}, salt=_salt(purpose))


def link_url(referral: Referral, purpose: Purpose) -> str:
    """The whole address, for a mail."""
    return settings.BASE_URL.rstrip("/") + reverse(PAGES[purpose], args=[token_for(referral, purpose)])


def opened(token: str, purpose: Purpose) -> Referral:
    """The referral that a link opens; changes nothing.

    Raises UnknownLinkError for a link that we did not make for this purpose, ExpiredLinkError when its time is over,
    SpentLinkError when the referral has moved on to another round or to a state in which this link opens nothing.
    """
    try:
        found = signing.loads(token, salt=_salt(purpose), max_age=LONGEST[purpose])
    except signing.SignatureExpired as error:
        raise ExpiredLinkError from error
    except signing.BadSignature as error:
        raise UnknownLinkError from error
    referral = Referral.objects.select_related("company", "owner", "consent").filter(pk=found["referral"]).first()
    if referral is None:
        raise UnknownLinkError
    if referral.round != found["round"]:
        raise SpentLinkError(referral)
    _check_state(referral, purpose)
    return referral


def _check_state(referral: Referral, purpose: Purpose) -> None:
    """Whether this link still opens something in the state in which the referral is now."""
    if purpose is Purpose.CARD:
        if referral.state not in SEEN_BY_PARTNER or referral.state == State.CLOSED:
            raise SpentLinkError(referral)
        until = card_until(referral)
        if until and until < today():
            raise ExpiredLinkError(referral)
    if purpose is Purpose.CONFIRM and referral.state not in (State.RESULT_KNOWN, State.CLOSED):
        raise SpentLinkError(referral)


def card_until(referral: Referral) -> date | None:
    """The last day on which a partner can answer a card; None once it has answered."""
    if referral.state != State.SENT or referral.sent_on is None:
        return None
    return add_working_days(referral.sent_on, current().clocks.referral_expire)


def _salt(purpose: Purpose) -> str:
    return f"kopgroep.casework.referral.{purpose}"
