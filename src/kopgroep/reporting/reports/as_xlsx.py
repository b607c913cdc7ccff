"""A report as a workbook: a sheet that says what it is, and a sheet per table with the numbers themselves."""

import io
import textwrap
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reports.document import Cell, Document, Table
from kopgroep.reporting.reports.fixed_words import fixed_words
from kopgroep.reporting.reports.look import LINE, MOSS, RED, STONE
from kopgroep.reporting.reports.sheet_names import sheet_names

# Numbers in a cell, by the kind of number: what one of them is in the cell, and how it is shown.
SHOWN = {
    Measure.COUNT: (1, "#,##0"),
    Measure.SHARE: (1, "0.0%"),
    Measure.MEAN: (1, "#,##0.0"),
    Measure.DAYS: (1, "#,##0.0"),
    Measure.MINUTES: (1440, "[h]:mm"),
    Measure.CENTS: (100, '"€" #,##0.00;−"€" #,##0.00'),
}
WIDEST, NARROWEST = 48, 9
WRAPPED = {"text_wrap": True}
LINE_HEIGHT = 14
"""Points for a line of text in a cell."""
UPRIGHT = 90
"""Letters on a line of a sheet that stands: a wider table lies on its side."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Looks:
    """The few ways in which a cell may look, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __getitem__(self, wanted: dict[str, Any]) -> Any:
        key = tuple(sorted({"valign": "top", "font_size": 10, **wanted}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


def as_xlsx(document: Document) -> bytes:
    """The whole report. The same report gives the same bytes."""
    file = io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, OPTIONS)
    looks, words = Looks(book), fixed_words(document.language)
    about = {"title": document.title, "subject": document.subtitle, "keywords": document.code}
    book.set_properties({**about, "created": datetime(document.dated.year, document.dated.month, document.dated.day)})  # noqa: DTZ001  (a workbook keeps no zone)
    names = sheet_names(document.tables, words["read_me"], document.language)
    front = book.add_worksheet(words["read_me"])
    for name, table in names.items():
        _sheet(book.add_worksheet(name), table, looks, words, document)
    _front(front, document, names, looks, words)
    book.close()
    return file.getvalue()


def _front(sheet: Any, document: Document, names: dict[str, Table], looks: Looks, words: dict[str, str]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, document.title, looks[{"bold": True, "font_size": 16}])
    sheet.write_string(1, 0, document.subtitle, looks[{"font_color": STONE}])
    if document.mark:
        sheet.write_string(2, 0, document.mark, looks[{"bold": True, "font_size": 14, "font_color": RED}])
    line = 4
    for name, value in document.facts:
        sheet.write_string(line, 0, name, looks[{"font_color": STONE}])
        sheet.write_string(line, 1, value, looks[{"text_wrap": True}])
        line += 1
    line += 1
    for column, key in enumerate(("sheet", "holds", "rows")):
        sheet.write_string(line, column, words[key], looks[{"bold": True, "bottom": 1, "bottom_color": MOSS}])
    for name, table in names.items():
        line += 1
        sheet.write_url(line, 0, f"internal:'{name}'!A1", looks[_linked({})], name)
        sheet.write_string(line, 1, table.caption, looks[{"text_wrap": True}])
        sheet.write_number(line, 2, len(table.rows), looks[{}])
    sheet.write_string(line + 2, 0, words["links"], looks[{"font_color": STONE}])
    _paper(sheet, lying=False)
    sheet.set_first_sheet()
    sheet.activate()


def _sheet(sheet: Any, table: Table, looks: Looks, words: dict[str, str], document: Document) -> None:
    """The head is the first row, so that sorting, filtering and other programs find it."""
    head, widths = {"bold": True, "bottom": 1, "bottom_color": MOSS, "text_wrap": True}, list[int]()
    for number, column in enumerate(table.columns):
        looked = looks[{**head, "align": "right"} if column.numeric else {**head, "indent": min(number, 1)}]
        sheet.write_string(0, number, column.name, looked)
        longest = max((len(row[number].text) for row in table.rows), default=0)
        widths.append(min(max(longest + 2, _longest_word(column.name) + 4, NARROWEST), WIDEST))
        sheet.set_column(number, number, widths[-1])
    _height(sheet, 0, [column.name for column in table.columns], widths)
    for line, row in enumerate(table.rows, start=1):
        for number, cell in enumerate(row):
            _cell(sheet, line, number, cell, looks, right=table.columns[number].numeric)
        _height(sheet, line, [cell.text for cell in row], widths)
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    line = len(table.rows) + 2
    for text in (
        table.caption,
        *table.notes,
        *filter(None, [document.mark]),
        *([] if table.rows else [words["empty"]]),
    ):
        sheet.write_string(line, 0, text, looks[{"font_color": STONE}])
        line += 1
    sheet.write_url(line, 0, f"internal:'{words['read_me']}'!A1", looks[_linked({})], words["back"])
    sheet.repeat_rows(0)
    _paper(sheet, lying=sum(widths) > UPRIGHT)


def _height(sheet: Any, line: int, texts: list[str], widths: list[int]) -> None:
    """Room for text that wraps. A program that does not measure it on opening would print lines over each other."""
    lines = max(len(textwrap.wrap(text, width)) for text, width in zip(texts, widths, strict=True))
    if lines > 1:
        sheet.set_row(line, LINE_HEIGHT * lines)


def _paper(sheet: Any, *, lying: bool) -> None:
    """Printed on A4, never wider than one sheet."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if lying:
        sheet.set_landscape()


def _cell(sheet: Any, line: int, number: int, cell: Cell, looks: Looks, *, right: bool) -> None:
    look: dict[str, Any] = {"bottom": 1, "bottom_color": LINE, **({"align": "right"} if right else WRAPPED)}
    if number and not right:
        look["indent"] = 1  # away from the number beside it
    if cell.address:
        look = _linked(look)
        sheet.write_url(line, number, cell.address, looks[look], cell.text)
    if cell.number is None or cell.measure is None:
        if not cell.address:
            sheet.write_string(line, number, cell.text, looks[look])
        return
    under, shown = SHOWN[cell.measure]
    # Over the text of a link, of which the address stays.
    sheet.write_number(line, number, float(cell.number / under), looks[{**look, "num_format": shown}])


def _linked(look: dict[str, Any]) -> dict[str, Any]:
    return {**look, "font_color": MOSS, "underline": 1}


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)
