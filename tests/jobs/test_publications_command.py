"""Which published figures somebody must look at again, and when."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from kopgroep.programme import Programme, loading
from tests.programme.conftest import copied

FIRST = "publications/energie-verzonnen.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Programme:
    """Three publications: one looked at every year, one every three months, one that is used no more."""
    folder = copied("voorbeeld", tmp_path / "copy")
    text = (folder / FIRST).read_text(encoding="utf-8")
    quick = text.replace("code: energie-verzonnen", "code: snel\n  refresh_months: 3")
    old = text.replace("code: energie-verzonnen", "code: oud\n  retired_on: 2026-12-01")
    (folder / "publications/snel.yaml").write_text(quick, encoding="utf-8")
    (folder / "publications/oud.yaml").write_text(old, encoding="utf-8")
    return loading.load(folder)


def test_publications_stand_in_the_order_in_which_they_must_be_looked_at(small: Programme) -> None:
    in_use = [(found.code, found.refresh_on) for found in small.publications_in_use(date(2026, 12, 31))]
    assert in_use == [("snel", date(2027, 2, 23)), ("energie-verzonnen", date(2027, 11, 23))]
    assert [found.code for found in small.publications_in_use(date(2026, 11, 30))] == [
        "snel", "energie-verzonnen", "oud"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2027, 2, 22), []),
        (date(2027, 2, 23), ["snel"]),
        (date(2027, 11, 23), ["snel", "energie-verzonnen"]),
    ],
)
def test_publication_is_due_from_its_day_on(small: Programme, day: date, due: list[str]) -> None:
    assert [found.code for found in small.publications_due(day)] == due


def run(*words: str) -> list[str]:
    out = StringIO()
    call_command("publications", *words, stdout=out)
    return out.getvalue().splitlines()


def test_command_says_what_to_look_at(small: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kopgroep.jobs.management.commands.publications.current", lambda: small)
    tail = "Energie in het mkb (Bureau van de verzonnen regio, 1, seen on 2026-11-23)"
    now = f"2027-02-23  look now  snel: {tail}"
    assert run("--on", "2027-03-01") == [now, f"2027-11-23  later     energie-verzonnen: {tail}"]
    assert run("--on", "2027-03-01", "--due") == [now]
    assert run("--on", "2027-01-01", "--due") == ["Nothing to look at on 2027-01-01."]
