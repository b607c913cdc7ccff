"""Addresses of logging in. Only these of allauth's pages are open; what is not listed does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from kopgroep.config.entrance import views

KEYS = "mijn-account/sleutels/"
RECOVERY = "mijn-account/herstelcodes/"
FORGOTTEN = "inloggen/wachtwoord-vergeten/"

urlpatterns = [
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/verder/", views.start, name="account_start"),
    path("inloggen/code/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("inloggen/gesloten/", account.account_inactive, name="account_inactive"),
    path("inloggen/geen-toegang/", account.signup, name="account_signup"),
    path(FORGOTTEN, account.password_reset, name="account_reset_password"),
    path(f"{FORGOTTEN}verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path(f"{FORGOTTEN}klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        rf"^{FORGOTTEN}(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("inloggen/afgebroken/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("inloggen/via/<slug:provider_id>/", views.openid_login, name="openid_connect_login"),
    path("inloggen/via/<slug:provider_id>/terug/", views.openid_callback, name="openid_connect_callback"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("mijn-account/", mfa.index, name="mfa_index"),
    path("mijn-account/tweede-stap/", views.second_factor, name="account_second_factor"),
    path("mijn-account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("mijn-account/bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mijn-account/bevestigen/sleutel/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("mijn-account/wachtwoord/", account.password_change, name="account_change_password"),
    path("mijn-account/wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("mijn-account/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("mijn-account/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(RECOVERY, recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{RECOVERY}nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(f"{RECOVERY}downloaden/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(KEYS, webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(f"{KEYS}nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(f"{KEYS}<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path(f"{KEYS}<int:pk>/weg/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("mijn-account/ingelogd/", sessions.list_usersessions, name="usersessions_list"),
]
