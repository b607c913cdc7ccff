"""Links that open one question for whoever holds them: signed, for one purpose, and for a limited time."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kopgroep.base.clock import ZONE
from kopgroep.casework.models import Question
from kopgroep.programme import current


class Purpose(StrEnum):
    """What a link is for. A link for one purpose opens nothing else."""

    ASKED = "asked"
    FOLLOW = "follow"


LONGEST = {Purpose.ASKED: timedelta(days=1), Purpose.FOLLOW: timedelta(days=365)}
"""How long a link lives after it was made, whatever else happens."""


class UnknownLinkError(Exception):
    """The link was not made by us, was damaged on the way, or is for something else."""


class ExpiredLinkError(Exception):
    """The link was good once."""


def token_for(question: Question, purpose: Purpose, **more: Any) -> str:
    """The part of an address that opens this question for this purpose. ``more`` goes along, signed but readable."""
    return signing.dumps({"question": question.pk, **more}, salt=_salt(purpose))


def opened(token: str, purpose: Purpose) -> dict[str, Any]:
    """What ``token_for`` put in, with the question itself; changes nothing.

    Raises UnknownLinkError or ExpiredLinkError.
    """
    try:
        found: dict[str, Any] = signing.loads(token, salt=_salt(purpose), max_age=LONGEST[purpose])
    except signing.SignatureExpired as error:
        raise ExpiredLinkError from error
    except signing.BadSignature as error:
        raise UnknownLinkError from error
    question = Question.objects.select_related("caller", "company").filter(pk=found["question"]).first()
    if question is None:
        raise UnknownLinkError
    return {**found, "question": question}


def follow_url(question: Question) -> str:
    """The whole address of the page on which the entrepreneur follows the question."""
    path = reverse("portal:follow", args=[token_for(question, Purpose.FOLLOW)])
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def follow_until(question: Question) -> date:
    """The last day on which the question can be followed: a term of the programme after its last change."""
    moments = [question.asked_on, question.closed_on]
    if question.taken_at:
        moments.append(question.taken_at.astimezone(ZONE).date())
    return max(day for day in moments if day) + timedelta(days=current().clocks.follow_link_days)


def _salt(purpose: Purpose) -> str:
    return f"kopgroep.portal.{purpose}"
