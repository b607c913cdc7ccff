"""The ways out for mail follow the environment."""

from pathlib import Path

import pytest

from kopgroep.config.mailers import mailers

FOLDER = Path("var/mail")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "USER", "PASSWORD", "SECURITY"):
        monkeypatch.delenv(f"KOPGROEP_SMTP_{name}", raising=False)


def test_without_a_mail_server_mail_is_written_to_files() -> None:
    found = mailers(FOLDER)
    assert {name: way["BACKEND"].rpartition(".")[0] for name, way in found.items()} == {
        "default": "django.core.mail.backends.filebased",
        "post": "django.core.mail.backends.filebased",
    }
    assert found["post"]["OPTIONS"] == {"file_path": "var/mail"}


@pytest.mark.parametrize(
    ("security", "start", "whole"), [("none", False, False), ("starttls", True, False), ("tls", False, True)]
)
def test_mail_server_with_its_account(monkeypatch: pytest.MonkeyPatch, security: str, start: bool, whole: bool) -> None:
    said = {"HOST": "mail.example.org", "PORT": "587", "USER": "kop", "PASSWORD": "groep", "SECURITY": security}
    for name, value in said.items():
        monkeypatch.setenv(f"KOPGROEP_SMTP_{name}", value)
    assert mailers(FOLDER)["post"] == {
        "BACKEND": "kopgroep.post.smtp.EmailBackend",
        "OPTIONS": {
            "host": "mail.example.org",
            "port": 587,
            "username": "kop",
            "password": "groep",
            "use_tls": start,
            "use_ssl": whole,
            "timeout": 60,
        },
    }


def test_somebody_who_waits_does_not_wait_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPGROEP_SMTP_HOST", "mail.example.org")
    found = mailers(FOLDER)
    assert {name: way["OPTIONS"]["timeout"] for name, way in found.items()} == {"default": 5, "post": 60}


def test_word_that_is_no_security_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPGROEP_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("KOPGROEP_SMTP_SECURITY", "ssl")
    with pytest.raises(SystemExit) as refusal:
        mailers(FOLDER)
    assert str(refusal.value) == "KOPGROEP_SMTP_SECURITY is 'ssl'. Make it one of none, starttls, tls."


def test_mail_to_nowhere_is_for_building_a_demonstration_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPGROEP_MAIL", "nowhere")
    assert mailers(tmp_path)["post"]["BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"
    monkeypatch.setenv("KOPGROEP_PRODUCTION", "1")
    with pytest.raises(SystemExit, match="throws all mail away"):
        mailers(tmp_path)
