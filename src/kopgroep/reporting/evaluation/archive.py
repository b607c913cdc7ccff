"""One ZIP, written row by row: CSV files that no spreadsheet takes for formulas, and always the same bytes."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kopgroep.reporting.evaluation.rows import Value

EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MANIFEST = "manifest.json"
Progress = Callable[[str, int], None]
"""Told the name of a file and how many rows of it are written, now and then."""
NOW_AND_THEN = 2000


@dataclass(frozen=True)
class Written:
    """One file of the ZIP."""

    name: str
    rows: int | None
    """Without the head; None for a text."""
    sha256: str


class Archive:
    """A ZIP that is being written. Nothing of it depends on the clock or the machine."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._progress = progress
        self.written: list[Written] = []

    def add_rows(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
        """A CSV file in UTF-8, with commas and LF; returns the number of rows."""
        hashed, count = sha256(), 0
        with self._zip.open(_info(name), "w", force_zip64=True) as file:
            line = io.StringIO()
            writer = csv.writer(line, lineterminator="\n")

            def put(cells: Sequence[str]) -> None:
                line.seek(0)
                line.truncate()
                writer.writerow(cells)
                content = line.getvalue().encode()
                hashed.update(content)
                file.write(content)

            put(head)
            for row in rows:
                put([cell(value) for value in row])
                count += 1
                if count % NOW_AND_THEN == 0:
                    self._progress(name, count)
        self.written.append(Written(name, count, hashed.hexdigest()))
        self._progress(name, count)
        return count

    def add_text(self, name: str, text: str) -> None:
        """A text in UTF-8."""
        content = text.encode()
        self._zip.writestr(_info(name), content)
        self.written.append(Written(name, None, sha256(content).hexdigest()))

    def close(self, facts: dict[str, Any]) -> None:
        """Write what it is and the fingerprint of every file, and end the ZIP."""
        content = facts | {"files": [asdict(each) for each in self.written]}
        text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        self._zip.writestr(_info(MANIFEST), text.encode())
        self._zip.close()


def cell(value: Value) -> str:
    """A value as it is written: a day as 2023-05-15, a number with a point, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, EPOCH)
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, READABLE, 3
    return info
