"""Frozen quarters made by hand."""

from datetime import date
from typing import Any

from kopgroep.base.clock import now
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.benchmarks.cells import Place
from kopgroep.scans.models import Cell, Snapshot

ALL: Place = ("", "", "")
UNTIL = {"2022Q4": date(2022, 12, 31), "2023Q1": date(2023, 3, 31)}


def scan() -> Scan:
    """The scan that comes first on the page, with levels."""
    return current().scans[0]


def frozen(quarter: str = "2023Q1", **facts: Any) -> Snapshot:
    """A quarter without figures."""
    register = {"bouw/micro": 700, "handel/micro": 300}
    return Snapshot.objects.create(
        quarter=quarter, until=UNTIL[quarter], taken_at=now(), hash="a" * 64, register=register, **facts
    )


def figures(
    snapshot: Snapshot, place: Place = ALL, *, n: int = 40, scale: str = "", hidden: str = "", **more: Any
) -> Cell:
    """One group on one scale, the one that heads the page unless another is named."""
    sector, size, town = place
    spread = {"mean": 41.5, "weighted_mean": 44.0, "q1": 20.0, "median": 40.0, "q3": 62.5} | more
    return Cell.objects.create(
        snapshot=snapshot,
        scan=scan().code,
        major=scan().major,
        scale=scale or scan().headline[0],
        sector_group=sector,
        size_group=size,
        municipality_code=town,
        n=n,
        hidden=hidden,
        **spread,
    )
