"""Who logged in with a password alone sets up a second factor before anything else."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kopgroep.base.clock import standing_at

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SHUT = {"workspace", "api"}
"""The surfaces that stay shut until there is a second factor."""


def waived() -> bool:
    """True in a demonstration that may do without. Where the clock runs, nothing waives it."""
    return bool(settings.SECOND_FACTOR_OPTIONAL) and standing_at() is not None


def is_missing(request: HttpRequest) -> bool:
    """True when this session came in by a password and the account has no second factor to ask for.

    An account that has one was asked for it at the door. A code by mail, a passkey or OpenID Connect brings its own.
    """
    if not request.user.is_authenticated or waived() or request.session.get("second_factor"):
        return False
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    if "password" not in methods:
        return False
    # Set up during this session, perhaps; it cannot be taken away again while there is a password.
    found = Authenticator.objects.filter(user_id=request.user.pk, type__in=FACTORS).exists()
    if found:
        request.session["second_factor"] = True
    return not found


def second_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that leads to the page where a second factor is set up."""

    def pass_on(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *_: object) -> HttpResponse | None:
        found = request.resolver_match
        if found and SHUT & set(found.app_names) and is_missing(request):
            return redirect("account_second_factor")
        return None

    pass_on.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it here
    return pass_on
