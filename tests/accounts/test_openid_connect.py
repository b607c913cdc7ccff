"""The organisation's own log-in, against a real provider that runs beside the test."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from kopgroep.accounts.models import AuditEvent, RoleGrant, User
from kopgroep.accounts.roles import Role
from kopgroep.config.login import OpenIDConnect, openid_connect

GO = "/inloggen/via/organisatie/"
ENVIRONMENT = {
    "KOPGROEP_OIDC_CLIENT_ID": "kopgroep",
    "KOPGROEP_OIDC_CLIENT_SECRET": "a secret",
    "KOPGROEP_OIDC_NAME": "Provincie Voorbeeld",
}
ANNA = oidc_provider_mock.User(sub="a-1", claims={"email": "anna@example.org", "email_verified": True})
UNVERIFIED = oidc_provider_mock.User(sub="a-2", claims={"email": "anna@example.org", "email_verified": False})
STRANGER = oidc_provider_mock.User(sub="s-1", claims={"email": "stranger@example.org", "email_verified": True})
HEAD = oidc_provider_mock.User(
    sub="h-1", claims={"email": "marieke@example.org", "email_verified": True, "groups": ["leads", "something else"]}
)


@pytest.fixture
def issuer() -> Iterator[str]:
    """A provider that knows four people and insists on a nonce."""
    people = [ANNA, UNVERIFIED, STRANGER, HEAD]
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def configure(issuer: str, settings: Settings) -> Callable[..., OpenIDConnect]:
    """Set OpenID Connect up as the environment would, with changes."""

    def set_up(**changes: object) -> OpenIDConnect:
        found = openid_connect({**ENVIRONMENT, "KOPGROEP_OIDC_ISSUER": issuer})
        assert found is not None
        found = replace(found, **changes)  # type: ignore[arg-type]
        settings.OPENID_CONNECT = found
        settings.SOCIALACCOUNT_PROVIDERS = found.as_provider()
        return found

    set_up()
    return set_up


def asked(client: Client) -> str:
    """Press the button; the address at the provider to which it leads."""
    answer = client.post(GO)
    assert answer.status_code == 302
    return answer.headers["Location"]


def changed(address: str, **changes: str) -> str:
    """An address with other values in its query."""
    parts = urlsplit(address)
    query = {**{name: values[0] for name, values in parse_qs(parts.query).items()}, **changes}
    return urlunsplit(parts._replace(query=urlencode(query)))


def answered(client: Client, address: str, person: oidc_provider_mock.User) -> HttpResponse:
    """Say at the provider who one is, and follow the way back."""
    back = requests.post(address, data={"sub": person.sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")  # type: ignore[return-value]


def came_in(client: Client) -> bool:
    """True when this browser is logged in."""
    return "_auth_user_id" in client.session


def test_who_was_invited_comes_in_and_is_known_by_subject_from_then_on(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User
) -> None:
    assert answered(client, asked(client), ANNA).headers["Location"] == "/inloggen/verder/"
    assert came_in(client)
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.provider, linked.extra_data) == (anna, "a-1", "organisatie", {})
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == ["account_connected", "log_in"]

    User.objects.filter(pk=anna.pk).update(email="anna.new@example.org")
    later = Client()
    answered(later, asked(later), ANNA)
    assert later.session["_auth_user_id"] == str(anna.pk)


def test_the_question_to_the_provider_is_protected(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User
) -> None:
    first, second = (parse_qs(urlsplit(asked(client)).query) for _ in range(2))
    assert first["response_type"] == ["code"]
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == ["http://testserver/inloggen/via/organisatie/terug/"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43, "256 bits, in base 64"
        assert first[name] != second[name]


@pytest.mark.parametrize("change", [{"nonce": "another-nonce"}, {"state": "another-state"}, {"client_id": "another"}])
def test_an_answer_to_another_question_is_refused(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User, change: dict[str, str]
) -> None:
    answer = answered(client, changed(asked(client), **change), ANNA)
    assert answer.status_code == 401
    assert not came_in(client)
    assert SocialAccount.objects.count() == 0


def test_an_answer_cannot_be_used_in_another_browser(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User
) -> None:
    thief = Client()
    assert answered(thief, asked(client), ANNA).status_code == 401
    assert not came_in(thief)


def test_a_token_of_another_issuer_is_refused(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User, settings: Settings
) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["openid_configuration_overrides"] = {"issuer": "https://somebody.example.org"}
    assert answered(client, asked(client), ANNA).status_code == 401
    assert not came_in(client)


def test_a_token_signed_with_an_unknown_key_is_refused(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User, settings: Settings
) -> None:
    with oidc_provider_mock.run_server_in_thread() as other:
        keys = requests.get(
            f"http://localhost:{other.server_port}/.well-known/openid-configuration", timeout=10
        ).json()["jwks_uri"]
        app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
        app["settings"]["openid_configuration_overrides"] = {"jwks_uri": keys}
        assert answered(client, asked(client), ANNA).status_code == 401
    assert not came_in(client)


def test_a_lower_level_of_assurance_is_refused(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User
) -> None:
    configure(acr="http://eidas.europa.eu/LoA/substantial")
    address = asked(client)
    assert parse_qs(urlsplit(address).query)["acr_values"] == ["http://eidas.europa.eu/LoA/substantial"]
    assert answered(client, address, ANNA).status_code == 401
    assert not came_in(client)


@pytest.mark.parametrize("person", [STRANGER, UNVERIFIED], ids=["not invited", "address not verified"])
def test_who_was_not_invited_hears_what_to_do(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User, person: oidc_provider_mock.User
) -> None:
    answer = answered(client, asked(client), person)
    assert answer.status_code == 403
    assert answer.templates[0].name == "socialaccount/not_invited.html"  # type: ignore[attr-defined]
    assert not came_in(client)
    assert User.objects.count() == 1


def test_a_second_subject_with_the_same_address_does_not_take_the_account(
    client: Client, configure: Callable[..., OpenIDConnect], anna: User
) -> None:
    SocialAccount.objects.create(user=anna, provider="organisatie", uid="somebody-before")
    assert answered(client, asked(client), ANNA).status_code == 403
    assert not came_in(client)


def test_a_closed_account_stays_shut(client: Client, configure: Callable[..., OpenIDConnect], anna: User) -> None:
    SocialAccount.objects.create(user=anna, provider="organisatie", uid="a-1")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert answered(client, asked(client), ANNA).headers["Location"] == "/inloggen/gesloten/"
    assert not came_in(client)


def test_roles_follow_the_claims_where_they_are_mapped(
    client: Client, configure: Callable[..., OpenIDConnect], marieke: User, anna: User
) -> None:
    RoleGrant.objects.create(user=anna, role=Role.MANAGER, granted_at="2021-01-04T09:00Z")
    RoleGrant.objects.create(user=marieke, role=Role.ANALYST, granted_at="2021-01-04T09:00Z")
    configure(roles={"leads": Role.SPECIALIST, "board": Role.MANAGER})
    answered(client, asked(client), HEAD)
    held = set(RoleGrant.objects.current().filter(user=marieke).values_list("role", flat=True))
    assert held == {"specialist", "analyst"}, "mapped roles follow, others stay"


def test_the_last_manager_keeps_that_role_whatever_the_claims_say(
    client: Client, configure: Callable[..., OpenIDConnect], marieke: User
) -> None:
    configure(roles={"board": Role.MANAGER})
    answered(client, asked(client), HEAD)
    assert marieke.roles == {Role.MANAGER}
    assert AuditEvent.objects.filter(verb="keep_role", subject_id=marieke.pk).count() == 1


def test_the_button_is_there_only_when_it_is_set_up(
    client: Client, db: None, settings: Settings, issuer: str, configure: Callable[..., OpenIDConnect]
) -> None:
    assert client.get("/inloggen/").content.decode().count("Provincie Voorbeeld") == 1
    settings.OPENID_CONNECT, settings.SOCIALACCOUNT_PROVIDERS = None, {}
    assert client.get("/inloggen/").content.decode().count("Provincie Voorbeeld") == 0
    assert client.post(GO).status_code == 404


def test_the_issuer_may_receive_the_form() -> None:
    found = openid_connect({**ENVIRONMENT, "KOPGROEP_OIDC_ISSUER": "https://login.example.org/realms/staff/"})
    assert found is not None
    assert found.origins == ["https://login.example.org"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"KOPGROEP_OIDC_CLIENT_ID": ""}, "KOPGROEP_OIDC_CLIENT_ID"),
        ({"KOPGROEP_OIDC_CLIENT_SECRET": ""}, "KOPGROEP_OIDC_CLIENT_SECRET"),
        ({"KOPGROEP_OIDC_ISSUER": "http://login.example.org"}, "KOPGROEP_OIDC_ISSUER"),
        ({"KOPGROEP_OIDC_ROLES": "leads=manager"}, "KOPGROEP_OIDC_ROLES"),
        ({"KOPGROEP_OIDC_ROLES": json.dumps({"leads": "boss"})}, "KOPGROEP_OIDC_ROLES"),
    ],
)
def test_a_fault_in_the_environment_names_the_variable_and_the_remedy(change: dict[str, str], named: str) -> None:
    environment = {**ENVIRONMENT, "KOPGROEP_OIDC_ISSUER": "https://login.example.org", **change}
    with pytest.raises(SystemExit) as stopped:
        openid_connect(environment)
    assert str(stopped.value).startswith(named)
    assert str(stopped.value).endswith("See docs/how-to/log-in-with-openid-connect.md.")
