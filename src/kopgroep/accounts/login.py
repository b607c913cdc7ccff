"""Where allauth asks us: who may come in, in which words, and what is written down of it.

The log-in of an organisation (OpenID Connect) gets the checks that the Dutch government profile asks for and that
allauth leaves out: a nonce, the signature of the token, the same subject everywhere, the level of assurance.
"""

import secrets
import time
from collections.abc import Mapping
from hmac import compare_digest
from typing import Any, Protocol

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.actions import keep_roles
from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.accounts.secrets_at_rest import conceal, reveal

JUST_NOW = 5 * 60
"""Seconds."""


class Organisation(Protocol):
    """What the settings say of the organisation's own log-in."""

    @property
    def acr(self) -> str: ...
    @property
    def roles_claim(self) -> str: ...
    @property
    def roles(self) -> Mapping[str, Role]: ...


def organisation() -> Organisation:
    """The organisation's own log-in. Only asked where allauth has found it in the settings."""
    assert settings.OPENID_CONNECT is not None
    return settings.OPENID_CONNECT


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a manager, never by a visitor; coming in and failing to are written down."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask your programme manager to open it again."),
        "email_password_mismatch": _("This e-mail address and password do not belong together. Try again."),
        "enter_current_password": _("This is not your password. Try again."),
        "incorrect_code": _("This code is not right, or it is too old. Ask for a new one."),
        "incorrect_password": _("This is not your password. Try again."),
        "invalid_login": _("Fill in your e-mail address."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for himself."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask who it is before something delicate, unless somebody logged in or answered a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return bool(time.time() - latest > JUST_NOW)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Write down that somebody came in, and how."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        records = get_authentication_records(request, user)
        note("log_in", user, by=user, methods=[record.get("type", record["method"]) for record in records])
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that somebody tried an account; an address that is not known is nobody's and is not kept."""
        super().authentication_failed(request, **credentials)
        user = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        if user:
            note("log_in_failed", user, by=None)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Tell the person that something about the account changed, and write it down."""
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
        note(template_prefix.rpartition("/")[2], user, by=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted, and a password never stands alone."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
        "cannot_delete_authenticator": _("This is your only second factor. Add another one first."),
    }

    def get_totp_issuer(self) -> str:
        """The name beside the code in the app."""
        return "Kopgroep"

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return conceal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret from the database."""
        return reveal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second factor of an account with a password."""
        types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user=authenticator.user, type__in=types).exclude(pk=authenticator.pk)
        return not authenticator.user.has_usable_password() or others.exists()


class CheckedProvider(OpenIDConnectProvider):
    """Sends a nonce and the level of assurance along."""

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        """Go to the provider, with a nonce that is kept in the session."""
        nonce = secrets.token_urlsafe(32)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), "nonce": nonce}
        if acr := organisation().acr:
            kwargs["auth_params"]["acr_values"] = acr
        response: HttpResponse = super().redirect(request, process, nonce=nonce, **kwargs)
        return response


class CheckedOpenIDConnect(OpenIDConnectOAuth2Adapter):
    """Checks the signature of the token, though it came straight from the provider."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class OpenIDConnectAdapter(DefaultSocialAccountAdapter):
    """Lets in who was invited; gives the roles that the organisation says."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> CheckedProvider:
        """Our own provider, the only one there is."""
        return CheckedProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def generate_state_param(self, state: dict[str, Any]) -> str:
        """A reference to the state of 256 bits; the profile asks for 128 at least."""
        return secrets.token_urlsafe(32)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account for himself."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Check what came back, find the account that belongs to it, and set its roles.

        Raises PermissionDenied when the answer does not fit the question, ImmediateHttpResponse with a page that
        says what to do for somebody who was not invited.
        """
        told = sociallogin.account.extra_data
        claims = told.get("id_token", {})
        self._check(sociallogin, claims, told.get("userinfo", {}))
        # Kept is the subject only: what else the provider tells is read here and forgotten.
        sociallogin.account.extra_data = {}
        everything = {**claims, **told.get("userinfo", {})}
        if not sociallogin.is_existing:
            sociallogin.connect(request, self._invited(request, everything))
        mapping = organisation().roles
        if mapping:
            told_roles = everything.get(organisation().roles_claim) or []
            values = [told_roles] if isinstance(told_roles, str) else told_roles
            held = {mapping[value] for value in values if value in mapping}
            keep_roles(sociallogin.user, held=held, among=set(mapping.values()))

    @staticmethod
    def _check(sociallogin: SocialLogin, claims: dict[str, Any], userinfo: dict[str, Any]) -> None:
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied("only logging in goes through the organisation")
        if not compare_digest(str(claims.get("nonce", "")), str(sociallogin.state.get("nonce", "?"))):
            raise PermissionDenied("the nonce is not the one that was sent")
        if userinfo and userinfo.get("sub") != claims["sub"]:
            raise PermissionDenied("the user information is about somebody else")
        acr = organisation().acr
        if acr and claims.get("acr") != acr:
            raise PermissionDenied("the level of assurance is not the one that was asked for")

    def _invited(self, request: HttpRequest, claims: dict[str, Any]) -> User:
        """The account made for the address that the provider has verified, while nobody else came in with it."""
        email = str(claims.get("email", "")).lower() if claims.get("email_verified") is True else ""
        user = User.objects.filter(email=email, is_active=True).first() if email else None
        if user is None or SocialAccount.objects.filter(user=user).exists():
            page = render(request, "socialaccount/not_invited.html", {"email": email}, status=403)
            raise ImmediateHttpResponse(page)
        return user
