"""Coming in through a real browser: every way, every page read by axe and squeezed to 320 pixels."""

import re
from collections.abc import Callable, Iterator

import oidc_provider_mock
import pytest
from allauth.mfa.models import Authenticator
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
from playwright.sync_api import Page, expect
from pytest_django import Settings

from kopgroep.accounts.models import User
from kopgroep.config.login import openid_connect
from tests.cast import PASSWORD

Check = Callable[[Page], None]

OUTSIDE = ["", "code/", "wachtwoord-vergeten/", "wachtwoord-vergeten/verstuurd/", "wachtwoord-vergeten/klaar/"]
OUTSIDE += ["wachtwoord-vergeten/1-x-y/", "gesloten/", "geen-toegang/", "afgebroken/"]
INSIDE = ["", "wachtwoord/", "ingelogd/", "sleutels/", "tweede-stap/", "bevestigen/", "app/"]


@pytest.fixture(autouse=True)
def _fresh_counters() -> Iterator[None]:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def sound(axe: Check, narrow: Check) -> Check:
    """Demand of the page as it stands that everybody can use it."""

    def demand(page: Page) -> None:
        axe(page)
        narrow(page)

    return demand


@pytest.fixture
def phone(page: Page) -> Page:
    """A page on a device that knows passkeys and says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    abilities = ["hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"]
    options = {"protocol": "ctap2", "transport": "internal", **dict.fromkeys(abilities, True)}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def code_of(secret: str) -> str:
    """The code that an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enter_password(page: Page, user: User) -> None:
    """Fill in the log-in form."""
    page.goto("/inloggen/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form").first.get_by_role("button").click()


def test_a_password_leads_to_an_app_and_then_into_the_workspace(
    page: Page, marieke: User, sound: Check, shoot: Callable[..., None]
) -> None:
    enter_password(page, marieke)
    expect(page).to_have_url(re.compile("/mijn-account/tweede-stap/$"))
    sound(page)
    page.get_by_role("link").and_(page.locator("[href='/mijn-account/app/']")).click()
    page.locator("summary").click()
    secret = page.locator(".kg-secret").inner_text().strip()
    sound(page)
    shoot(page, "app-instellen")
    page.locator("#id_code").fill("000000")
    page.locator("#id_code").press("Enter")
    expect(page.locator("#id_code")).to_have_attribute("aria-invalid", "true")
    sound(page)
    page.locator("#id_code").fill(code_of(secret))
    page.locator("#id_code").press("Enter")
    expect(page).to_have_url(re.compile("/mijn-account/herstelcodes/$"))
    spare = page.locator(".kg-codes code").first.inner_text()
    sound(page)
    page.get_by_role("link", name="Verder", exact=True).click()
    expect(page).to_have_url(re.compile("/werkplek/$"))

    page.context.clear_cookies()
    enter_password(page, marieke)
    expect(page).to_have_url(re.compile("/inloggen/tweede-stap/$"))
    sound(page)
    shoot(page, "tweede-stap")
    page.locator("#id_code").fill(spare)
    page.locator("#id_code").press("Enter")
    expect(page).to_have_url(re.compile("/werkplek/$"))


def test_a_passkey_alone_opens_the_workspace(phone: Page, marieke: User, sound: Check) -> None:
    enter_password(phone, marieke)
    phone.goto("/mijn-account/sleutels/nieuw/")
    sound(phone)
    phone.locator("#id_name").fill("Werktelefoon")
    phone.locator("#id_passwordless").check()
    phone.locator("#add_key").click()
    phone.wait_for_url(re.compile("/mijn-account/herstelcodes/$"))
    phone.goto("/mijn-account/sleutels/")
    expect(phone.locator(".kg-rows strong")).to_have_text("Werktelefoon")
    sound(phone)
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    for page in (f"{key.pk}/", f"{key.pk}/weg/"):
        phone.goto(f"/mijn-account/sleutels/{page}")
        sound(phone)

    phone.context.clear_cookies()
    phone.goto("/inloggen/")
    phone.locator("#passkey_login").click()
    expect(phone).to_have_url(re.compile("/werkplek/$"))


def test_a_device_without_a_key_says_so_in_words(phone: Page, marieke: User, sound: Check) -> None:
    TOTP.activate(marieke, generate_totp_secret())
    phone.goto("/inloggen/")
    expect(phone.locator("#passkey-trouble")).to_be_hidden()
    phone.locator("#passkey_login").click()
    expect(phone.locator("#passkey-trouble")).to_be_visible()
    sound(phone)


def test_a_code_by_mail_opens_the_workspace(page: Page, marieke: User, sound: Check) -> None:
    page.goto("/inloggen/code/")
    page.locator("#id_email").fill(marieke.email)
    page.locator("#id_email").press("Enter")
    expect(page).to_have_url(re.compile("/inloggen/code/invullen/"))
    sound(page)
    code = re.search(r"^([A-Z0-9-]{6,9})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    page.locator("#id_code").fill(code[1])
    page.locator("#id_code").press("Enter")
    expect(page).to_have_url(re.compile("/werkplek/$"))


def test_without_javascript_password_and_code_still_work(page: Page, marieke: User, base_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False, base_url=base_url)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto("/inloggen/")
    expect(plain.locator("#passkey_login")).to_be_hidden()
    enter_password(plain, marieke)
    expect(plain).to_have_url(re.compile("/mijn-account/tweede-stap/$"))
    context.close()


def test_every_page_outside_is_sound(page: Page, marieke: User, sound: Check, shoot: Callable[..., None]) -> None:
    for address in OUTSIDE:
        page.goto(f"/inloggen/{address}")
        sound(page)
    page.goto("/inloggen/")
    shoot(page, "inloggen")


def test_every_page_of_ones_own_account_is_sound(
    page: Page, marieke: User, charlie: User, log_in: Callable[[Page, User], None], sound: Check
) -> None:
    log_in(page, marieke)
    other = Client()
    other.force_login(marieke)
    other.get("/mijn-account/")
    for address in INSIDE:
        page.goto(f"/mijn-account/{address}")
        sound(page)
    page.goto("/uitloggen/")
    sound(page)
    log_in(page, charlie)
    page.goto("/inloggen/verder/")
    sound(page)


def test_people_and_logbook_are_sound(
    page: Page,
    marieke: User,
    anna: User,
    log_in: Callable[[Page, User], None],
    sound: Check,
    shoot: Callable[..., None],
    complaints: list[str],
) -> None:
    log_in(page, marieke)
    page.goto("/werkplek/mensen/")
    sound(page)
    shoot(page, "mensen")
    page.locator(f"[href='/werkplek/mensen/{anna.pk}/']").click()
    page.locator("button[name=give][value='1']").first.click()
    expect(page.locator("button[name=give][value='0']")).to_have_count(2)
    sound(page)
    shoot(page, "mens")
    for address in ("mensen/nieuw/", f"mensen/{anna.pk}/wijzigen/", "logboek/ingezien/", "logboek/"):
        page.goto(f"/werkplek/{address}")
        sound(page)
    shoot(page, "logboek")
    page.goto("/werkplek/mensen/nieuw/")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#id_name")).to_have_attribute("aria-invalid", "true")
    sound(page)
    shoot(page, "uitnodigen")
    assert [line.count("422") for line in complaints] == [1], "the refused form, and nothing else"
    complaints.clear()


def test_the_organisation_lets_somebody_in_under_the_strict_policy(
    page: Page, marieke: User, settings: Settings, sound: Check
) -> None:
    person = oidc_provider_mock.User(sub="m-1", claims={"email": marieke.email, "email_verified": True})
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=[person]) as server:
        found = openid_connect(
            {
                "KOPGROEP_OIDC_ISSUER": f"http://localhost:{server.server_port}",
                "KOPGROEP_OIDC_CLIENT_ID": "kopgroep",
                "KOPGROEP_OIDC_CLIENT_SECRET": "a secret",
                "KOPGROEP_OIDC_NAME": "Provincie Voorbeeld",
            }
        )
        assert found is not None
        settings.OPENID_CONNECT, settings.SOCIALACCOUNT_PROVIDERS = found, found.as_provider()
        settings.SECURE_CSP = {**settings.SECURE_CSP, "form-action": ["'self'", *found.origins]}
        # The provider's own page asks for a style sheet on the internet and has no icon.
        for theirs in ("**/pico.min.css", f"http://localhost:{server.server_port}/favicon.ico"):
            page.route(theirs, lambda route: route.fulfill(body="", content_type="text/css"))
        page.goto("/inloggen/")
        sound(page)
        page.get_by_role("button", name=re.compile("Provincie Voorbeeld")).click()
        expect(page).to_have_url(re.compile(f"^http://localhost:{server.server_port}/oauth2/authorize"))
        page.get_by_role("button", name=re.compile("m-1")).click()
        expect(page).to_have_url(re.compile("/werkplek/$"))
