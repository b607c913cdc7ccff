"""Reading a register file into the database: chunk by chunk, each whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import batched
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.base.clock import now
from kopgroep.base.errors import Refused
from kopgroep.companies.models import Establishment, EstablishmentSnapshot, RegisterRun
from kopgroep.companies.register import staging, writing
from kopgroep.companies.register.checks import Wrong
from kopgroep.companies.register.lines import Record, records
from kopgroep.companies.register.mapping import Mapping
from kopgroep.companies.register.opening import RegisterFile, fingerprint, open_register
from kopgroep.companies.register.reference import municipalities
from kopgroep.companies.register.refused import RefusedFile
from kopgroep.companies.register.rows import Row, RowReader, Warnings
from kopgroep.companies.register.seen import Seen
from kopgroep.companies.search import index
from kopgroep.programme import current

CHUNK = 5_000
LARGE = 10_000
"""From so many new rows on, the database is asked to look at its tables again before the next query."""

BYTES_PER_ROW = 200
"""About the length of a row, to judge from the size of a file how many there are."""

Tell = Callable[[int], object]


@dataclass(slots=True)
class Outcome:
    """What a reading did. `resumed_at` is the line it went on after, 0 when it began at the beginning."""

    run: RegisterRun
    refused_file: Path
    warnings: Warnings
    resumed_at: int = 0
    again: bool = False
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows, those among them that were refused, and where in the file they end."""

    rows: list[Row]
    refused: list[tuple[Record, Wrong]]
    end: int
    end_line: int


def import_register(
    path: Path,
    *,
    mapping: Mapping | None = None,
    snapshot_on: date | None = None,
    source: str = "",
    licence: str = "",
    refused: Path | None = None,
    tell: Tell | None = None,
    size: int = CHUNK,
) -> Outcome:
    """Read one register file. `tell` hears how many bytes were done each time.

    A file that was read half-way before goes on where it stopped. One that was read to its end is compared
    again and changes nothing. Raises `Refused`, before anything is written, when the file cannot be read.
    """
    file = open_register(path, mapping, snapshot_on)
    run, again = _run_of(file, source or file.mapping.source, licence or file.mapping.licence)
    position, line = (0, 0) if again else (run.position, run.line)
    reader = RowReader(
        file.mapping,
        file.header,
        snapshot_on=file.snapshot_on,
        municipalities=municipalities() | {area.code for area in current().area},
        sizes=tuple((size.code, size.minimum, size.maximum) for size in current().sizes),
    )
    target = RefusedFile(refused or path.with_name(f"{path.stem}-refused.csv"), file.header)
    outcome = Outcome(run, target.path, reader.warnings, resumed_at=line, again=again)
    target.begin(line)
    if tell:
        tell(position or file.start)
    with closing(Seen()) as seen, _search_index(file):
        if line:
            seen.fill(_written(run))
        staging.create_tables()
        done = position or file.start
        for chunk in _chunks(file, reader, seen, position, line, size):
            target.write(chunk.refused)
            _write(chunk, outcome, file.mapping.supplies)
            if tell:
                tell(chunk.end - done)
            done = chunk.end
    _finish(outcome)
    return outcome


@contextmanager
def _search_index(file: RegisterFile) -> Iterator[None]:
    """Following every new row costs more than making the index anew, once a file is as large as the table.

    A reading that dies leaves the search finding what it found before; the next one puts it right.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM companies_establishment")
        known = cursor.fetchone()[0]
    if known * BYTES_PER_ROW < file.size and file.size > LARGE * BYTES_PER_ROW:
        with index.suspended(connection):
            yield
    else:
        yield
        index.mend(connection)


def _run_of(file: RegisterFile, source: str, licence: str) -> tuple[RegisterRun, bool]:
    """The run of this file, date and source, and whether it was read to its end before."""
    run, fresh = RegisterRun.objects.get_or_create(
        file_hash=fingerprint(file.path),
        snapshot_on=file.snapshot_on,
        source=source,
        defaults={
            "licence": licence,
            "shape": file.mapping.kind,
            "file_name": file.path.name,
            "started_at": now(),
        },
    )
    return run, not fresh and run.finished_at is not None


def _written(run: RegisterRun) -> Iterator[str]:
    numbers = Establishment.objects.filter(pk__in=EstablishmentSnapshot.objects.filter(run=run).values("establishment"))
    return (number for number in numbers.values_list("number", flat=True).iterator() if number)


def _chunks(file: RegisterFile, reader: RowReader, seen: Seen, position: int, line: int, size: int) -> Iterator[Chunk]:
    found = records(
        file.path,
        encoding=file.mapping.encoding,
        delimiter=file.mapping.delimiter,
        columns=len(file.header),
        start=position or file.start,
        line=line or file.start_line,
    )
    for some in batched(found, size, strict=False):
        yield _checked(some, reader, seen)


def _checked(some: Iterable[Record], reader: RowReader, seen: Seen) -> Chunk:
    rows: list[Row] = []
    refused: list[tuple[Record, Wrong]] = []
    record = None
    for record in some:
        try:
            row = reader.read(record)
            _only_once(row, seen)
        except Wrong as wrong:
            refused.append((record, wrong))
        else:
            rows.append(row)
    assert record is not None
    nameless = [row for row in rows if not row.facts.kvk]
    if nameless:
        strangers = _without_company(nameless)
        refused += [(_as_record(row, some), _stranger()) for row in nameless if row.facts.number in strangers]
        refused.sort(key=lambda pair: pair[0].line)
        rows = [row for row in rows if row.facts.kvk or row.facts.number not in strangers]
    return Chunk(rows, refused, record.end, record.end_line)


def _only_once(row: Row, seen: Seen) -> None:
    first = seen.first_line(row.facts.number, row.facts.line)
    if first is None:
        return
    number = row.facts.number
    if first:
        reason = _("Establishment %(number)s was in this file already on line %(line)s.")
        reason %= {"number": number, "line": first}
    else:
        reason = _("Establishment %(number)s was in this file already.") % {"number": number}
    raise Wrong(
        reason,
        _("Keep one of the two rows. The first one counts."),
    )


def _without_company(rows: list[Row]) -> set[str]:
    numbers = {row.facts.number for row in rows}
    return numbers - set(Establishment.objects.filter(number__in=numbers).values_list("number", flat=True))


def _as_record(row: Row, some: Iterable[Record]) -> Record:
    return next(record for record in some if record.line == row.facts.line)


def _stranger() -> Wrong:
    return Wrong(
        _("There is no KVK number, and the establishment is not known."),
        _("Fill in the KVK number, or import the trade register first."),
    )


def _write(chunk: Chunk, outcome: Outcome, supplies: frozenset[str]) -> None:
    """One transaction: the rows, their counts, and the place in the file up to which all is done."""
    run = outcome.run
    with transaction.atomic(), connection.cursor() as cursor:
        staging.load(chunk.rows)
        counts = writing.write(writing.Chunk.of(run, supplies, cursor))
        if not outcome.again:
            moved = RegisterRun.objects.filter(pk=run.pk, position=run.position).update(
                position=chunk.end,
                line=chunk.end_line,
                rows_new=F("rows_new") + counts.new,
                rows_changed=F("rows_changed") + counts.changed,
                rows_unchanged=F("rows_unchanged") + counts.unchanged,
                rows_refused=F("rows_refused") + len(chunk.refused),
            )
            if not moved:
                raise Refused(_("Somebody else is reading this file at this moment. Wait until that is done."))
            run.position, run.line = chunk.end, chunk.end_line
    outcome.new += counts.new
    outcome.changed += counts.changed
    outcome.unchanged += counts.unchanged
    outcome.refused += len(chunk.refused)


def _finish(outcome: Outcome) -> None:
    run = outcome.run
    if outcome.new > LARGE:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    if outcome.again:
        return
    with transaction.atomic():
        run.finished_at = now()
        run.save(update_fields=["finished_at"])
        run.refresh_from_db()
        note("register.read", run, by=None, new=run.rows_new, changed=run.rows_changed, refused=run.rows_refused)
