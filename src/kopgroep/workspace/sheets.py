"""Tables as files: CSV and XLSX that no spreadsheet program takes for formulas, written row by row."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

# A spreadsheet runs what starts with one of these; a quote before it keeps it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


class _Line:
    """What a csv writer writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a CSV file in UTF-8 with a byte order mark and semicolons, which is what a Dutch Excel opens."""
    writer = csv.writer(_Line(), delimiter=";")
    yield BOM + writer.writerow(head)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def xlsx_file(head: Sequence[str], rows: Iterable[Sequence[str]], *, title: str) -> IO[bytes]:
    """A workbook of one sheet, to be read from its start. Every cell is text, so that numbers keep their zeros."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  (the response that sends it closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Any = xlsxwriter.Workbook(file, {**options, "strings_to_numbers": False})
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, word in enumerate(head):
        sheet.set_column(column, column, max(len(word) + 2, 14))
        sheet.write_string(0, column, word, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)
    book.close()
    file.seek(0)
    return file
