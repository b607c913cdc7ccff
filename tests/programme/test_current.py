"""The programme in use, and what a broken one does to a start. Real processes, because a start is one."""

import os
import subprocess
import sys
from pathlib import Path

from kopgroep.programme import current
from tests.programme.conftest import PROGRAMMES, Copy

ROOT = PROGRAMMES.parent


def _manage(*words: str, programme: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KOPGROEP_PROGRAMME")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if programme is not None:
        environment["KOPGROEP_PROGRAMME"] = str(programme)
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


def test_current_is_read_once() -> None:
    assert current() is current()


def test_check_says_in_one_line_that_a_folder_is_sound(copy: Copy) -> None:
    done = _manage("programme", "check", str(copy.path))
    version = copy.load().hash[:12]
    expected = (
        "voorbeeld: sound; municipalities 3, themes 3, indicators 5, partners 3, services 3, instruments 1, scans 1, "
        "publications 1; "
        f"version {version}\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


def test_check_of_a_broken_folder_works_while_it_is_the_one_in_use(copy: Copy) -> None:
    copy.edit("themes.yaml", "hour_cap: 12", "hour_cap: many")
    done = _manage("programme", "check", str(copy.path), programme=copy.path)
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (
        1,
        "",
        [
            f"CommandError: The programme in {copy.path} has 1 fault:",
            "  themes.yaml:11 themes[0].hour_cap: 'many' is not a whole number. Write a whole number without quotes.",
        ],
    )


def test_broken_programme_never_starts(copy: Copy) -> None:
    copy.edit("themes.yaml", "hour_cap: 12", "hour_cap: many")
    done = _manage("check", programme=copy.path)
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            f"The programme in {copy.path} has 1 fault:",
            "  themes.yaml:11 themes[0].hour_cap: 'many' is not a whole number. Write a whole number without quotes.",
        ],
    )
