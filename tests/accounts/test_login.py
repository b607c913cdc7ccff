"""Logging in: the ways in, the second factor, and what strangers learn (nothing)."""

import re
from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.config.login import second_factor_optional
from tests.cast import PASSWORD

LOG_IN = "/inloggen/"
SECOND_STEP = "/inloggen/tweede-stap/"
SET_UP = "/mijn-account/tweede-stap/"


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()


def code_of(secret: str) -> str:
    """The code that an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def with_app(user: User) -> str:
    """Set up an app for this person and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def verbs(user: User) -> list[str]:
    """What the audit trail says of an account, oldest first."""
    found = AuditEvent.objects.filter(subject_type="user", subject_id=user.pk).order_by("pk")
    return list(found.values_list("verb", flat=True))


def enter_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Post the log-in form and return where it leads ('' when it stays)."""
    return client.post(LOG_IN, {"login": user.email, "password": password}).headers.get("Location", "")


def test_password_alone_leads_to_setting_up_a_second_factor(client: Client, anna: User) -> None:
    assert enter_password(client, anna) == "/inloggen/verder/"
    assert client.get("/inloggen/verder/").headers["Location"] == SET_UP
    assert client.get(reverse("workspace:people")).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_password_and_app_open_the_workspace(client: Client, marieke: User) -> None:
    secret = with_app(marieke)
    assert enter_password(client, marieke) == SECOND_STEP
    assert client.get(reverse("workspace:people")).headers["Location"] == "/inloggen/?next=/werkplek/mensen/"
    assert client.post(SECOND_STEP, {"code": code_of(secret)}).headers["Location"] == "/inloggen/verder/"
    assert client.get(reverse("workspace:people")).status_code == 200
    assert verbs(marieke) == ["log_in"]
    assert AuditEvent.objects.get(verb="log_in").detail == {"methods": ["password", "totp"]}


def test_a_recovery_code_works_once(client: Client, marieke: User) -> None:
    with_app(marieke)
    RecoveryCodes.activate(marieke)
    code = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    enter_password(client, marieke)
    assert client.post(SECOND_STEP, {"code": code}).status_code == 302
    again = Client()
    enter_password(again, marieke)
    assert again.post(SECOND_STEP, {"code": code}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_workspace_at_once(client: Client, marieke: User) -> None:
    enter_password(client, marieke)
    client.get(reverse("mfa_activate_totp"))
    code = code_of(client.session["mfa.totp.secret"])
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("workspace:people")).status_code == 200
    assert verbs(marieke) == ["log_in", "totp_activated"]


def test_the_secret_of_an_app_is_not_readable_in_the_database(anna: User) -> None:
    secret = with_app(anna)
    stored = Authenticator.objects.get(user=anna).data["secret"]
    assert secret not in stored
    assert Authenticator.objects.get(user=anna).wrap().validate_code(code_of(secret)) is True


def test_a_renewed_secret_key_still_reads_the_secret_of_an_app(anna: User, settings: Settings) -> None:
    secret = with_app(anna)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer and longer secret key of the installation, for this test"
    assert Authenticator.objects.get(user=anna).wrap().validate_code(code_of(secret)) is True


def test_the_only_second_factor_cannot_be_removed(client: Client, marieke: User) -> None:
    secret = with_app(marieke)
    enter_password(client, marieke)
    client.post(SECOND_STEP, {"code": code_of(secret)})
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert answer.status_code == 200
    assert Authenticator.objects.filter(user=marieke, type=Authenticator.Type.TOTP).count() == 1


def test_a_code_by_mail_opens_the_workspace(client: Client, marieke: User) -> None:
    client.post(reverse("account_request_login_code"), {"email": marieke.email.upper()})
    assert mail.outbox[0].to == [marieke.email]
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    answer = client.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert answer.headers["Location"] == "/inloggen/verder/"
    assert client.get("/inloggen/verder/").headers["Location"].startswith("/werkplek/")
    assert client.get(reverse("workspace:people")).status_code == 200


def test_three_wrong_codes_end_the_attempt(client: Client, marieke: User) -> None:
    client.post(reverse("account_request_login_code"), {"email": marieke.email})
    answers = [client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"}) for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 302]
    assert answers[2].headers["Location"] == reverse("account_request_login_code")


@pytest.mark.parametrize("address", ["account_request_login_code", "account_reset_password"])
def test_a_stranger_cannot_find_out_who_has_an_account(client: Client, anna: User, address: str) -> None:
    known = client.post(reverse(address), {"email": anna.email}, follow=True)
    unknown = Client().post(reverse(address), {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain

    def shown(answer: object) -> str:
        text = re.sub(r"csrfmiddlewaretoken[^>]+>|nonce=\S+", "", answer.content.decode())  # type: ignore[attr-defined]
        return text.replace(anna.email, "X").replace("nobody@example.org", "X")

    assert shown(known) == shown(unknown)
    assert [message.to for message in mail.outbox] == [[anna.email]]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, anna: User) -> None:
    errors = [
        client.post(LOG_IN, {"login": email, "password": "wrong"}).context["form"].errors
        for email in (anna.email, "nobody@example.org")
    ]
    assert errors[0] == errors[1]
    assert verbs(anna) == ["log_in_failed"]


def test_five_wrong_passwords_shut_the_door_even_for_the_right_one(client: Client, anna: User) -> None:
    for _ in range(5):
        enter_password(client, anna, "wrong")
    assert enter_password(client, anna) == ""
    assert "_auth_user_id" not in client.session


def test_a_new_password_by_mail(client: Client, anna: User) -> None:
    client.post(reverse("account_reset_password"), {"email": anna.email})
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    page = client.get(link[1], follow=True)
    form = page.request["PATH_INFO"]
    new = "een heel ander lang wachtwoord"
    answer = client.post(form, {"password1": new, "password2": new})
    assert answer.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert enter_password(Client(), anna, new) == "/inloggen/verder/"
    assert client.get(link[1], follow=True).context["token_fail"] is True
    assert verbs(anna) == ["password_reset", "log_in"]


def test_a_short_password_is_refused(client: Client, anna: User) -> None:
    client.force_login(anna)
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    )
    assert list(answer.context["form"].errors) == ["password1"]


def test_nobody_makes_an_account_for_himself(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert User.objects.count() == 0


def test_a_closed_account_stays_shut(client: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)
    enter_password(client, anna)
    assert "_auth_user_id" not in client.session
    client.post(reverse("account_request_login_code"), {"email": anna.email})
    assert mail.outbox == []


def test_without_a_role_there_is_a_page_that_says_so(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    answer = client.get("/inloggen/verder/")
    assert answer.status_code == 200
    assert next(t.name for t in answer.templates) == "account/nothing_to_open.html"


def test_a_demonstration_may_do_without_a_second_factor(
    client: Client, marieke: User, settings: Settings, today_is: Callable[[date], None]
) -> None:
    settings.SECOND_FACTOR_OPTIONAL = True
    enter_password(client, marieke)
    assert client.get(reverse("workspace:people")).status_code == 302, "where the clock runs nothing waives it"
    today_is(date(2023, 5, 15))
    assert client.get(reverse("workspace:people")).status_code == 200


def test_logging_out_elsewhere_ends_the_other_sessions(marieke: User) -> None:
    one, other = Client(), Client()
    secret = with_app(marieke)
    for client in (one, other):
        enter_password(client, marieke)
        client.post(SECOND_STEP, {"code": code_of(secret)})
        Authenticator.objects.filter(user=marieke).update(last_used_at=None)
        cache.clear()  # a code works once
    assert one.get(reverse("usersessions_list")).context["session_count"] == 2
    one.post(reverse("usersessions_list"))
    assert one.get(reverse("workspace:people")).status_code == 200
    assert other.get(reverse("workspace:people")).status_code == 302


def test_passwords_are_kept_with_argon2() -> None:
    hashers = import_module("kopgroep.config.settings").PASSWORD_HASHERS
    assert hashers[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


@pytest.mark.parametrize(("word", "optional"), [("", None), ("required", False), ("optional", True), ("yes", None)])
def test_the_word_for_the_second_factor_is_one_of_two(word: str, optional: bool | None) -> None:
    environment = {"KOPGROEP_SECOND_FACTOR": word}
    if optional is None:
        with pytest.raises(SystemExit, match="KOPGROEP_SECOND_FACTOR"):
            second_factor_optional(environment)
    else:
        assert second_factor_optional(environment) is optional
