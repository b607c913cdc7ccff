"""What the benchmarks of search and lists share: a filled database of its own per row of the table, and a stopwatch."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZES = [41_000, 1_000_000]
ROUNDS = 3


def quartet(milliseconds: Iterable[float]) -> tuple[float, float]:
    """p50 and p95."""
    parts = quantiles(milliseconds, n=20)
    return parts[9], parts[18]


def timed(acts: Iterable[Callable[[], object]]) -> list[float]:
    """How long each act takes, in milliseconds: the best of three after one to warm up.

    The best, because whatever else the machine does can only add to it.
    """
    taken = []
    for act in acts:
        act()
        rounds = []
        for _ in range(ROUNDS):
            begun = perf_counter()
            act()
            rounds.append(1000 * (perf_counter() - begun))
        taken.append(min(rounds))
    return taken


def client_of_an_adviser() -> Any:
    """A browser of somebody who may see companies."""
    from django.test import Client

    from kopgroep.accounts.actions import give_role
    from kopgroep.accounts.models import User
    from kopgroep.accounts.roles import Role

    anna = User.objects.filter(email="bench@example.org").first()
    if anna is None:
        anna = User.objects.create_user("bench@example.org", None, name="Anna Bakker")
        give_role(anna, Role.ADVISER, granted_by=None)
    client = Client()
    client.force_login(anna)
    return client, anna


def prepare(size: int) -> None:
    """Migrate the database of this process, and fill it unless it was filled before."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.rows import fill
    from kopgroep.companies.models import Company

    call_command("migrate", verbosity=0)
    if not Company.objects.exists():
        fill(size)


def run(module: str, doc: str, head: str, measure: Callable[[int], None]) -> None:
    """Read the command line, then print the table: every database and size in a process of its own."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="establishments, with commas")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--at", default="", help="address of a database that was filled before, for one size")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        prepare(asked.here)
        measure(asked.here)
        return
    print(head, flush=True)
    for size in [int(size) for size in asked.sizes.split(",")]:
        if asked.at:
            _row(module, size, asked.at)
            continue
        if "sqlite" in asked.databases:
            with tempfile.TemporaryDirectory() as folder:
                _row(module, size, f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        if "postgresql" in asked.databases:
            from kit import postgres

            with postgres.running() as server:
                _row(module, size, server)


def _row(module: str, size: int, database: str) -> None:
    with tempfile.TemporaryDirectory() as var:
        environment = os.environ | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
            "KOPGROEP_HOSTS": "testserver",
            "KOPGROEP_TODAY": "2023-05-15",
            "KOPGROEP_VAR": var,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        command = [sys.executable, "-m", module, "--here", str(size)]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)
