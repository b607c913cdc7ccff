"""A Chromium for the browser tests: one that is there, or one that is installed now."""

import os
import shutil
import sys

from kit.ground import PYTHON, UNASKED, Stop, last_lines, run, say

VARIABLE = "KOPGROEP_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\nwith start() as p: print(p.chromium.executable_path)"
)


def find() -> str | None:
    """The path of a Chromium or Chrome that starts, or None. KOPGROEP_CHROMIUM goes first."""
    for place in (os.environ.get(VARIABLE), *map(shutil.which, NAMES)):
        if place and _starts(place):
            return place
    answer = run(sys.executable, "-c", ASK_PLAYWRIGHT, quiet=True)
    own = answer.stdout.strip().rpartition("\n")[2]
    return own if answer.returncode == 0 and _starts(own) else None


def _starts(place: str) -> bool:
    # A snap's placeholder exists but does not start, so existing is not enough.
    try:
        return run(place, "--version", quiet=True).returncode == 0
    except OSError:
        return False


def found_or_installed() -> str:
    """The path of a Chromium that starts. Raises Stop when there is none and none could be installed."""
    if present := find():
        return present
    tried = [f"PATH: no {', '.join(NAMES)} that starts"]
    for title, commands in _ways():
        say(f"Chromium was not found; trying {title}")
        outputs = [run(*command, quiet=True, environment=UNASKED).stdout for command in commands]
        if present := find():
            return present
        tried.append(f"{title}:\n{last_lines(outputs[-1], 4)}")
    raise Stop(
        "There is no Chromium to test with. Tried:\n  - " + "\n  - ".join(tried) + "\n"
        f"Install Chromium or Chrome, or put the path of its program in {VARIABLE}."
    )


def _ways() -> list[tuple[str, list[list[object]]]]:
    """The ways to install one on this machine, in order: a title and its commands."""
    ways: list[tuple[str, list[list[object]]]] = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        install: list[object] = ["apt-get", "install", "-y", "-q", "chromium"]
        ways.append(("apt-get install chromium", [["apt-get", "update", "-q"], install]))
    ways.append(("playwright install chromium", [[PYTHON, "-m", "playwright", "install", "chromium"]]))
    return ways
