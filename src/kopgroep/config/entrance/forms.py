"""The forms of logging in, in our own words. What they check is allauth's."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EMAIL = _("E-mail address")
PASSWORD = _("Password")
AGAIN = _("The same password again")
LENGTH = _("At least 12 characters. A sentence is easy to remember and hard to guess.")


class Plain:
    """Gives fields our labels and help; the label stands above the field, so the placeholder goes."""

    labels: ClassVar[dict[str, Promise]] = {}
    helps: ClassVar[dict[str, Promise]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            if name == "code":
                field.widget.attrs.update({"autocomplete": "one-time-code", "autocapitalize": "characters"})


class LogInForm(Plain, account.LoginForm):
    """E-mail address and password."""

    labels: ClassVar = {"login": EMAIL, "password": PASSWORD}


class RequestCodeForm(Plain, account.RequestLoginCodeForm):
    """Where to send a code."""

    labels: ClassVar = {"email": EMAIL}


class ConfirmCodeForm(Plain, account.ConfirmLoginCodeForm):
    """The code that came by mail."""

    labels: ClassVar = {"code": _("Code from the mail")}


class ForgottenPasswordForm(Plain, account.ResetPasswordForm):
    """Where to send a link for a new password."""

    labels: ClassVar = {"email": EMAIL}


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    """A new password after following the link."""

    labels: ClassVar = {"password1": _("New password"), "password2": AGAIN}
    helps: ClassVar = {"password1": LENGTH}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """Another password instead of the present one."""

    labels: ClassVar = {"oldpassword": _("Your password now"), "password1": _("New password"), "password2": AGAIN}
    helps: ClassVar = {"password1": LENGTH}


class ChoosePasswordForm(Plain, account.SetPasswordForm):
    """A first password."""

    labels: ClassVar = {"password1": PASSWORD, "password2": AGAIN}
    helps: ClassVar = {"password1": LENGTH}


class ConfirmPasswordForm(Plain, account.ReauthenticateForm):
    """The password once more, before something delicate."""

    labels: ClassVar = {"password": PASSWORD}


class SecondStepForm(Plain, mfa.AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    labels: ClassVar = {"code": _("Code from the app")}
    helps: ClassVar = {"code": _("No phone at hand? Fill in one of your recovery codes.")}


class ConfirmSecondStepForm(Plain, mfa.ReauthenticateForm):
    """A code once more, before something delicate."""

    labels: ClassVar = {"code": _("Code from the app")}


class ActivateAppForm(Plain, totp.ActivateTOTPForm):
    """The first code of an app, which proves that it was set up well."""

    labels: ClassVar = {"code": _("Code from the app")}
    helps: ClassVar = {"code": _("The app shows 6 digits and renews them every half minute.")}


class AddKeyForm(Plain, webauthn.AddWebAuthnForm):
    """A passkey or security key to add."""

    labels: ClassVar = {"name": _("Name of this key"), "passwordless": _("Log in with this key alone")}
    helps: ClassVar = {
        "name": _("For instance: my work phone."),
        "passwordless": _("Without a password. The device asks for your fingerprint, face or PIN."),
    }


class NameKeyForm(Plain, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    labels: ClassVar = {"name": _("Name of this key")}
