"""How fast the monitor is: ``.venv/bin/python -m benchmarks.monitor [--lines 50000 1000000] [--times 30]``.

Per database and number of lines: the whole page as a browser asks it and the figures alone, 500 lines after the tally
of the night; the figures without a tally; and the same counts written by hand in SQL. Each as p50 and p95 in
milliseconds, with the ratio of the figures to the SQL by hand, and the load of the machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

COMPANIES = 41_000
SINCE = 500
"""Lines that are written after the tally was made: a busy day."""
BATCH = 5_000
SEED = 7
START, ON = date(2021, 1, 1), date(2023, 5, 15)
MIX = {
    "question_asked": 6, "question_taken": 6, "question_closed": 5, "contact_held": 28, "intake_held": 9,
    "journey_opened": 3, "journey_closed": 2, "hours_reserved": 4, "hours_written": 22, "hours_released": 2,
    "benchmark_taken": 5, "ladder_position": 4, "event_held": 1, "money_spent": 1, "money_committed": 1,
    "manager_assigned": 1,
}  # fmt: skip
"""Lines of each kind, of which one in a hundred is reversed."""


def lines(count: int) -> Iterator[Any]:
    """So many lines of all kinds over the first part of the programme; the same for the same seed."""
    from kopgroep.ledger.models import Entry
    from kopgroep.programme import current

    random, programme = Random(SEED), current()
    themes, places = [t.code for t in programme.themes], [m.code for m in programme.area]
    outcomes = [o.code for o in programme.journey_outcomes]
    needs = [need.code for need in programme.needs]
    days, written = (ON - START).days, datetime(2023, 5, 15, tzinfo=UTC)
    for pk, kind in enumerate(random.choices(list(MIX), weights=list(MIX.values()), k=count), start=1):
        money, company = kind.startswith("money"), random.randint(1, COMPANIES)
        entry = Entry(pk=pk, kind=kind, key=f"b:{pk}", recorded_at=written, programme_hash=programme.hash)
        entry.happened_on = START + timedelta(days=random.randint(0, days))
        entry.theme, entry.line = random.choice(themes), "basis"
        if money:
            entry.source, entry.quantity = random.choice(programme.money).code, random.randint(100, 90_000)
        elif kind != "event_held":
            entry.company_id, entry.municipality_code = company, places[company % len(places)]
        if kind == "journey_closed":
            entry.outcome = random.choice(outcomes)
        if kind == "ladder_position":
            phase = random.choice(programme.ladder.phases)
            entry.theme, entry.outcome = programme.ladder.theme, phase.code
            entry.detail = {"ladder": programme.ladder.code, "number": phase.number, "proof": True}
        if kind == "intake_held":
            entry.detail = {"needs": random.sample(needs, k=random.randint(1, 3))}
        if kind == "event_held":
            entry.outcome = random.choice(programme.event_kinds).code
        yield entry


def fill(count: int) -> None:
    """An empty database with companies and lines; one line in a hundred is reversed."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from benchmarks.rows import fill as fill_companies
    from kopgroep.ledger.models import Entry

    call_command("migrate", verbosity=0)
    fill_companies(COMPANIES)
    with transaction.atomic():
        for batch in batched(lines(count), BATCH):
            Entry.objects.bulk_create(batch)
            undone = [entry for entry in batch if entry.pk % 100 == 0]
            for entry in undone:
                entry.reverses_id, entry.reason = entry.pk, "vergissing"
                entry.pk, entry.key, entry.quantity = count + entry.pk, f"r:{entry.key}", -entry.quantity
            Entry.objects.bulk_create(undone)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def go_on(count: int) -> None:
    """Make the tally, and write the lines of a day after it."""
    from kopgroep.ledger.models import Entry
    from kopgroep.reporting.tallying import renew_tally

    renew_tally(ON)
    later = list(lines(SINCE))
    for number, entry in enumerate(later, start=1):
        entry.pk, entry.key, entry.happened_on = 2 * count + number, f"d:{number}", ON
    Entry.objects.bulk_create(later)


def by_hand() -> None:
    """The counts of the programme as somebody would write them in SQL, one after another."""
    from django.db import connection

    from kopgroep.programme import current

    standing = "e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id)"
    with connection.cursor() as cursor:
        for indicator in current().indicators:
            rule = indicator.rule
            start = date(ON.year, 1, 1) if rule.per_year else START
            where, values = f"{standing} AND e.kind = %s AND e.happened_on BETWEEN %s AND %s", [rule.kind, start, ON]
            if rule.theme:
                where, values = f"{where} AND e.theme = %s", [*values, rule.theme]
            if wanted := getattr(rule, "outcomes", ()):
                where, values = f"{where} AND e.outcome IN ({', '.join(['%s'] * len(wanted))})", [*values, *wanted]
            what = "COUNT(DISTINCT e.company_id)" if rule.count in {"companies", "ladder_steps"} else "COUNT(*)"
            if rule.count == "ladder_steps":
                where += (
                    " AND EXISTS (SELECT 1 FROM ledger_entry f WHERE f.kind = e.kind AND f.company_id = e.company_id"
                    " AND f.happened_on < e.happened_on AND f.outcome <> e.outcome)"
                )
            if rule.count == "once_per_period":
                where += (
                    " AND NOT EXISTS (SELECT 1 FROM ledger_entry f WHERE f.kind = e.kind AND f.theme = e.theme"
                    " AND f.company_id = e.company_id AND f.happened_on < e.happened_on)"
                )
            cursor.execute(f"SELECT {what} FROM ledger_entry e WHERE {where}", values)
            cursor.fetchall()
        cursor.execute(
            "SELECT source, happened_on, kind, SUM(quantity) FROM ledger_entry"
            " WHERE kind IN ('money_spent', 'money_committed') AND happened_on <= %s GROUP BY 1, 2, 3",
            [ON],
        )
        cursor.fetchall()
        spoken = f"{standing} AND kind IN ('contact_held', 'intake_held') AND happened_on BETWEEN %s AND %s"
        for columns, group in (("municipality_code, ", " GROUP BY municipality_code"), ("", "")):
            cursor.execute(
                f"SELECT {columns}COUNT(DISTINCT company_id) FROM ledger_entry e WHERE {spoken}{group}", [START, ON]
            )
            cursor.fetchall()


def figures() -> None:
    """What the page asks of the reporting room: targets, money, reach, needs."""
    from kopgroep.programme import current
    from kopgroep.reporting.figures import needs_figures
    from kopgroep.reporting.tallies import counts

    counted = counts(ON)
    counted.figures(current().indicators)
    counted.money()
    counted.spoken()
    for figure in needs_figures():
        counted.needs(figure)


def timed(act: Callable[[], object], times: int) -> tuple[float, float]:
    """p50 and p95 of an act in milliseconds, after two rounds to warm up."""
    taken = []
    for n in range(times + 2):
        begun = perf_counter()
        act()
        if n > 1:
            taken.append(1000 * (perf_counter() - begun))
    parts = quantiles(taken, n=20)
    return parts[9], parts[18]


def measure(count: int, times: int, profile: bool) -> None:
    """Fill the database of this process and print one row of the table."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kopgroep.accounts.actions import give_role
    from kopgroep.accounts.models import User
    from kopgroep.accounts.roles import Role
    from kopgroep.reporting.models import Tally

    fill(count)
    go_on(count)
    marieke = User.objects.create_user("marieke@example.org", None, name="Marieke de Vries")
    give_role(marieke, Role.MANAGER, granted_by=None)
    client = Client()
    client.force_login(marieke)

    def page() -> None:
        assert client.get("/werkplek/monitor/").status_code == 200

    if profile:
        with CaptureQueriesContext(connection) as asked:
            page()
        for query in asked:
            print(f"{query['time']} s  {query['sql']}\n", file=sys.stderr)
        with CaptureQueriesContext(connection) as asked:
            page()
        for query in asked:
            print(f"{query['time']} s  {query['sql'][:150]}", file=sys.stderr)
    results = [timed(act, times) for act in (page, figures)]
    Tally.objects.all().delete()
    results += [timed(act, times) for act in (figures, by_hand)]
    cells = [f"{p50:.1f} / {p95:.1f}" for p50, p95 in results]
    ratio = results[1][0] / results[3][0]
    load = os.getloadavg()[0]
    print(f"| {connection.vendor} | {count:,} | {' | '.join(cells)} | {ratio:.2f} | {load:.1f} |", flush=True)


def main() -> None:
    """Each database and size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[50_000, 1_000_000])
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--profile", action="store_true", help="also print every query of the page with its time")
    asked = parser.parse_args()
    if asked.here:
        measure(asked.here, asked.times, asked.profile)
        return
    from kit import postgres

    print("| database | lines | page p50 / p95 | figures | without a tally | by hand | figures / by hand | load |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for count in asked.lines:
        if "sqlite" in asked.databases:
            with tempfile.TemporaryDirectory() as folder:
                run(count, asked, f"sqlite:///{Path(folder) / 'monitor.sqlite3'}")
        if "postgresql" in asked.databases:
            with postgres.running() as server:
                run(count, asked, server)


def run(count: int, asked: argparse.Namespace, database: str) -> None:
    """One row, in a fresh process on a fresh database."""
    root = Path(__file__).resolve().parents[1]
    environment = os.environ | {
        "DATABASE_URL": database,
        "KOPGROEP_TODAY": ON.isoformat(),
        "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
        "KOPGROEP_HOSTS": "testserver",
        "PYTHONPATH": f"{root / 'src'}:{root}",
    }
    command = [sys.executable, "-m", "benchmarks.monitor", "--here", str(count), "--times", str(asked.times)]
    subprocess.run([*command, *["--profile"] * asked.profile], env=environment, check=True, cwd=root)


if __name__ == "__main__":
    main()
