"""What the pages behind a link about a referral share: opening the link, and saying why it will not open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kopgroep.casework.links import ExpiredLinkError, Purpose, SpentLinkError, UnknownLinkError, opened
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.portal.limits import ANSWERS, too_often

View = Callable[[HttpRequest, Referral], HttpResponse]

BEFORE = (State.DRAFT, State.CONSENT_ASKED)
WHY_NO_CARD = {
    State.DECLINED: "declined",
    State.EXPIRED: "late",
    State.REROUTED: "rerouted",
    State.CLOSED: "closed",
    State.WITHDRAWN: "withdrawn",
    State.DRAFT: "withdrawn",
    State.CONSENT_ASKED: "withdrawn",
}
ANSWERED = ("yes", "no", "declined")
"""The link did what it was for; looking again is no mistake."""


def behind_link(purpose: Purpose) -> Callable[[View], Callable[[HttpRequest, str], HttpResponse]]:
    """A page that a link of this purpose opens. The view gets the referral; a link that opens nothing gets words.

    Looking changes nothing, because mail programs open links before people do. A link that we do not know answers
    404, one that is over 410, and sending an answer twice 409.
    """

    def mark(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request: HttpRequest, token: str) -> HttpResponse:
            try:
                referral = opened(token, purpose)
            except UnknownLinkError:
                return shut(request, "unknown")
            except ExpiredLinkError as error:
                speak(request, error.referral, purpose)
                return shut(request, reason(error, purpose), error.referral)
            speak(request, referral, purpose)
            if request.method == "POST" and too_often(request, ANSWERS):
                return shut(request, "often")
            return view(request, referral)

        return page

    return mark


def speak(request: HttpRequest, referral: Referral | None, purpose: Purpose) -> None:
    """To an entrepreneur in the language of the mail, until he or she chooses another one."""
    if referral and purpose is not Purpose.CARD and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(referral.language)
        request.LANGUAGE_CODE = translation.get_language()


def reason(error: ExpiredLinkError, purpose: Purpose) -> str:
    """The code of why a link opens nothing, by which the page finds its words."""
    referral = error.referral
    if referral is None:
        return "expired"
    state = State(referral.state)
    if purpose is Purpose.CARD:
        return WHY_NO_CARD.get(state, "newer") if isinstance(error, SpentLinkError) else "late"
    if purpose is Purpose.CONSENT and referral.consent and state not in BEFORE:
        return "yes" if referral.consent.given else "no"
    return "withdrawn" if state == State.WITHDRAWN else "changed"


def shut(request: HttpRequest, why: str, referral: Referral | None = None) -> HttpResponse:
    """The page that says what is the matter with a link, and what to do. Nobody's data is on it."""
    status = {"unknown": 404, "often": 429}.get(why, 410)
    if why in ANSWERED:
        status = 409 if request.method == "POST" else 200
    context: dict[str, Any] = {"why": why, "referral": referral}
    return render(request, "portal/referral_link.html", context, status=status)
