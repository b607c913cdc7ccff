"""The command ``evaluation_file``: a key, a file, and what it refuses."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import User
from tests.factories import TODAY


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def said(*words: str) -> str:
    out = StringIO()
    call_command("evaluation_file", *words, stdout=out)
    return out.getvalue()


def test_key_and_file_on_the_command_line(ari: User, tmp_path: Path, settings: Any) -> None:
    key = tmp_path / "sleutel"
    assert str(key) in said("--new-key", str(key))
    settings.EVALUATION_KEY = str(key)
    told = said("--until", "2023Q1", "--by", ari.email, "--out", str(tmp_path / "uit"))
    (made,) = (tmp_path / "uit").iterdir()
    assert (made.name, told.split()[0]) == ("evaluation-2023Q1.zip", sha256(made.read_bytes()).hexdigest())
    with pytest.raises(CommandError):
        said("--new-key", str(key))


@pytest.mark.parametrize("quarter", ["2023Q9", "2023Q4", ""])
def test_other_quarters_are_refused(ari: User, quarter: str) -> None:
    with pytest.raises(CommandError):
        said("--until", quarter, "--by", ari.email)


def test_refusals_leave_no_half_file(ari: User, marieke: User, tmp_path: Path) -> None:
    for who in (marieke.email, ari.email, "niemand@example.org"):
        with pytest.raises(CommandError):
            said("--until", "2023Q1", "--by", who, "--out", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
