"""What machines ask, and the headers that every public page carries."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, reverse

from kopgroep.accounts.models import User
from kopgroep.portal.links import Purpose, token_for
from kopgroep.portal.urls import urlpatterns
from kopgroep.programme import current
from tests.factories import make_question

ROOT = Path(__file__).resolve().parents[2]
FETCHING = ("default-src", "script-src", "object-src")


def policy_of(header: str) -> dict[str, list[str]]:
    """The directives of a content security policy with their sources."""
    return {words[0]: words[1:] for words in (part.split() for part in header.split(";")) if words}


def faults_of(header: str) -> list[str]:
    """What internet.nl holds against a policy."""
    policy = policy_of(header)
    faults = [f"{name} is missing" for name in ("base-uri", "form-action", "frame-ancestors") if name not in policy]
    if policy.get("default-src") not in (["'none'"], ["'self'"]):
        faults.append("default-src is not 'none' or 'self'")
    for name, sources in policy.items():
        for source in sources:
            bare = source in {"*", "http:", "https:", "ws:", "wss:", "blob:", "filesystem:"}
            unsafe = source in {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"}
            open_data = source == "data:" and name in FETCHING
            if bare or unsafe or open_data or source.startswith("http://") or "127.0.0.1" in source:
                faults.append(f"{name} {source}")
    return faults


def every_path(nel: User) -> list[str]:
    """One address for each pattern of the portal."""
    question = make_question()
    token = token_for(question, Purpose.FOLLOW)
    values = {
        "reference": question.reference,
        "token": token,
        "secret": "onbekend",
        "code": current().scans[0].code,
        "quarter": "2023q1",
        "form": "csv",
    }
    paths = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        paths.append(reverse(f"portal:{pattern.name}", kwargs={k: values[k] for k in pattern.pattern.converters}))
    return paths


def test_every_public_address_carries_the_headers(client: Client, nel: User) -> None:
    paths = every_path(nel)
    assert len(paths) == len(urlpatterns)
    for path in paths:
        headers = client.get(path).headers
        assert faults_of(headers["Content-Security-Policy"]) == [], path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path


@pytest.mark.parametrize(
    ("weak", "fault"),
    [
        ("base-uri", "base-uri is missing"),
        ("default-src *", "default-src is not 'none' or 'self'"),
        ("script-src 'unsafe-inline'", "script-src 'unsafe-inline'"),
        ("object-src data:", "object-src data:"),
    ],
)
def test_weak_policy_would_be_noticed(weak: str, fault: str) -> None:
    good = {"default-src": "'self'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'"}
    name, _, source = weak.partition(" ")
    spoilt = {n: s for n, s in {**good, name: source}.items() if s}
    assert faults_of("; ".join(f"{n} {s}" for n, s in spoilt.items()))[0] == fault


def test_https_is_demanded_in_production() -> None:
    """In a process of its own, since settings are read once."""
    program = (
        "import django, json; django.setup()\n"
        "from django.test import Client\n"
        "c = Client(SERVER_NAME='localhost')\n"
        "a = c.get('/robots.txt'); b = c.get('/robots.txt', secure=True)\n"
        "print(json.dumps([a.status_code, a['Location'], b.status_code, b['Strict-Transport-Security']]))\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
        "KOPGROEP_PRODUCTION": "1",
        "KOPGROEP_SECRET_KEY": "a long random text for this one test, and for nothing else in the world",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    first, location, second, hsts = json.loads(done.stdout.splitlines()[-1])
    assert (first, location, second) == (301, "https://localhost/robots.txt", 200)
    assert int(hsts.split(";")[0].removeprefix("max-age=")) >= 31536000


def test_security_txt_is_valid_for_less_than_a_year(client: Client, db: None) -> None:
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == f"mailto:{current().contact_details.email}"
    assert fields["Canonical"] == "http://localhost:8000/.well-known/security.txt"
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=1) < expires - datetime.now(tz=UTC) < timedelta(days=365)


@override_settings(SECURITY_CONTACT="https://example.org/meld")
def test_security_contact_comes_from_the_settings(client: Client, db: None) -> None:
    assert "Contact: https://example.org/meld\n" in client.get("/.well-known/security.txt").content.decode()


def test_search_engines_stay_out_of_what_is_personal(client: Client, db: None) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert [line for line in lines if line.startswith("Disallow")] == [
        "Disallow: /werkplek/",
        "Disallow: /volg/",
        "Disallow: /vraag/*/bedankt/",
        "Disallow: /toestemming/",
        "Disallow: /kaart/",
        "Disallow: /geholpen/",
        "Disallow: /scan/",
    ]


def test_old_address_of_the_favicon_leads_to_the_sign(client: Client, db: None) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response.headers["Location"]) == (302, "/static/images/sign.svg")
