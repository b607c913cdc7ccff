"""The link with which somebody without an account fills in a scan and reads its result: signed, for a limited time."""

from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kopgroep.base.clock import ZONE, today
from kopgroep.programme import current
from kopgroep.scans.models import Filling

SALT = "kopgroep.scans.filling"
"""A link that was made for something else opens no scan."""


class UnknownLinkError(Exception):
    """The link was not made by us, was damaged on the way, or is for something else."""


class ExpiredLinkError(Exception):
    """The link was good once. Its time is over, or the scan was withdrawn."""

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self.filling = filling


def token_for(filling: Filling) -> str:
    """The part of an address that opens this scan. It is the same each time, so every mail has the same link."""
    return signing.Signer(salt=SALT).sign_object({"filling": filling.pk})


def fill_url(filling: Filling) -> str:
    """The whole address of the pages on which it is filled in."""
    return _whole("portal:filling", filling)


def result_url(filling: Filling) -> str:
    """The whole address of the result."""
    return _whole("portal:scan-result", filling)


def opened(token: str) -> Filling:
    """The scan that a link opens, finished or not; changes nothing.

    Raises UnknownLinkError for a link that we did not make, ExpiredLinkError when its time is over.
    """
    try:
        found = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature as error:
        raise UnknownLinkError from error
    related = Filling.objects.select_related("edition", "company", "company_guess", "adviser")
    filling = related.filter(pk=found["filling"]).first()
    if filling is None:
        raise UnknownLinkError
    if filling.withdrawn_on or link_until(filling) < today():
        raise ExpiredLinkError(filling)
    return filling


def link_until(filling: Filling) -> date:
    """The last day on which the link works: a term of the programme after the last answer, or after finishing."""
    last = filling.finished_on or filling.saved_at.astimezone(ZONE).date()
    return last + timedelta(days=current().clocks.scan_link_days)


def _whole(page: str, filling: Filling) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(page, args=[token_for(filling)])
