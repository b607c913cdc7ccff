"""How people log in: settings for django-allauth, and OpenID Connect as the environment describes it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from kopgroep.accounts.roles import Role

PRODUCTION = os.environ.get("KOPGROEP_PRODUCTION", "") == "1"
REMEDY = "See docs/how-to/log-in-with-openid-connect.md."


@dataclass(frozen=True)
class OpenIDConnect:
    """The organisation's own log-in, as KOPGROEP_OIDC_ISSUER and its companions describe it."""

    issuer: str
    client_id: str
    secret: str
    name: str
    roles_claim: str = "groups"
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Which value of the claim gives which role. Empty: roles are given by hand."""
    acr: str = ""
    """The level of assurance that is asked for and must come back; empty asks for none."""
    form_origins: tuple[str, ...] = ()

    @property
    def origins(self) -> list[str]:
        """Where a form may end up: the content security policy also judges the redirect after a POST."""
        parts = urlsplit(self.issuer)
        return [f"{parts.scheme}://{parts.netloc}", *self.form_origins]

    def as_provider(self) -> dict[str, Any]:
        """The shape in which allauth wants it."""
        settings = {"server_url": self.issuer.rstrip("/"), "oauth_pkce_enabled": True}
        app = {"provider_id": "organisatie", "name": self.name, "client_id": self.client_id, "secret": self.secret}
        return {"openid_connect": {"APPS": [{**app, "settings": settings}]}}


def openid_connect(environ: Mapping[str, str]) -> OpenIDConnect | None:
    """Read OpenID Connect from the environment; None when KOPGROEP_OIDC_ISSUER is not set.

    Raises SystemExit that names the variable and the remedy when something is missing or cannot be read.
    """
    issuer = environ.get("KOPGROEP_OIDC_ISSUER", "")
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise SystemExit(f"KOPGROEP_OIDC_ISSUER must start with https://. {REMEDY}")
    for variable in ("KOPGROEP_OIDC_CLIENT_ID", "KOPGROEP_OIDC_CLIENT_SECRET"):
        if not environ.get(variable):
            raise SystemExit(f"{variable} is not set, but KOPGROEP_OIDC_ISSUER is. {REMEDY}")
    return OpenIDConnect(
        issuer=issuer,
        client_id=environ["KOPGROEP_OIDC_CLIENT_ID"],
        secret=environ["KOPGROEP_OIDC_CLIENT_SECRET"],
        name=environ.get("KOPGROEP_OIDC_NAME", "OpenID Connect"),
        roles_claim=environ.get("KOPGROEP_OIDC_ROLES_CLAIM", "groups"),
        roles=_roles(environ.get("KOPGROEP_OIDC_ROLES", "")),
        acr=environ.get("KOPGROEP_OIDC_ACR", ""),
        form_origins=tuple(environ.get("KOPGROEP_OIDC_FORM_ORIGINS", "").split()),
    )


def _roles(text: str) -> dict[str, Role]:
    """Read ``{"value of the claim": "role"}``."""
    try:
        mapping = json.loads(text or "{}")
        return {str(value): Role(role) for value, role in mapping.items()}
    except (ValueError, AttributeError) as error:
        known = ", ".join(Role)
        raise SystemExit(
            f'KOPGROEP_OIDC_ROLES must look like {{"value of the claim": "role"}}, with as roles {known}. '
            f"It says: {error}. {REMEDY}"
        ) from None


def second_factor_optional(environ: Mapping[str, str]) -> bool:
    """True when a demonstration may do without a second factor. Raises SystemExit for a word that means nothing."""
    word = environ.get("KOPGROEP_SECOND_FACTOR", "required")
    if word not in {"required", "optional"}:
        raise SystemExit(f"KOPGROEP_SECOND_FACTOR is {word!r}; leave it out, or say 'required' or 'optional'.")
    return word == "optional"


SECOND_FACTOR_OPTIONAL = second_factor_optional(os.environ)
OPENID_CONNECT = openid_connect(os.environ)
SOCIALACCOUNT_PROVIDERS = OPENID_CONNECT.as_provider() if OPENID_CONNECT else {}
FORM_ORIGINS = OPENID_CONNECT.origins if OPENID_CONNECT else []

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_start"
LOGOUT_REDIRECT_URL = "portal:home"

ACCOUNT_ADAPTER = "kopgroep.accounts.login.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# A manager enters the address; a code or a link sent to it is the proof.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
# Behind the proxy of a production server the last address in X-Forwarded-For is the visitor's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KOPGROEP_PROXIES", "1" if PRODUCTION else "0"))
_FORMS = "kopgroep.config.entrance.forms."
ACCOUNT_FORMS = {
    "login": f"{_FORMS}LogInForm",
    "request_login_code": f"{_FORMS}RequestCodeForm",
    "confirm_login_code": f"{_FORMS}ConfirmCodeForm",
    "reset_password": f"{_FORMS}ForgottenPasswordForm",
    "reset_password_from_key": f"{_FORMS}NewPasswordForm",
    "change_password": f"{_FORMS}ChangePasswordForm",
    "set_password": f"{_FORMS}ChoosePasswordForm",
    "reauthenticate": f"{_FORMS}ConfirmPasswordForm",
}

MFA_ADAPTER = "kopgroep.accounts.login.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": f"{_FORMS}SecondStepForm",
    "reauthenticate": f"{_FORMS}ConfirmSecondStepForm",
    "activate_totp": f"{_FORMS}ActivateAppForm",
    "add_webauthn": f"{_FORMS}AddKeyForm",
    "edit_webauthn": f"{_FORMS}NameKeyForm",
}

SOCIALACCOUNT_ADAPTER = "kopgroep.accounts.login.OpenIDConnectAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
