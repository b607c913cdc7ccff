"""Spreadsheets of the small scan as people send them back."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from kopgroep.scans.spreadsheet.template import template_of
from tests.factories import energy_scan

ANSWER = 5
"""The column of the answers."""


def sheet(change: Callable[[Any], object] | None = None, **given: Any) -> bytes:
    """The template with these answers by code, ``led`` for a tick, after a change to the sheet itself."""
    book = openpyxl.load_workbook(io.BytesIO(template_of(energy_scan())))
    page: Any = book.active
    for row in page.iter_rows():
        code = str(row[0].value or "").rpartition("/")[2]
        if code in given:
            row[ANSWER - 1].value = given[code]
    if change:
        change(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def row_of(page: Any, code: str) -> int:
    """The number of the row of a question."""
    return next(row[0].row for row in page.iter_rows() if row[0].value == code)


FULL: dict[str, Any] = {
    "mensen": 12,
    "sector": "Bouw",
    "meter": "Ja",
    "lezen": "Eens per jaar",
    "led": "Ja",
    "isolatie": "Nee",
    "zon": "ja",
    "besparing": 5,
}
"""The answers of ``factories.ENERGY`` as a person writes them."""
