"""A reading that is cut off, by a fault or by kill -9: the database stays whole and the next run goes on."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import translation

from kopgroep.base.errors import Refused
from kopgroep.companies.models import Company, Establishment, EstablishmentSnapshot, RegisterRun
from kopgroep.companies.register.reading import import_register
from kopgroep.companies.search import index
from tests.companies.register.extracts import numbered, trade

ROOT = Path(__file__).resolve().parents[3]


class Cut(Exception):  # noqa: N818 (it is no error: the test wants it)
    """Stands for the power going off."""


def lines_of(path: Path) -> list[int]:
    with path.open(encoding="utf-8", newline="") as file:
        return [int(row[0]) for row in list(csv.reader(file))[1:]]


@pytest.mark.django_db
def test_a_reading_goes_on_after_its_last_chunk(tmp_path: Path) -> None:
    rows = [numbered(n, **({"postcode": "x"} if n % 4 == 0 else {})) for n in range(1, 21)]
    path = trade(tmp_path / "a.csv", *rows, numbered(3))
    told: list[int] = []

    def cut_at_the_third(done: int) -> None:
        told.append(done)
        if len(told) == 3:
            raise Cut

    with pytest.raises(Cut):
        import_register(path, size=6, tell=cut_at_the_third)
    run = RegisterRun.objects.get()
    assert (run.line, run.rows_new, run.rows_refused, run.finished_at) == (13, 9, 3, None)
    # What a reading wrote down about rows that it did not come to commit.
    with (tmp_path / "a-refused.csv").open("a") as file:
        file.write("17,reason,remedy,1\n2")

    outcome = import_register(path, size=6)
    assert (outcome.resumed_at, outcome.new, outcome.refused) == (13, 6, 3)
    run.refresh_from_db()
    assert (run.line, run.rows_new, run.rows_refused, run.position) == (22, 15, 6, path.stat().st_size)
    assert run.finished_at is not None
    assert lines_of(tmp_path / "a-refused.csv") == [5, 9, 13, 17, 21, 22]
    assert (Establishment.objects.count(), EstablishmentSnapshot.objects.count()) == (15, 15)


@pytest.mark.django_db
def test_the_bytes_told_add_up_to_the_file(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", *(numbered(n) for n in range(1, 8)))
    told: list[int] = []
    import_register(path, size=2, tell=told.append)
    assert sum(told) == path.stat().st_size


@pytest.mark.django_db
def test_two_readings_of_one_file_do_not_mix(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", *(numbered(n) for n in range(1, 8)))

    def somebody_else_goes_on(done: int) -> None:
        RegisterRun.objects.filter(line=3).update(position=1_000_000, line=99)

    with translation.override("en"), pytest.raises(Refused, match="Somebody else is reading this file"):
        import_register(path, size=2, tell=somebody_else_goes_on)
    assert Establishment.objects.count() == 2


def environment() -> dict[str, str]:
    """The environment in which another process uses the database of this test."""
    settings = connection.settings_dict
    name = str(settings["NAME"])
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        who = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
        url = f"postgres://{who}@{settings['HOST']}:{settings['PORT'] or 5432}/{name}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings"}


@pytest.mark.django_db(transaction=True)
def test_a_killed_reading_leaves_the_database_whole_and_goes_on(tmp_path: Path) -> None:
    count = 20_000
    rows = (numbered(n, **({"postcode": "x"} if n % 1_000 == 0 else {})) for n in range(1, count + 1))
    path = trade(tmp_path / "a.csv", *rows)
    command = [sys.executable, "manage.py", "import_register", str(path), "--verbosity", "0", "--skip-checks"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not RegisterRun.objects.filter(line__gt=0).exists():
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        assert time.monotonic() < deadline, "the other process wrote nothing"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    run = RegisterRun.objects.get()
    assert run.finished_at is None
    done = run.line - 1
    assert 0 < done < count
    assert Establishment.objects.count() == run.rows_new == done - done // 1_000
    assert Company.objects.filter(establishments__leads=True).count() == run.rows_new

    outcome = import_register(path)
    assert (outcome.resumed_at, outcome.refused) == (done + 1, count // 1_000 - done // 1_000)
    run.refresh_from_db()
    assert (run.rows_new, run.rows_refused) == (count - count // 1_000, count // 1_000)
    assert Establishment.objects.count() == EstablishmentSnapshot.objects.count() == run.rows_new
    assert lines_of(outcome.refused_file) == [n + 1 for n in range(1_000, count + 1, 1_000)]
    assert index.is_current(connection)
