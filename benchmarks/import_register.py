"""Rows per second and peak memory of ``import-register``, beside the plainest way to load the same file.

    python -m benchmarks.import_register [--rows 41000 1000000] [--databases sqlite postgresql] [--repeat]

Each measurement runs in a process of its own on an empty database. The baseline reads the same CSV with ``csv`` and
inserts the same columns into one table without keys, checks, comparison, history or search. The CPU time is that of
the loading process: on PostgreSQL the server's comes on top. PostgreSQL is the one
of ``DATABASE_URL``; without it only SQLite is measured, and the output says so.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import batched
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PER_SCALE = 57_585
"""Establishments of the first programme's region at scale 1."""


def make_file(folder: Path, rows: int) -> Path:
    """A trade-register file of one date with about this many rows."""
    sys.path.insert(0, str(ROOT / "src"))
    from kopgroep.jobs.region.make import make_region
    from kopgroep.jobs.region.plan import Place, snapshot_dates
    from kopgroep.programme import current

    places = [Place(area.code, area.name, area.establishments_reference) for area in current().area]
    dates = snapshot_dates(current().period.starts_on, 3)[:1]
    make_region(places, dates, folder, seed=7, scale=rows / PER_SCALE)
    return next(folder.glob("handelsregister-*.csv"))


def own_memory() -> float:
    """Memory of this process in MB, without the pages of the database file that SQLite maps into it.

    Where the system does not tell them apart (anywhere but Linux) it is the peak of everything.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(found["RssAnon"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(way: str, path: Path) -> dict[str, float]:
    """Run one load in this process; the database is the one that the environment names."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopgroep.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from kopgroep.companies.register.reading import import_register

    call_command("migrate", verbosity=0, skip_checks=True)
    seen = [own_memory()]
    start, cpu = time.perf_counter(), time.process_time()
    if way == "plain":
        count = load_plainly(path, lambda _: seen.append(own_memory()))
    else:
        outcome = import_register(path, tell=lambda _: seen.append(own_memory()))
        count = outcome.new + outcome.changed + outcome.unchanged
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {"rows": count, "seconds": seconds, "cpu": cpu, "peak": max(*seen, own_memory())}


def load_plainly(path: Path, tell: Callable[[int], object]) -> int:
    """The baseline: every column as text, in one transaction."""
    from django.db import connection, transaction

    with path.open(encoding="utf-8", newline="") as file, transaction.atomic(), connection.cursor() as cursor:
        reader = csv.reader(file)
        header = next(reader)
        cursor.execute(f"CREATE TABLE plain ({', '.join(f'{name} text' for name in header)})")
        marks = ", ".join(["%s"] * len(header))
        count = 0
        for chunk in batched(reader, 5_000, strict=False):
            cursor.executemany(f"INSERT INTO plain VALUES ({marks})", chunk)
            count += len(chunk)
            tell(count)
    return count


def run(way: str, path: Path, environment: dict[str, str]) -> dict[str, float]:
    """One measurement in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.import_register", "--measure", way, str(path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def databases(names: list[str], folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """An environment with an empty database for each kind asked for."""
    url = os.environ.get("DATABASE_URL", "")
    for name in names:
        if name == "sqlite":
            with tempfile.TemporaryDirectory(dir=folder) as place:
                yield name, {**os.environ, "DATABASE_URL": "sqlite:///", "KOPGROEP_VAR": place}
        elif url.startswith("postgres"):
            import psycopg

            with psycopg.connect(url, autocommit=True) as server:
                server.execute("DROP DATABASE IF EXISTS kopgroep_benchmark")
                server.execute("CREATE DATABASE kopgroep_benchmark")
                yield name, {**os.environ, "DATABASE_URL": url.rpartition("/")[0] + "/kopgroep_benchmark"}
        else:
            print("PostgreSQL was not measured: set DATABASE_URL to a server.")


def show(rows: int, database: str, folder: Path, path: Path, *, repeat: bool) -> None:
    """Measure and print one line per way."""
    ways = ["plain", "import", *(["again"] if repeat else [])]
    plain = 0.0
    for _, environment in databases([database], folder):
        for way in ways:
            found = run(way, path, environment)
            speed = found["rows"] / found["seconds"]
            plain = plain or found["seconds"] / found["rows"]
            ratio = found["seconds"] / found["rows"] / plain
            words = f"{rows:>9,} {database:<11}{way:<8}{found['seconds']:>8.1f} s{found['cpu']:>8.1f} s"
            print(f"{words}{speed:>10,.0f}/s{ratio:>7.1f}x{found['peak']:>8.0f} MB", flush=True)


def main() -> None:
    """Read the options, make the files, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[41_000, 1_000_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--repeat", action="store_true", help="read the same file a second time as well")
    parser.add_argument("--measure", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], Path(options.measure[1]))))
        return
    head = f"{'rows':>9} {'database':<11}{'way':<8}{'time':>10}{'own CPU':>10}{'speed':>12}{'ratio':>8}{'memory':>11}"
    print(head)
    with tempfile.TemporaryDirectory() as name:
        for rows in options.rows:
            folder = Path(name, str(rows))
            path = make_file(folder, rows)
            for database in options.databases:
                show(rows, database, folder, path, repeat=options.repeat)


if __name__ == "__main__":
    main()
