"""How fast the evaluation file is made: ``.venv/bin/python -m benchmarks.evaluation [--lines 50000]``.

A region of 41,000 companies with two register snapshots and so many lines; prints rows, seconds, rows a second, the
size of the ZIP, and how much memory the making took at its peak.
"""

import argparse
import os
import tempfile
import tracemalloc
from itertools import batched
from pathlib import Path
from time import perf_counter

from benchmarks.monitor import COMPANIES, ON, fill

BATCH = 5_000


def register() -> None:
    """Two days of the trade register, with a history for every establishment."""
    from kopgroep.base.clock import now
    from kopgroep.companies.models import Establishment, RegisterRun
    from kopgroep.companies.models.register import EstablishmentSnapshot

    columns = ("municipality_code", "sbi_scheme", "sbi_code", "size_class")
    for year in (2021, 2023):
        day = ON.replace(year=year, month=1, day=1)
        facts = {"source": "Handelsregister", "shape": "trade-register", "file_name": "", "started_at": now()}
        run = RegisterRun.objects.create(snapshot_on=day, file_hash=str(year), **facts)
        rows = Establishment.objects.order_by("pk").values("pk", *columns)
        for some in batched(rows.iterator(chunk_size=BATCH), BATCH):
            EstablishmentSnapshot.objects.bulk_create(
                EstablishmentSnapshot(establishment_id=row.pop("pk"), snapshot_on=day, run=run, **row) for row in some
            )


def measure(*, watch: bool) -> tuple[int, float, float, int]:
    """Rows, seconds, peak of memory in MiB (0 when it is not watched) and bytes."""
    from kopgroep.reporting.evaluation.making import make

    if watch:
        tracemalloc.start()
    begun = perf_counter()
    with tempfile.TemporaryFile() as file:
        made = make(file, ON, key=b"k" * 32)
        took = perf_counter() - begun
        size = file.seek(0, os.SEEK_END)
    peak = tracemalloc.get_traced_memory()[1] / 2**20 if watch else 0
    tracemalloc.stop()
    return made.rows, took, peak, size


def main() -> None:
    """Measured twice: watching the memory makes everything slower."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=50_000)
    asked = parser.parse_args()
    print("| companies | lines | rows | s | rows/s | ZIP MiB | peak MiB |\n|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'evaluation.sqlite3'}",
            "KOPGROEP_TODAY": ON.isoformat(),
            "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
        }
        import django

        django.setup()
        fill(asked.lines)
        register()
        rows, took, _, size = measure(watch=False)
        peak = measure(watch=True)[2]
        cells = f"{rows:,} | {took:.1f} | {rows / took:,.0f} | {size / 2**20:.1f} | {peak:.0f}"
        print(f"| {COMPANIES:,} | {asked.lines:,} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
