"""Reading a CSV file record by record, knowing at every record where in the file it ends."""

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

LARGEST_CELL = 20_000
LONGEST_LINE = 1_000_000


class Record(NamedTuple):
    """One record: the line it starts on, its cells, and the place in bytes and lines where the next begins.

    `fault` is empty for a record that could be read; otherwise it says why not, and `cells` holds the line
    as it stands.
    """

    line: int
    cells: list[str]
    end: int
    end_line: int
    fault: str = ""


class _Lines:
    """The lines of a file as text, with a way to give lines back."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.file, self.encoding = file, encoding
        self.waiting: deque[tuple[str, int]] = deque()
        self.taken: list[tuple[str, int]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.waiting:
            item = self.waiting.popleft()
        else:
            raw = self.file.readline(LONGEST_LINE)
            if not raw:
                raise StopIteration
            # What cannot be decoded becomes U+FFFD; the row with it is refused later.
            item = raw.decode(self.encoding, errors="replace"), len(raw)
        self.taken.append(item)
        return item[0]

    def give_back_all_but_first(self) -> str:
        first, *others = self.taken
        self.waiting.extendleft(reversed(others))
        self.taken = [first]
        return first[0]


def records(
    path: Path, *, encoding: str, delimiter: str, columns: int, start: int = 0, line: int = 0
) -> Iterator[Record]:
    """The records from byte `start`, which is the end of line `line`; empty lines are skipped.

    A record that runs over several lines and has the wrong number of cells is a quote that was never closed:
    only its first line is lost, reading goes on at the second. Memory holds one record.
    """
    limit = csv.field_size_limit(LARGEST_CELL)
    try:
        with path.open("rb") as file:
            file.seek(start)
            yield from _read(_Lines(file, encoding), delimiter, columns, start, line)
    finally:
        csv.field_size_limit(limit)


def _read(lines: _Lines, delimiter: str, columns: int, end: int, end_line: int) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken = []
        fault = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells, fault = [], "open quote"
        if fault or (len(lines.taken) > 1 and len(cells) != columns):
            cells, fault = [lines.give_back_all_but_first().rstrip("\r\n")], "open quote"
            reader = csv.reader(lines, delimiter=delimiter)
        line = end_line + 1
        end += sum(size for _, size in lines.taken)
        end_line += len(lines.taken)
        if cells or fault:
            yield Record(line, cells, end, end_line, fault)
