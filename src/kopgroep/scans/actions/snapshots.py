"""Freezing a quarter of the benchmark."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.permissions import open_to_all
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_of
from kopgroep.companies.models import Company, Establishment
from kopgroep.programme import current
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.scans.benchmarks.cells import UNKNOWN, Place, Story, Table, cells_of, places_of, tables
from kopgroep.scans.benchmarks.hiding import Members, hide
from kopgroep.scans.benchmarks.weighting import Group
from kopgroep.scans.groups import sector_group_of, size_group_of
from kopgroep.scans.models import Cell, Filling, Snapshot

BATCH = 500
Version = tuple[str, int]
"""Scan and first number of its version."""


def name_of(day: date) -> str:
    """The quarter in which a day lies, such as ``2023Q1``."""
    return f"{day.year}Q{(day.month + 2) // 3}"


@open_to_all
@transaction.atomic
def take_snapshot(day: date) -> Snapshot:
    """Freeze the quarter in which a day lies; when it is frozen already, that one is returned and nothing changes.

    Per company and scan the latest one counts that was finished by the last day of the quarter. Raises Refused for a
    quarter that is not over yet.
    """
    first, until = quarter_of(day)
    known = Snapshot.objects.filter(quarter=name_of(day)).first()
    if known:
        return known
    if until >= today():
        raise Refused(_("This quarter is not over yet."))
    members, register = latest(until), register_counts()
    cells = list(made_of(members, register, before=first))
    snapshot = Snapshot.objects.create(
        quarter=name_of(day),
        until=until,
        taken_at=now(),
        hash=fingerprint({"cells": [content_of(cell) for cell in cells]}),
        programme_hash=current().hash,
        register={"/".join(group): n for group, n in sorted(register.items())},
    )
    snapshot.members.add(*(filling.pk for filling in members))
    for cell in cells:
        cell.snapshot = snapshot
    Cell.objects.bulk_create(cells, batch_size=BATCH)
    note("take_snapshot", snapshot, by=None, quarter=snapshot.quarter, scans=len(members), cells=len(cells))
    return snapshot


def latest(until: date) -> list[Filling]:
    """Per company and scan the latest finished scan up to a day; a double is the company that stayed."""
    whose = Company.objects.doubles()
    found: dict[tuple[int | None, str], Filling] = {}
    counting = Filling.objects.counting().filter(finished_on__lte=until).select_related("edition")
    for filling in counting.order_by("finished_on", "pk"):
        company = filling.company_id
        found[whose.get(company, company) if company else None, filling.scan] = filling
    return sorted(found.values(), key=lambda filling: filling.pk)


def register_counts() -> dict[Group, int]:
    """Companies of the register that have not ended, in the area of the programme, per sector and size group."""
    area = [place.code for place in current().area]
    rows = (
        Establishment.objects.leading()
        .filter(ended_on=None, company__merged_into=None, municipality_code__in=area)
        .order_by()
        .values_list("sbi_scheme", "sbi_section", "size_class")
        .annotate(n=models.Count("pk"))
    )
    counts: dict[Group, int] = defaultdict(int)
    for scheme, section, size, n in rows:
        counts[sector_group_of(scheme, section) or UNKNOWN, size_group_of(size) or UNKNOWN] += n
    return dict(counts)


def made_of(members: Iterable[Filling], register: Mapping[Group, int], *, before: date) -> Iterable[Cell]:
    """The cells of these scans, with what must be hidden, looking back at every quarter that ended before a day."""
    members = list(members)
    minimum, now_behind = current().benchmark.minimum, behind(members)
    earlier = [_Earlier.of(snapshot) for snapshot in Snapshot.objects.filter(until__lt=before).order_by("until")]
    for table in tables(members):
        cells = list(cells_of(table, register))
        hide(cells, now_behind[table.story[:2]], [then.of_table(table) for then in earlier], minimum=minimum)
        yield from cells


def behind(members: Iterable[Filling]) -> dict[Version, Members]:
    """The scans behind each group, by key, per scan and first number of its version."""
    found: dict[Version, dict[Place, set[int]]] = defaultdict(lambda: defaultdict(set))
    for filling in members:
        for place in places_of(filling):
            found[filling.scan, filling.definition.major][place].add(filling.pk)
    return dict(found)


@dataclass(frozen=True)
class _Earlier:
    """A quarter before: the scans behind each group, and what was shown of each scale."""

    members: Mapping[Version, Members]
    shown: Mapping[Story, set[Place]]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        shown: dict[Story, set[Place]] = defaultdict(set)
        rows = snapshot.cells.filter(hidden="").values_list(
            "scan", "major", "scale", "sector_group", "size_group", "municipality_code"
        )
        for scan, major, scale, *place in rows:
            shown[scan, major, scale].add((place[0], place[1], place[2]))
        members = snapshot.members.select_related("edition").only(
            "scan", "sector_group", "size_group", "municipality_code", "edition"
        )
        return cls(behind(members), shown)

    def of_table(self, table: Table) -> tuple[Members, set[Place]]:
        """The same for one table."""
        return self.members.get(table.story[:2], {}), self.shown.get(table.story, set())


def content_of(cell: Cell) -> dict[str, Any]:
    """What a cell says, without its place in the database."""
    left_out = {"id", "snapshot"}
    return {field.name: getattr(cell, field.name) for field in Cell._meta.concrete_fields if field.name not in left_out}
