"""A report as a Word document: real headings, heads of tables that repeat, pictures with words, one language."""

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt

from kopgroep.base.dates import written_in
from kopgroep.reporting.reports.document import Chart, Document, Paragraph, Section, Table
from kopgroep.reporting.reports.docx_parts import (
    add_anchor,
    add_contents,
    add_page_numbers,
    add_table,
    add_words,
    describe,
    prepare,
)
from kopgroep.reporting.reports.drawing import as_png, as_svg, size_of
from kopgroep.reporting.reports.fitting import LYING, UPRIGHT, lies
from kopgroep.reporting.reports.fixed_words import fixed_words

A4 = (Mm(210), Mm(297))
MARGIN = Mm(20)
POINTS = 0.75
"""Points in a unit of a drawing: 72 to the inch over 96."""
TALLEST = 260
"""Points: a drawing leaves room for its table on the same page."""
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest moment that a zip file can hold: every part of the file gets it."""
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def as_docx(document: Document) -> bytes:
    """The whole report. The same report gives the same bytes."""
    word, words = docx.Document(), fixed_words(document.language)
    prepare(word, LANGUAGES[written_in(document.language)])
    _about(word, document)
    _turn(word, lying=False)
    add_page_numbers(word, ". ".join(filter(None, (document.mark, document.title))), words)
    _first_page(word, document, words)
    lying = False
    for number, section in enumerate(document.sections):
        turns = lies(section)
        if turns != lying:
            word.add_section(WD_SECTION.NEW_PAGE)
            _turn(word, lying=turns)
        heading = word.add_heading(section.heading, level=1)
        heading.paragraph_format.page_break_before = turns == lying and (section.new_page or number == 0)
        add_anchor(heading, _anchor_of(number), number)
        _fill(word, section, document.language, words)
        lying = turns
    return _steady(word)


def _about(word: Word, document: Document) -> None:
    about, moment = word.core_properties, datetime(document.dated.year, document.dated.month, document.dated.day)  # noqa: DTZ001  (Word keeps no zone)
    about.title, about.subject, about.language = document.title, document.subtitle, document.language
    about.author = about.last_modified_by = about.comments = ""
    about.identifier, about.revision = document.code, 1
    about.created = about.modified = moment


def _turn(word: Word, *, lying: bool) -> None:
    """The last part of the document on its side, or upright."""
    page = word.sections[-1]
    page.page_width, page.page_height = reversed(A4) if lying else A4
    page.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN


def _first_page(word: Word, document: Document, words: dict[str, str]) -> None:
    if document.mark:
        word.add_paragraph(document.mark, style="Mark")
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.subtitle, style="Subtitle")
    for name, value in document.facts:
        line = word.add_paragraph(style="Fact")
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    add_contents(word, words["contents"], [(_anchor_of(n), each.heading) for n, each in enumerate(document.sections)])
    word.add_paragraph(words["links"], style="Note")


def _fill(word: Word, section: Section, language: str, words: dict[str, str]) -> None:
    room = LYING if lies(section) else UPRIGHT
    for part in section.parts:
        if isinstance(part, Paragraph) and part.listed:
            add_words(word.add_paragraph(style="List Bullet"), part)
        elif isinstance(part, Paragraph):
            add_words(word.add_paragraph(), part)
        elif isinstance(part, Table):
            add_table(word, part, room, words["empty"])
        else:
            _draw(word, part, language)
            add_table(word, part.table, room, words["empty"])


def _draw(word: Word, chart: Chart, language: str) -> None:
    width, height = size_of(as_svg(chart.drawing, language=language))
    across = min(width * POINTS, UPRIGHT, TALLEST * width / height)
    word.add_paragraph(chart.caption, style="Caption")
    picture = io.BytesIO(as_png(chart.drawing, language=language))
    shape = word.add_picture(picture, width=Pt(across))
    describe(shape, chart.caption, chart.summary)


def _anchor_of(number: int) -> str:
    return f"deel_{number + 1}"


def _steady(word: Word) -> bytes:
    """The file, packed in a fixed order under a fixed moment, without the thumbnail of the empty model."""
    package = word.part.package
    for key in [key for key, each in package.rels.items() if each.reltype == THUMBNAIL]:
        del package.rels[key]
    raw, packed = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        # The list of types comes first: some readers look there before anything else.
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
