"""The link in a letter of the survey with which a company says that it does not take part."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kopgroep.casework.models import SurveyAsk

SALT = "kopgroep.casework.survey.refuse"


class UnknownLinkError(Exception):
    """The link was not made by us, or was damaged on the way."""


def refusal_url(ask: SurveyAsk) -> str:
    """The whole address, for a letter. It opens nothing but the page on which one says no."""
    token = signing.Signer(salt=SALT).sign_object({"ask": ask.pk})
    return settings.BASE_URL.rstrip("/") + reverse("portal:survey-refuse", args=[token])


def asked_by(token: str) -> SurveyAsk:
    """Who was asked with the letter in which this link stood. Raises UnknownLinkError."""
    try:
        found = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature as error:
        raise UnknownLinkError from error
    ask = SurveyAsk.objects.select_related("survey", "company").filter(pk=found["ask"]).first()
    if ask is None:
        raise UnknownLinkError
    return ask
