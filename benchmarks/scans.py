"""How fast the benchmark of scans is: ``./kopgroep bench scans``, or ``python -m benchmarks.scans [--results 10000]``.

Per database and number of results (companies with a finished scan of the programme's first scan): freezing a quarter,
with its peak memory and its ratio to only reading the same results; the page of the benchmark and the open data of that
quarter, with their ratio to an empty page. Results are scored once for each of a hundred sets of answers and repeated.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from benchmarks.ground import ROOT, ROUNDS, quartet, timed

BATCH = 2_000
SEED, SETS, TIMES = 11, 100, 20
LAST, ON = date(2023, 3, 31), date(2023, 4, 3)


def results(scan: Any) -> list[tuple[dict[str, Any], str]]:
    """Sets of answers with their results, as a finished scan keeps them."""
    from kopgroep.companies.models import Company
    from kopgroep.jobs.demo.answering import Answering
    from kopgroep.scans.engine.scoring import score

    random = Random(SEED)
    found = []
    for _ in range(SETS):
        answers = Answering(random).fill(
            scan, Company(name="Proefbedrijf"), {}, able=random.betavariate(2.2, 2.8), on=LAST
        )
        found.append((answers, score(scan, answers, on=LAST).as_json()))
    return found


def fill(count: int, scan: Any) -> None:
    """So many companies of the filled register with a finished scan each, over two years."""
    from django.db import connection, transaction

    from benchmarks.rows import fill as fill_companies
    from kopgroep.companies.models import Establishment
    from kopgroep.programme import current
    from kopgroep.scans.editions import edition_of
    from kopgroep.scans.engine.scoring import ENGINE
    from kopgroep.scans.groups import sector_group_of, size_group_of
    from kopgroep.scans.models import Filling

    fill_companies(max(count, 41_000))
    random, made, edition = Random(SEED), results(scan), edition_of(scan)
    seats = Establishment.objects.leading().order_by("pk")[:count]
    with transaction.atomic():
        for batch in batched(seats.iterator(), BATCH):
            rows = []
            for seat in batch:
                answers, result = random.choice(made)
                on = LAST - timedelta(days=random.randint(0, 700))
                moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
                filling = Filling(edition=edition, scan=scan.code, company_id=seat.company_id, answers=answers)
                filling.mode, filling.result, filling.engine = Filling.Mode.TOGETHER, result, ENGINE
                filling.started_at = filling.saved_at = filling.finished_at = moment
                filling.finished_on, filling.submission = on, uuid.uuid4()
                filling.size_group = size_group_of(seat.size_class)
                filling.sector_group = sector_group_of(seat.sbi_scheme, seat.sbi_section)
                filling.municipality_code, filling.programme_hash = seat.municipality_code, current().hash
                rows.append(filling)
            Filling.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes, once."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def measure(count: int) -> None:
    """Fill the database of this process, freeze a quarter, and print one row of each table."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    from kopgroep.accounts.actions import give_role
    from kopgroep.accounts.models import User
    from kopgroep.accounts.roles import Role
    from kopgroep.programme import current
    from kopgroep.scans.actions.snapshots import latest, take_snapshot

    # A server finds its static files there; without the folder each request warns.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    scan = current().scans[0]
    fill(count, scan)
    read = seconds(lambda: [filling.scored for filling in latest(LAST)])
    froze = seconds(lambda: take_snapshot(LAST))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    marieke = User.objects.create_user("marieke@example.org", None, name="Marieke de Vries")
    give_role(marieke, Role.MANAGER, granted_by=None)
    client = Client()
    client.force_login(marieke)
    with override_settings(ROOT_URLCONF="benchmarks.empty"):
        empty, _ = quartet(timed([lambda: client.get("/")] * ROUNDS))
    cells = [f"{froze:.1f} s", f"{froze / read:.1f}", f"{memory} MB"]
    for address in (f"/werkplek/benchmark/?scan={scan.code}", "/open-data/scans/2023Q1.csv"):

        def page(address: str = address) -> None:
            assert client.get(address).status_code == 200, address

        with CaptureQueriesContext(connection) as asked:
            page()
        queries = len(asked)
        middle, high = quartet(timed([page] * TIMES))
        cells += [f"{middle:.1f} / {high:.1f}", f"{middle / empty:.0f}", str(queries)]
    load = os.getloadavg()[0]
    print(f"| {connection.vendor} | {count:,} | {' | '.join(cells)} | {load:.1f} |", flush=True)


def main() -> None:
    """Each database and size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        measure(asked.here)
        return
    from kit import postgres

    page, data = "page p50 / p95 ms", "open data p50 / p95 ms"
    heads = ["database", "results", "freezing", "freezing / reading", "peak memory"]
    heads += [page, "page / empty page", "queries", data, "open data / empty page", "queries", "load"]
    print(f"| {' | '.join(heads)} |\n|---|{'---:|' * (len(heads) - 1)}", flush=True)
    for count in asked.results:
        if "sqlite" in asked.databases:
            with tempfile.TemporaryDirectory() as folder:
                run(count, f"sqlite:///{Path(folder) / 'scans.sqlite3'}")
        if "postgresql" in asked.databases:
            with postgres.running() as server:
                run(count, server)


def run(count: int, database: str) -> None:
    """One row, in a fresh process on a fresh database."""
    with tempfile.TemporaryDirectory() as var:
        environment = os.environ | {
            "DATABASE_URL": database,
            "KOPGROEP_TODAY": ON.isoformat(),
            "KOPGROEP_VAR": var,
            "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
            "KOPGROEP_HOSTS": "testserver",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        command = [sys.executable, "-m", "benchmarks.scans", "--here", str(count)]
        subprocess.run(command, env=environment, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
