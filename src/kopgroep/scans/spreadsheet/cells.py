"""The cells of a sheet that matter: the code of each row, its question, and what stands in the column of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.spreadsheet import words
from kopgroep.scans.spreadsheet.opening import FIELD

MOST_ROWS, MOST_COLUMNS = 2000, 40
"""No scan is larger; what lies below or beside is not read."""
FORMULA, FAULTY = "f", "e"


@dataclass(frozen=True)
class Cell:
    """The answer of one row."""

    code: str
    ask: str
    value: Any = None
    percent: bool = False
    """Whether the spreadsheet shows it as a percentage: then 0.12 was typed as 12 %."""
    trouble: str = ""
    """Why it has no value of its own, with what to do."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.trouble and self.text == ""

    @property
    def text(self) -> str:
        """What stands there, as text."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value).strip()

    @property
    def typed(self) -> str:
        """What stands there, as a person reads it."""
        if isinstance(self.value, datetime | date):
            return f"{self.value:%d-%m-%Y}"
        if self.percent and isinstance(self.value, int | float):
            return f"{self.number} %"
        return self.text.replace(".", ",") if isinstance(self.value, float) else self.text

    @property
    def number(self) -> Any:
        """The value for a question that asks a number."""
        if self.percent and isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return (Decimal(repr(self.value)) * 100).normalize()
        return self.value

    @property
    def day(self) -> Any:
        """The value for a question that asks a day; ``15-5-2023`` as ``2023-05-15``."""
        parts = self.text.replace("/", "-").replace(".", "-").split("-")
        if isinstance(self.value, str) and len(parts) == 3 and all(part.isdecimal() for part in parts):
            day, month, year = parts
            return f"{year}-{month:0>2}-{day:0>2}" if len(year) == 4 else self.text
        return self.value


@dataclass(frozen=True)
class Table:
    """The rows of a sheet by their number."""

    version: str
    letter: str
    """Of the column of answers."""
    rows: Mapping[int, Cell]


def table_of(book: Any, scan: Scan) -> Table:
    """The rows with a code. Raises Refused when there is no head, or the codes are not in their column."""
    found = next(((sheet, head) for sheet in book.worksheets if (head := _head(sheet))), None)
    if found is None:
        message = _("There is no row with the words “%(code)s” and “%(answer)s”. Use the sheet of this scan.")
        raise Refused(message % {"code": words.CODE, "answer": words.ANSWER}, field=FIELD)
    sheet, (row, places) = found
    other = _beside(sheet, words.SCAN, row)
    if other and other != scan.code:
        _refuse_other(other, scan)
    if not any(_text(sheet.cell(at, places["code"])) in scan.items for at in _below(sheet, row)):
        _tell_where_codes_are(sheet, row, scan)
    merged = _merged(sheet, places)
    rows = {}
    for at in _below(sheet, row):
        code = _text(sheet.cell(at, places["code"]))
        if code:
            rows[at] = _cell(sheet, at, places, code, merged.get(at, ""))
    letter = sheet.cell(row, places["answer"]).column_letter
    return Table(_beside(sheet, words.VERSION, row), letter, rows)


def _refuse_other(code: str, scan: Scan) -> NoReturn:
    """Raises Refused with the name of the other scan; one that the programme does not know is named as it stands."""
    language = get_language() or "nl"
    other = next((known.name.in_(language) for known in current().scans if known.code == code), code)
    message = _("This sheet is of the scan “%(other)s”. Choose the sheet of “%(this)s”.")
    raise Refused(message % {"other": other, "this": scan.name.in_(language)}, field=FIELD)


def _below(sheet: Any, row: int) -> range:
    return range(row + 1, min(sheet.max_row, row + MOST_ROWS) + 1)


def _text(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value).strip()


def _head(sheet: Any) -> tuple[int, dict[str, int]] | None:
    """The row of the head, and the column of each word in it."""
    wanted = {"code": words.CODE, "ask": words.QUESTION, "answer": words.ANSWER}
    known = {word: name for name, text in wanted.items() for word in words.everywhere(text)}
    for row in range(1, min(sheet.max_row, 30) + 1):
        columns = range(1, min(sheet.max_column, MOST_COLUMNS) + 1)
        places = {known[word]: at for at in columns if (word := words.fold(_text(sheet.cell(row, at)))) in known}
        if {"code", "answer"} <= places.keys():
            return row, places
    return None


def _tell_where_codes_are(sheet: Any, row: int, scan: Scan) -> NoReturn:
    """Raises Refused: the codes stand elsewhere, or this is not the sheet of this scan."""
    for column in range(1, min(sheet.max_column, MOST_COLUMNS) + 1):
        if any(_text(sheet.cell(at, column)) in scan.items for at in _below(sheet, row)):
            letter = sheet.cell(row, column).column_letter
            message = _("The codes stand in column %s, under another heading. Put the columns back in their places.")
            raise Refused(message % letter, field=FIELD)
    raise Refused(_("No question of this scan stands in this sheet. Use the sheet of this scan."), field=FIELD)


def _beside(sheet: Any, word: Any, head: int) -> str:
    """The cell at the right of a word above the head."""
    known = words.everywhere(word)
    for row in range(1, head):
        for column in range(1, min(sheet.max_column, MOST_COLUMNS)):
            if words.fold(_text(sheet.cell(row, column))) in known:
                return _text(sheet.cell(row, column + 1))
    return ""


def _merged(sheet: Any, places: dict[str, int]) -> dict[int, str]:
    """The rows whose answer stands in cells that were merged, with what to do."""
    found: dict[int, str] = {}
    for area in sheet.merged_cells.ranges:
        covers = area.min_col <= places["answer"] <= area.max_col
        if covers and (area.min_row != area.max_row or area.min_col != places["answer"]):
            message = (
                _("The cells %s were merged: we cannot see to which question it belongs. Split them.") % area.coord
            )
            found |= dict.fromkeys(range(area.min_row, min(area.max_row, area.min_row + MOST_ROWS) + 1), message)
    return found


def _cell(sheet: Any, row: int, places: dict[str, int], code: str, trouble: str) -> Cell:
    ask = _text(sheet.cell(row, places["ask"])) if "ask" in places else ""
    cell = sheet.cell(row, places["answer"])
    if trouble:
        return Cell(code, ask, trouble=trouble)
    if cell.data_type == FORMULA:
        return Cell(code, ask, "=…", trouble=_("There is a formula here. Type the answer itself."))
    if cell.data_type == FAULTY:
        return Cell(
            code, ask, str(cell.value), trouble=_("The spreadsheet shows an error here. Type the answer itself.")
        )
    value = cell.value
    return Cell(code, ask, value, percent="%" in str(cell.number_format) and isinstance(value, int | float))
