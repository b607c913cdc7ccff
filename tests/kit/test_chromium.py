"""Finding a Chromium that really starts, and saying what was tried when there is none."""

from pathlib import Path

import pytest

from kit import chromium
from kit.ground import Stop


def program(folder: Path, name: str, code: int) -> Path:
    """A program that ends with this exit code, as a snap's placeholder or a broken installation does."""
    file = folder / name
    file.write_text(f"#!/bin/sh\nexit {code}\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty folder as its PATH, no browser of Playwright and no way to fetch one."""
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    return tmp_path


def test_chromium_on_the_path_is_found(bare: Path) -> None:
    here = program(bare, "google-chrome", 0)
    assert chromium.find() == str(here)


def test_chromium_that_does_not_start_is_passed_over(bare: Path) -> None:
    program(bare, "chromium", 1)
    here = program(bare, "google-chrome", 0)
    assert chromium.find() == str(here)


def test_chromium_that_was_pointed_at_goes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "chromium", 0)
    own = program(bare, "my-own-browser", 0)
    monkeypatch.setenv(chromium.VARIABLE, str(own))
    assert chromium.find() == str(own)


def test_missing_chromium_says_what_was_tried(bare: Path) -> None:
    with pytest.raises(Stop) as stopped:
        chromium.found_or_installed()
    lines = str(stopped.value).splitlines()
    assert lines[1] == "  - PATH: no chromium, chromium-browser, google-chrome, google-chrome-stable that starts"
    assert lines[2] == "  - playwright install chromium:"
    assert lines[-1] == "Install Chromium or Chrome, or put the path of its program in KOPGROEP_CHROMIUM."
