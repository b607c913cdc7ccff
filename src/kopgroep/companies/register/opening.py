"""Looking at a file before anything is read: is it text, which shape has it, of which date is it."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopgroep.base.errors import Refused
from kopgroep.companies.register import checks
from kopgroep.companies.register.lines import records
from kopgroep.companies.register.mapping import Mapping, known_shapes

SAMPLE_BYTES = 262_144
ROWS_TO_DATE_BY = 20
DELIMITERS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file that can be read: its shape, its header, and where the first row begins."""

    path: Path
    size: int
    mapping: Mapping
    header: tuple[str, ...]
    start: int
    start_line: int
    snapshot_on: date


def open_register(path: Path, mapping: Mapping | None = None, snapshot_on: date | None = None) -> RegisterFile:
    """Find out what a file is; raises `Refused` saying what is wrong with it and how to mend that.

    Without a mapping the header decides which of the known shapes it has. Without a snapshot date the first
    rows give it.
    """
    sample = _sample(path)
    shapes = (mapping,) if mapping else known_shapes()
    for shape in shapes:
        _check_encoding(sample, shape)
    header_of = {shape.encoding: _first_line(sample, shape) for shape in shapes}
    chosen = _shape_for(shapes, {shape.kind: _cells(header_of[shape.encoding], shape) for shape in shapes})
    header = tuple(_cells(header_of[chosen.encoding], chosen))
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise Refused(_('The column "%(name)s" is there twice. Remove one of the two.') % {"name": twice[0]})
    lines = records(path, encoding=chosen.encoding, delimiter=chosen.delimiter, columns=len(header))
    first, *rows = islice(lines, 1 + ROWS_TO_DATE_BY)
    if not rows:
        raise Refused(_("The file has a header and no rows. Export it again."))
    _check_second_header(header, rows[0].cells)
    found = snapshot_on or _snapshot(chosen, header, [row.cells for row in rows])
    return RegisterFile(path, path.stat().st_size, chosen, header, first.end, first.end_line, found)


def fingerprint(path: Path, tell: Callable[[int], object] | None = None) -> str:
    """SHA-256 of the content: by it a file is known again under any name."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            if tell:
                tell(len(block))
    return digest.hexdigest()


def _sample(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(_("There is no file %(path)s. Check the name and the folder.") % {"path": path})
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    if not sample.strip():
        raise Refused(_("The file is empty. Export it again."))
    if sample.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(_("This is a spreadsheet, not a text file. Save it as CSV (UTF-8) and give that file."))
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or sample[:4096].count(0) > len(sample[:4096]) / 4:
        raise Refused(_("The file is in UTF-16. Save it as CSV in UTF-8."))
    return sample


def _check_encoding(sample: bytes, shape: Mapping) -> None:
    whole = sample if len(sample) < SAMPLE_BYTES else sample[: sample.rfind(b"\n") + 1]
    try:
        whole.decode(shape.encoding)
    except UnicodeDecodeError as error:
        line = whole.count(b"\n", 0, error.start) + 1
        raise Refused(
            _(
                "The file is not in %(encoding)s: line %(line)s holds the byte %(byte)s. Save it as CSV in UTF-8, "
                "or name its encoding in a mapping (often: cp1252)."
            )
            % {"encoding": shape.encoding, "line": line, "byte": f"0x{whole[error.start]:02X}"}
        ) from None


def _first_line(sample: bytes, shape: Mapping) -> str:
    line = sample.split(b"\n", 1)[0].decode(shape.encoding, errors="replace")
    return line.removeprefix("\ufeff").rstrip("\r")


def _cells(line: str, shape: Mapping, delimiter: str = "") -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter or shape.delimiter), [])]


def _shape_for(shapes: Sequence[Mapping], headers: dict[str, list[str]]) -> Mapping:
    missing = {
        shape.kind: [column for column in shape.required_columns if column not in headers[shape.kind]]
        for shape in shapes
    }
    for shape in shapes:
        if not missing[shape.kind]:
            return shape
    nearest = min(shapes, key=lambda shape: len(missing[shape.kind]) / len(shape.required_columns))
    if len(headers[nearest.kind]) == 1:
        _explain_delimiter(headers[nearest.kind][0], nearest)
    if len(missing[nearest.kind]) > len(nearest.required_columns) / 2:
        raise Refused(
            _(
                'The first line is not a header that we know; it begins with "%(start)s". Remove any title above the '
                "header, or describe the columns in a mapping. Expected are: %(columns)s."
            )
            % {
                "start": ", ".join(headers[nearest.kind])[:60],
                "columns": ", ".join(nearest.required_columns),
            }
        )
    raise Refused(
        _(
            "The file looks like %(source)s and misses the columns: %(columns)s. Export them too, or describe the "
            "columns that there are in a mapping."
        )
        % {"source": nearest.source, "columns": ", ".join(missing[nearest.kind])}
    )


def _explain_delimiter(line: str, shape: Mapping) -> None:
    for sign, name in DELIMITERS.items():
        if sign != shape.delimiter and set(shape.required_columns[:2]) <= set(_cells(line, shape, sign)):
            raise Refused(
                _(
                    'The columns are separated by "%(found)s" (%(name)s), expected is "%(expected)s". Save the file '
                    "with that separator, or name the separator under delimiter in a mapping."
                )
                % {"found": sign, "name": name, "expected": shape.delimiter}
            )


def _check_second_header(header: Sequence[str], cells: Sequence[str]) -> None:
    repeated = sum(1 for name, cell in zip(header, cells, strict=False) if name and name == cell.strip())
    if repeated > len(header) / 2:
        raise Refused(_("The second line is a header too. Remove one of the two."))


def _snapshot(shape: Mapping, header: Sequence[str], rows: Iterable[Sequence[str]]) -> date:
    """The date of the first row that gives one; each later row is checked against it."""
    column = shape.columns.get("snapshot_on", "")
    texts = [cells[header.index(column)].strip() for cells in rows if column in header and len(cells) == len(header)]
    for text in [shape.constants.get("snapshot_on", ""), *texts]:
        try:
            found = checks.day(text, shape.date_format, column)
        except checks.Wrong:
            continue
        if found:
            return date.fromisoformat(found)
    raise Refused(_("The first rows do not give the date of this extract. Give it with --snapshot, as YYYY-MM-DD."))
