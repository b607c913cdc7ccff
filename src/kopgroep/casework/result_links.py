"""The link in the mail that asks a company about a result: signed, for one round of asking, and for a limited time."""

from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kopgroep.base.clock import ZONE, today
from kopgroep.casework.links import ExpiredLinkError, SpentLinkError, UnknownLinkError
from kopgroep.casework.models import Result
from kopgroep.programme import current

SALT = "kopgroep.casework.result"
LONGEST = timedelta(days=120)
"""How long the page says thank you after an answer; the question itself stands for ``link_days`` only."""

ANSWERED = (Result.State.STATED, Result.State.DENIED, Result.State.VERIFIED)
"""The company has said something; its link then shows what it said."""


def token_for(result: Result) -> str:
    """The part of an address that opens this result in its present round."""
    return signing.dumps({"result": result.pk, "round": result.round}, salt=SALT)


def link_url(result: Result) -> str:
    """The whole address, for a mail."""
    return settings.BASE_URL.rstrip("/") + reverse("portal:result", args=[token_for(result)])


def last_day(result: Result) -> date | None:
    """The last day on which the company can answer; None when it was never asked."""
    if result.asked_at is None:
        return None
    return result.asked_at.astimezone(ZONE).date() + timedelta(days=current().results.link_days)


def opened(token: str) -> Result:
    """The result that a link opens; changes nothing.

    Raises UnknownLinkError for a link that we did not make, ExpiredLinkError when its time is over, SpentLinkError
    when the result was withdrawn or asked anew since.
    """
    try:
        found = signing.loads(token, salt=SALT, max_age=LONGEST)
    except signing.SignatureExpired as error:
        raise ExpiredLinkError from error
    except signing.BadSignature as error:
        raise UnknownLinkError from error
    rows = Result.objects.select_related("company__account_manager", "written_by", "journey", "referral")
    result = rows.filter(pk=found["result"]).first()
    if result is None:
        raise UnknownLinkError
    if result.round != found["round"]:
        raise SpentLinkError
    if result.state in ANSWERED:
        return result
    if not is_open(result):
        raise ExpiredLinkError
    return result


def is_open(result: Result) -> bool:
    """Whether the company can answer today."""
    until = last_day(result)
    return result.state == Result.State.ASKED and until is not None and until >= today()
