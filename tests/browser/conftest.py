"""What the journeys in Chromium use: a page that may not complain, and the checks for every page."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from kit.chromium import find
from kopgroep.accounts.models import User

# States are waited for, however busy the machine is; only what never comes fails.
expect.set_options(timeout=15_000)

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
]  # fmt: skip
ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules whose verdict hangs on colours; see tests/house/test_night.py.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PHONE = 320
STICKING_OUT = """width => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > width + 1)
  .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine, quietly and without its own network traffic."""
    program = find()
    if program is None:
        pytest.fail("There is no Chromium. ./kopgroep test finds or installs one, or says what to do.")
    return {**browser_type_launch_args, "executable_path": program, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Dutch desk, in daylight, without movement: so that pictures are the same every time."""
    desk = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "viewport": {"width": 1280, "height": 800}}
    return {**browser_context_args, **desk, "color_scheme": "light", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Where the application answers, so that a journey says ``page.goto("/")``."""
    return str(live_server.url)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about. A test that visits a refused page on purpose takes that line out."""
    return []


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    """A page that fails the test when it complains: an error, a broken script, a breach of the policy."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location['url']})")

    context.on("console", note)
    context.on("weberror", lambda fault: complaints.append(str(fault.error)))
    yield context.new_page()
    assert complaints == []


@pytest.fixture
def log_in(base_url: str) -> Callable[[Page, User], None]:
    """Let somebody in by a session cookie: ``log_in(page, anna)``. The login page has journeys of its own."""

    def enter(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])

    return enter


def breaks_no_rule(page: Page, rules: object) -> None:
    """Fail when the page breaks one of these rules; what it keeps is not worked out."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    found = AxeResults(page.evaluate(f"axe.run({options})"))
    assert found.violations_count == 0, f"{page.url} {found.generate_report()}"


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Demand that the page breaks no rule of WCAG 2.2 A and AA, nor a best practice: ``axe(page)``."""

    def demand(page: Page) -> None:
        breaks_no_rule(page, ACCESSIBILITY)

    return demand


@pytest.fixture
def narrow() -> Callable[[Page], None]:
    """Demand no sideways scrolling at 320 pixels: ``narrow(page)``. The width is put back."""

    def demand(page: Page) -> None:
        before = page.viewport_size or {"width": 1280, "height": 800}
        page.set_viewport_size({"width": PHONE, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE, f"{page.url} is {width} px wide: {page.evaluate(STICKING_OUT, PHONE)}"
        page.set_viewport_size(before)

    return demand


@pytest.fixture
def day_and_night(axe: Callable[[Page], None], narrow: Callable[[Page], None]) -> Callable[[Page], None]:
    """Demand of a page that ``axe`` and ``narrow`` hold by day, and its contrast by night as well."""

    def demand(page: Page) -> None:
        axe(page)
        narrow(page)
        page.emulate_media(color_scheme="dark")
        breaks_no_rule(page, OF_COLOURS)
        page.emulate_media(color_scheme="light")

    return demand


@pytest.fixture
def shoot() -> Callable[..., None]:
    """Keep a picture: ``shoot(page, "vandaag")``.

    It goes to var/screenshots, and to docs/images too when KOPGROEP_SHOTS is 'docs'.
    """

    def take(page: Page, name: str, *, full_page: bool = False) -> None:
        places = ["var/screenshots", *(["docs/images"] if os.environ.get("KOPGROEP_SHOTS") == "docs" else [])]
        for place in places:
            page.screenshot(path=ROOT / place / f"{name}.png", full_page=full_page)

    return take
