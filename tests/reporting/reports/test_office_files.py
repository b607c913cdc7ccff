"""Word files and workbooks as an office program lays them out: nothing off the page, no lines over each other."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import load_workbook

from kopgroep.reporting.reports.document import Cell, Table
from kopgroep.reporting.reports.docx_parts import SPARE
from kopgroep.reporting.reports.fitting import GAP, LYING, UPRIGHT, fit
from kopgroep.reporting.reports.writing import Form, write
from tests.reporting.reports.sample import broad, lines, report, targets

# In this order a table says what it looks like; Word calls a file with another order damaged.
ORDER = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"]


def test_table_of_word_fits_its_page_and_keeps_the_order_of_the_scheme() -> None:
    word = docx.Document(io.BytesIO(write(report(), Form.DOCX)))
    assert len(word.tables) == sum(bool(table.rows) for table in report().tables)
    for table in word.tables:
        looks = [each.tag.split("}")[1] for each in table._tbl.tblPr]
        assert looks == sorted(looks, key=ORDER.index)
        widths = [int(column.get(qn("w:w"))) / 20 for column in table._tbl.tblGrid]
        # A column is rounded to a whole point.
        assert sum(widths) <= LYING + len(widths)


@pytest.mark.parametrize("table", [lines(), targets(), broad()], ids=["lines", "targets", "broad"])
def test_narrow_table_of_word_gets_room_to_spare(table: Table) -> None:
    section = replace(report().sections[0], parts=(table,))
    word = docx.Document(io.BytesIO(write(replace(report(), sections=(section,)), Form.DOCX)))
    page = word.sections[-1]
    room = Pt(LYING if (page.page_width or 0) > (page.page_height or 0) else UPRIGHT)
    total = sum(column.width or 0 for column in word.tables[0].columns)
    fitted = fit(table)
    needed = Pt(sum(fitted.columns) + GAP * len(table.columns))
    assert abs(total - max(needed, min(room, SPARE * needed))) <= Pt(len(table.columns))
    assert total <= room + Pt(GAP + len(table.columns))


def test_sheet_prints_on_one_page_across_and_gives_wrapped_text_its_height() -> None:
    table = lines()
    told = replace(table, rows=((Cell("woord " * 60), *table.rows[0][1:]), *table.rows[1:]))
    section = replace(report().sections[0], parts=(told,))
    book = load_workbook(io.BytesIO(write(replace(report(), sections=(section,)), Form.XLSX)))
    for sheet in book.worksheets:
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    heights = book.worksheets[1].row_dimensions
    assert heights[2].height > 2 * heights[3].height
