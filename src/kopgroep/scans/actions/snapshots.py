"""Freezing a quarter of the benchmark."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

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
from kopgroep.scans.benchmarks.cells import UNKNOWN, Place, Story, Value, cells_of, sort_key, tables, values_of
from kopgroep.scans.benchmarks.hiding import Earlier, hide
from kopgroep.scans.benchmarks.weighting import Group
from kopgroep.scans.groups import sector_group_of, size_group_of
from kopgroep.scans.models import Cell, Filling, Snapshot

BATCH = 500


def name_of(day: date) -> str:
    """The quarter in which a day lies, such as ``2023Q1``."""
    return f"{day.year}Q{(day.month + 2) // 3}"


@open_to_all
@transaction.atomic
def take_snapshot(day: date) -> Snapshot:
    """Freeze the quarter in which a day lies; when it is frozen already, that one is returned and nothing changes.

    Per company and scan the latest one counts that was finished by the last day of the quarter. Raises Refused for a
    quarter that is not over yet, and for one before a quarter that is frozen already: what may be shown of a quarter
    depends on those before it.
    """
    first, until = quarter_of(day)
    known = Snapshot.objects.filter(quarter=name_of(day)).first()
    if known:
        return known
    if until >= today():
        raise Refused(_("This quarter is not over yet."))
    if Snapshot.objects.filter(until__gt=until).exists():
        raise Refused(_("A later quarter is frozen already. Quarters are frozen in their order."))
    members, register = latest(until), register_counts()
    cells = list(made_of(members, register, before=first))
    snapshot = Snapshot.objects.create(
        quarter=name_of(day),
        until=until,
        taken_at=now(),
        hash=hash_of(cells),
        programme_hash=current().hash,
        register={"/".join(group): n for group, n in sorted(register.items())},
    )
    snapshot.members.add(*(filling.pk for filling in members))
    for cell in cells:
        cell.snapshot = snapshot
    Cell.objects.bulk_create(cells, batch_size=BATCH)
    note("take_snapshot", snapshot, by=None, quarter=snapshot.quarter, scans=len(members), cells=len(cells))
    return snapshot


@open_to_all
def freeze_ended(on: date) -> int:
    """Freeze the quarter that ended last before a day, when there is a scan to count. Returns how many were frozen."""
    until = quarter_of(on)[0] - timedelta(days=1)
    if Snapshot.objects.filter(until__gte=until).exists():
        return 0
    if not Filling.objects.counting().filter(finished_on__lte=until).exists():
        return 0
    take_snapshot(until)
    return 1


def latest(until: date) -> list[Filling]:
    """Per company and scan the latest finished scan up to a day; a double is the company that stayed."""
    whose = Company.objects.doubles()
    found: dict[tuple[int | None, str], Filling] = {}
    counting = Filling.objects.counting().filter(finished_on__lte=until)
    for filling in _to_read(counting.order_by("finished_on", "pk")):
        company = filling.company_id
        found[whose.get(company, company) if company else None, filling.scan] = filling
    return sorted(found.values(), key=lambda filling: filling.pk)


def _to_read(fillings: models.QuerySet[Filling]) -> models.QuerySet[Filling]:
    """Scans of which only the result is read. They share their definition, which is larger than all else of a scan."""
    return fillings.defer("answers", "prefilled").prefetch_related("edition")


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


def made_of(members: Iterable[Filling], register: Mapping[Group, int], *, before: date) -> Iterator[Cell]:
    """The cells of these scans, with what must be hidden, looking back at every quarter that ended before a day."""
    values = {filling.pk: values_of(filling) for filling in members}
    minimum, now = current().benchmark.minimum, tables(values.values())
    earlier = _before(before, values)
    for table in now:
        cells = list(cells_of(table, register))
        hide(cells, table.members(), [then[table.story] for then in earlier if table.story in then], minimum=minimum)
        yield from cells


def _before(day: date, known: Mapping[int, Mapping[Story, Value]]) -> list[dict[Story, Earlier]]:
    """Every table of each quarter that ended before a day. ``known`` are scans that were read already."""
    snapshots = list(Snapshot.objects.filter(until__lt=day).order_by("until"))
    behind = Snapshot.members.through.objects.filter(snapshot__in=snapshots)
    values = dict(known)
    for filling in _to_read(Filling.objects.filter(pk__in=behind.values("filling")).order_by("pk")):
        if filling.pk not in values:
            values[filling.pk] = values_of(filling)
    return [_tables_of(snapshot, values) for snapshot in snapshots]


def _tables_of(snapshot: Snapshot, values: Mapping[int, Mapping[Story, Value]]) -> dict[Story, Earlier]:
    shown: dict[Story, set[Place]] = defaultdict(set)
    rows = snapshot.cells.filter(hidden="").values_list(
        "scan", "major", "scale", "sector_group", "size_group", "municipality_code"
    )
    for scan, major, scale, *place in rows:
        shown[scan, major, scale].add((place[0], place[1], place[2]))
    members = snapshot.members.order_by("pk").values_list("pk", flat=True)
    made = tables(values[pk] for pk in members)
    return {table.story: Earlier(table.members(), shown[table.story]) for table in made}


def faults_of(snapshot: Snapshot) -> list[str]:
    """What is not as it was frozen, in words; nothing when all is well.

    The cells are made again from the same scans and the same counts of the register, and compared with what is kept.
    """
    kept = sorted(snapshot.cells.all(), key=sort_key)
    register = {(key.partition("/")[0], key.partition("/")[2]): n for key, n in snapshot.register.items()}
    members = _to_read(snapshot.members.order_by("pk"))
    made = list(made_of(members, register, before=quarter_of(snapshot.until)[0]))
    faults = []
    if hash_of(kept) != snapshot.hash:
        faults.append("the cells that are kept are not those that were frozen")
    if hash_of(made) != snapshot.hash:
        faults.append("the same scans give other cells" + _first_difference(kept, made))
    return faults


def _first_difference(kept: Iterable[Cell], made: Iterable[Cell]) -> str:
    was, now = ({sort_key(cell): content_of(cell) for cell in cells} for cells in (kept, made))
    for key in sorted(was.keys() | now.keys()):
        if fingerprint({"cell": was.get(key)}) != fingerprint({"cell": now.get(key)}):
            return f", first at {'/'.join(str(part) for part in key)}"
    return ""


def hash_of(cells: Iterable[Cell]) -> str:
    """The fingerprint of all cells, in the order in which they are made; the same on every database."""
    return fingerprint({"cells": [content_of(cell) for cell in cells]})


def content_of(cell: Cell) -> dict[str, Any]:
    """What a cell says, without its place in the database."""
    left_out = {"id", "snapshot"}
    return {field.name: getattr(cell, field.name) for field in Cell._meta.concrete_fields if field.name not in left_out}
