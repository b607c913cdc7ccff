"""Frozen quarters made by hand, for the small scan."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from statistics import mean, median
from typing import Any

from kopgroep.scans.models import Cell, Snapshot

SCALES = ("totaal", "meten", "doen")


def make_snapshot(quarter: str = "2023Q1", until: date = date(2023, 3, 31)) -> Snapshot:
    """A quarter without cells."""
    taken = datetime(until.year, until.month, until.day, 23, tzinfo=UTC)
    return Snapshot.objects.create(quarter=quarter, until=until, taken_at=taken, hash="0" * 64, programme_hash="1" * 64)


def make_cell(snapshot: Snapshot, scores: Sequence[float], scale: str = "totaal", **facts: Any) -> Cell:
    """The cell of one group of companies with these scores."""
    figures = {"n": len(scores), "mean": mean(scores), "median": median(scores)} if scores else {"n": 0}
    rows = sorted(Counter(scores).items())
    return Cell.objects.create(
        **{"snapshot": snapshot, "scan": "energie", "major": 1, "scale": scale, "histogram": rows, **figures, **facts}
    )


def make_group(snapshot: Snapshot, n: int, **facts: Any) -> None:
    """A group of so many companies, evenly spread from 0 up to 100, on every scale of the small scan."""
    for scale in SCALES:
        make_cell(snapshot, [round(100 * number / n, 1) for number in range(n)], scale, **facts)
