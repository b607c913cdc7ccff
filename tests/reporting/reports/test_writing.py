"""Writing a report: four forms that say the same, read back as whoever opens them would."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from kopgroep.reporting.reports import drawing
from kopgroep.reporting.reports.as_html import body
from kopgroep.reporting.reports.document import Paragraph, Section, Words
from kopgroep.reporting.reports.drawing import UndrawableError, as_png, as_svg
from kopgroep.reporting.reports.fitting import UPRIGHT, fit
from kopgroep.reporting.reports.writing import Form, file_name, write
from tests.reporting.reports.sample import LETTERS, broad, growth, lines, needs, report, targets

ROOT = Path(__file__).resolve().parents[3]
HASHES = """
import django
django.setup()
from hashlib import sha256
from kopgroep.reporting.reports.writing import Form, write
from tests.reporting.reports.sample import report
print([sha256(write(report(), form)).hexdigest() for form in Form])
"""


class Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    return PdfReader(io.BytesIO(write(report(), Form.PDF)))


def test_the_same_report_gives_the_same_bytes_in_another_process_on_another_day(tmp_path: Path) -> None:
    own = [sha256(write(report(), form)).hexdigest() for form in Form]
    environment = os.environ | {
        "PYTHONHASHSEED": "7",
        "KOPGROEP_TODAY": "2024-02-29",
        "TZ": "Pacific/Auckland",
        "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
        "KOPGROEP_VAR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    other = subprocess.run(
        [sys.executable, "-c", HASHES], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert other.stdout.splitlines()[-1] == str(own)


def test_pdf_is_tagged_titled_dated_and_in_its_language(paper: PdfReader) -> None:
    root: Any = paper.trailer["/Root"]
    assert paper.metadata is not None
    assert paper.metadata.creation_date is not None
    assert [root["/Lang"], paper.metadata.title] == ["nl", "Kwartaalrapport 2023 Q2"]
    assert paper.metadata.creation_date.date() == report().dated
    assert bool(root["/MarkInfo"]["/Marked"])
    assert [entry.title for entry in paper.outline if not isinstance(entry, list)][-1] == "Begrippen"


def test_every_letter_is_on_paper_and_every_page_has_words(paper: PdfReader) -> None:
    pages = [" ".join(page.extract_text().split()) for page in paper.pages]
    assert [bool(page) for page in pages] == [True] * len(pages)
    whole = " ".join(pages)
    assert LETTERS in whole
    assert "Voorlopig" in pages[0]
    assert [whole.count(f"Regel {rank} ") for rank in range(1, 61)] == [1] * 60
    assert "\ufffd" not in whole


def test_nothing_stands_outside_its_page(paper: PdfReader) -> None:
    outside: list[tuple[int, str]] = []
    for number, page in enumerate(paper.pages, start=1):
        box = page.mediabox

        def see(text: str, _cm: Any, tm: Any, _font: Any, _size: Any, number: int = number, box: Any = box) -> None:
            if text.strip() and not (0 <= tm[4] <= float(box.width) - 20 and 0 <= tm[5] <= float(box.height)):
                outside.append((number, text))

        page.extract_text(visitor_text=see)
    assert outside == []


def test_links_on_paper_lead_to_the_lines(paper: PdfReader) -> None:
    found = [
        annotation.get_object()["/A"]["/URI"]
        for page in paper.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object() and "/URI" in annotation.get_object()["/A"]
    ]
    addresses = {cell.address for table in report().tables for row in table.rows for cell in row if cell.address}
    assert addresses - set(found) == set()


def test_html_asks_nothing_of_any_network_and_has_its_headings_in_order() -> None:
    tags = Tags(write(report(), Form.HTML).decode()).found
    assert tags[0] == ("html", {"lang": "nl"})
    assert [tag for tag, _ in tags if tag in {"h1", "h2", "h3"}] == ["h1"] + 13 * ["h2"]
    assert {tag for tag, _ in tags} & {"script", "img", "iframe", "object"} == set()
    assert [attrs["href"] for tag, attrs in tags if tag == "link"] == ["data:,"]


def test_body_passes_the_strictest_policy() -> None:
    tags = Tags(body(report())).found
    assert [tag for tag, attrs in tags if "style" in attrs or tag in {"style", "script"}] == []
    assert [(attrs["role"], attrs["aria-labelledby"]) for tag, attrs in tags if tag == "svg"] == [
        ("img", "drawing-1-title"), ("img", "drawing-3-title"), ("img", "drawing-4-title"),
    ]  # fmt: skip
    names = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert sorted(set(names), key=str) == sorted(names, key=str)


def test_words_of_others_are_never_tags() -> None:
    assert "Šmits &amp; Žôé &lt;BV&gt;" in body(report())


def test_word_has_headings_heads_that_repeat_and_words_for_pictures() -> None:
    word = docx.Document(io.BytesIO(write(report(), Form.DOCX)))
    headings = [line.text for line in word.paragraphs if line.style is not None and line.style.name == "Heading 1"]
    assert headings == [section.heading for section in report().sections]
    filled = [table for table in report().tables if table.rows]
    assert [len(table.rows) for table in word.tables] == [len(table.rows) + 1 for table in filled]
    assert [table.rows[0]._tr.trPr is not None for table in word.tables] == [True] * len(filled)
    assert len(list(word.element.iter(qn("w:tblHeader")))) == len(filled)
    pictures = [picture._inline.docPr.get("descr") for picture in word.inline_shapes]
    assert pictures[:2] == [growth().summary, needs().summary]
    language = word.styles.element.find(".//" + qn("w:lang"))
    assert language is not None
    assert language.get(qn("w:val")) == "nl-NL"
    about = word.core_properties
    assert [about.title, about.created and about.created.date()] == ["Kwartaalrapport 2023 Q2", report().dated]


def test_every_part_of_the_word_file_has_the_same_moment() -> None:
    with zipfile.ZipFile(io.BytesIO(write(report(), Form.DOCX))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_workbook_has_a_sheet_per_table_with_the_numbers_themselves() -> None:
    book = load_workbook(io.BytesIO(write(report(), Form.XLSX)))
    assert book.sheetnames[1:4] == ["Eerste contacten", "Alle doelen", "Wat bedrijven nodig hebben, n ="]
    assert len(book.sheetnames) == 1 + len(report().tables)
    money = book["Geld en uren per lijn"]
    assert [[cell.value for cell in row[:2]] for row in money.iter_rows(min_row=2, max_row=4)] == [
        ["=1+1 onderzoek", 12345.67], ["+ plus", 0], ["@regeling", -100],
    ]  # fmt: skip
    assert [money["A2"].data_type, money["C2"].number_format] == ["s", "[h]:mm"]
    assert [money.freeze_panes, money.auto_filter.ref] == ["B2", "A1:D4"]
    share = book["Wat bedrijven nodig hebben, n ="]["C2"]
    assert [share.value, share.number_format] == [0.38, "0.0%"]
    count = book["Wat bedrijven nodig hebben, n ="]["B2"]
    assert count.hyperlink is not None
    assert [count.value, count.hyperlink.target] == [152, needs().table.rows[0][1].address]


def test_drawing_that_would_fetch_or_depend_on_a_time_zone_is_refused() -> None:
    for spec in (
        {"mark": "bar", "data": {"url": "https://example.org/x.json"}},
        {"mark": "image", "data": {"values": []}, "encoding": {"url": {"value": "x"}}} | {"href": "https://a.example"},
        {"mark": "line", "data": {"values": []}, "encoding": {"x": {"field": "day", "type": "temporal"}}},
    ):
        with pytest.raises(UndrawableError):
            as_svg(spec)


def test_drawing_speaks_the_language_and_does_not_depend_on_what_was_drawn_before() -> None:
    first = as_svg(growth().drawing)
    as_svg(growth(width=300).drawing)
    drawing._svg.cache_clear()
    assert as_svg(growth().drawing) == first
    assert ">1.000<" in first
    assert ">1,000<" in as_svg(growth().drawing, language="en")
    assert "role=" not in first
    assert as_png(growth().drawing)[:4] == b"\x89PNG"


def test_tables_get_the_largest_type_in_which_they_fit() -> None:
    assert [(fit(table).size, fit(table).lying, fit(table).cut) for table in (lines(), targets(), broad())] == [
        (9.0, False, False), (9.0, False, False), (8.0, True, True),
    ]  # fmt: skip
    assert fit(lines()).width <= UPRIGHT


def test_files_are_named_after_the_report() -> None:
    assert [file_name(report(), form) for form in Form] == [
        "kwartaal-2023Q2.html", "kwartaal-2023Q2.pdf", "kwartaal-2023Q2.docx", "kwartaal-2023Q2.xlsx",
    ]  # fmt: skip


def test_items_that_follow_each_other_are_one_list_in_every_form_with_text() -> None:
    items = tuple(Paragraph((Words(name),), listed=True) for name in ("eerste", "tweede"))
    sections = (Section("In het kort", (Paragraph((Words("Vooraf."),)), *items, Paragraph((Words("Daarna."),)))),)
    document = replace(report(), sections=sections)
    tags = [tag for tag, _attrs in Tags(str(body(document))).found if tag in {"ul"}]
    assert tags == ["ul"]
    word = docx.Document(io.BytesIO(write(document, Form.DOCX)))
    assert [line.text for line in word.paragraphs if line.style and line.style.name == "List Bullet"] == [
        "eerste", "tweede",
    ]  # fmt: skip
    opening = PdfReader(io.BytesIO(write(document, Form.PDF))).pages[0].extract_text()
    assert opening.count("•") == 2
