"""How fast a report is: ``./kopgroep bench report``, or ``python -m benchmarks.report [--scale 0.05 1]``.

Builds the demonstration at each scale in a folder of its own (minutes at 1; ``--at FILE`` takes a demonstration that
stands already) and makes the quarterly report of a closed quarter. First as ``./kopgroep report`` does it: every round
is a process of its own, so that libraries and charts of an earlier round help nobody. Then as a server does it that was
asked before, with every chart drawn anew. Each as p50 and p95 in seconds, with its ratio to a process that only starts
the command, the peak of the memory of that process, what was written, and the load of the machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.ground import ROOT, quartet

DAY, QUARTER = "2023-05-15", "2023Q1"
FORMS = ("html", "pdf", "docx", "xlsx")
Round = tuple[float, float]
"""Seconds, and the peak of the memory of its process in MiB."""


def environment_at(database: Path) -> dict[str, str]:
    """Processes on this database, at the day of the demonstration."""
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
        "KOPGROEP_TODAY": DAY,
        "KOPGROEP_VAR": str(database.parent),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


def built(scale: float, folder: Path) -> Path:
    """A demonstration of its own at a scale."""
    database = folder / "kopgroep.sqlite3"
    words = ["demo_build", "--files", str(folder / "register"), "--on", DAY, "--scale", str(scale)]
    environment = environment_at(database) | {"KOPGROEP_TODAY": "", "KOPGROEP_MAIL": "nowhere"}
    subprocess.run([sys.executable, "manage.py", *words], env=environment, cwd=ROOT, check=True, stdout=sys.stderr)
    return database


def processes(environment: dict[str, str], words: list[str], rounds: int) -> Iterator[Round]:
    """Rounds of one command after one to warm up what the system keeps of files. Stops when one fails."""
    for number in range(rounds + 1):
        begun = perf_counter()
        command = [sys.executable, "manage.py", *words]
        child = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        taken = perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{' '.join(words)} ended with {child.returncode}")
        if number:
            yield taken, used.ru_maxrss / 1024


def row(what: str, rounds: list[Round], starting: float, written: str) -> float:
    """Print one row; p50 in seconds."""
    middle, high = quartet(seconds for seconds, _ in rounds)
    peak = max(memory for _, memory in rounds)
    cells = f"{middle:.2f} / {high:.2f} | {middle / (starting or middle):.1f} | {peak:.0f} | {written}"
    print(f"| {what} | {cells} | {os.getloadavg()[0]:.1f} |", flush=True)
    return middle


def measure(database: Path, rounds: int) -> None:
    """The table of one database."""
    environment = environment_at(database)
    inside = [sys.executable, "-m", "benchmarks.report", "--rounds", str(rounds), "--inside"]
    subprocess.run([*inside, "count"], env=environment, cwd=ROOT, check=True)
    print("| what | p50 / p95 s | / starting | peak MiB | written | load |\n|---|---:|---:|---:|---:|---:|", flush=True)
    starting = row("only starting the command", list(processes(environment, ["report", "--help"], rounds)), 0, "")
    for forms in (FORMS, *((form,) for form in FORMS)):
        with tempfile.TemporaryDirectory() as made:
            words = ["report", QUARTER, "--out", made, "--forms", ",".join(forms)]
            taken = list(processes(environment, words, rounds))
            size = sum(file.stat().st_size for file in Path(made).iterdir()) // 1024
        row(f"command, {'all four forms' if forms == FORMS else forms[0].upper()}", taken, starting, f"{size} kB")
    for what in ("document", "forms"):
        subprocess.run([*inside, what, "--starting", str(starting)], env=environment, cwd=ROOT, check=True)


def count() -> None:
    """Say what the report is made of."""
    from kopgroep.companies.models import Establishment
    from kopgroep.ledger.models import Entry
    from kopgroep.reporting.models import Closing

    counts = f"{Establishment.objects.count():,} establishments, {Entry.objects.count():,} lines"
    closed = Closing.objects.closed().filter(quarter=QUARTER).exists()
    print(f"\n{counts}; {QUARTER} is {'closed' if closed else 'not closed'}\n", flush=True)


def in_server(what: str, rounds: int, starting: float) -> None:
    """The document alone or with its four forms, in one process that was asked before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kopgroep.base.periods import quarter_ends
    from kopgroep.programme import current
    from kopgroep.reporting.reports import drawing
    from kopgroep.reporting.reports.building import build
    from kopgroep.reporting.reports.writing import Form, write

    report = next(each for each in current().reports if each.span == "quarter" and each.made_for == "programme")

    def document() -> object:
        return build(report, quarter_ends(QUARTER), language="nl")

    def forms() -> object:
        # A server keeps charts that it drew before; who asks another report has other charts.
        drawing._svg.cache_clear()
        drawing._png.cache_clear()
        made = build(report, quarter_ends(QUARTER), language="nl")
        return [write(made, form) for form in Form]

    act: Callable[[], object] = document if what == "document" else forms
    with CaptureQueriesContext(connection) as asked:
        act()
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        act()
        taken.append((perf_counter() - begun, getrusage(RUSAGE_SELF).ru_maxrss / 1024))
    name = "the document, not written" if what == "document" else "all four forms"
    row(f"server, {name}", taken, starting, f"{len(asked)} queries" if what == "document" else "")


def main() -> None:
    """Build and measure at each scale; or be the process inside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, nargs="+", default=[0.05, 1.0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--at", type=Path, help="a demonstration that stands already")
    parser.add_argument("--inside", choices=["count", "document", "forms"], help=argparse.SUPPRESS)
    parser.add_argument("--starting", type=float, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        import django

        django.setup()
        count() if asked.inside == "count" else in_server(asked.inside, asked.rounds, asked.starting)
    elif asked.at:
        measure(asked.at.resolve(), asked.rounds)
    else:
        for scale in asked.scale:
            with tempfile.TemporaryDirectory() as folder:
                measure(built(scale, Path(folder)), asked.rounds)


if __name__ == "__main__":
    main()
