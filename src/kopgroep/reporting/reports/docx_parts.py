"""Parts of a Word document that python-docx leaves to whoever writes: language, links, fields, marked tables."""

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from kopgroep.reporting.reports.document import Paragraph, Table
from kopgroep.reporting.reports.fitting import GAP, fit
from kopgroep.reporting.reports.look import INK, LINE, MOSS, RED, STONE

SPARE = 1.25
"""How much wider than its words need a table may be."""
FACE = "Calibri"
"""A face that whoever opens the file has, or has one of the same width for."""


def element(name: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def prepare(word: Word, language: str) -> None:
    """Give the empty document our styles and its language."""
    styles = word.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))
    _style(styles["Normal"], 10.5, INK, after=6)
    _style(styles["Title"], 26, INK, bold=True, after=4)
    _style(styles["Subtitle"], 13, STONE, after=18)
    _style(styles["Heading 1"], 16, MOSS, bold=True, before=20, after=8)
    _style(styles["Caption"], 10.5, INK, bold=True, before=12, after=4)
    for name in ("Heading 1", "Caption"):
        styles[name].paragraph_format.keep_with_next = True
    for old in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(old)
    for name, size, colour, bold in (("Mark", 18, RED, True), ("Fact", 9.5, INK, False), ("Note", 9.5, STONE, False)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _style(made, size, colour, bold=bold, after=3)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(MOSS[1:].upper()), True


def _style(style: Any, size: float, colour: str, *, bold: bool = False, before: float = 0, after: float = 0) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FACE)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def add_words(paragraph: Any, words: Paragraph) -> None:
    """The words of a paragraph, those with an address as links."""
    for each in words.words:
        if each.address:
            _link(paragraph, each.text, each.address, bold=each.strong)
        else:
            paragraph.add_run(each.text).bold = each.strong or None


def _link(paragraph: Any, text: str, address: str, *, bold: bool = False) -> None:
    link = element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text, style="Hyperlink")
    run.bold = bold or None
    link.append(run._r)
    paragraph._p.append(link)


def add_contents(word: Word, title: str, entries: list[tuple[str, str]]) -> None:
    """What the document holds: links to its headings, in a field that Word can refresh with the numbers of pages."""
    word.add_paragraph(title, style="Caption")
    for number, (anchor, heading) in enumerate(entries):
        line = word.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        if number == 0:
            _begin(line, ' TOC \\o "1-1" \\h \\z \\u ')
        link = element("w:hyperlink", anchor=anchor, history="1")
        link.append(line.add_run(heading, style="Hyperlink")._r)
        line._p.append(link)
        if number == len(entries) - 1:
            _end(line)


def _begin(paragraph: Any, instruction: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    words = element("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = instruction
    paragraph.add_run()._r.append(words)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def _end(paragraph: Any) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def add_anchor(heading: Any, name: str, number: int) -> None:
    """A place in the document that links can name."""
    start, end = element("w:bookmarkStart", id=str(number), name=name), element("w:bookmarkEnd", id=str(number))
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(end)


def add_page_numbers(word: Word, foot: str, words: dict[str, str]) -> None:
    """The running foot: what this is, and which page of how many."""
    line = word.sections[0].footer.paragraphs[0]
    line.style = word.styles["Note"]
    line.add_run(f"{foot}. {words['page']} ")
    for instruction, after in ((" PAGE ", f" {words['of']} "), (" NUMPAGES ", "")):
        _begin(line, instruction)
        line.add_run("1")
        _end(line)
        line.add_run(after)


def add_table(word: Word, table: Table, room: float, empty: str) -> None:
    """A caption, the table with a head that repeats on each page, and its notes."""
    word.add_paragraph(table.caption, style="Caption")
    if not table.rows:
        word.add_paragraph(empty, style="Note")
        return
    fitted = fit(table)
    made = word.add_table(rows=0, cols=len(table.columns))
    made.autofit = False
    look = made._tbl.tblPr
    for old in look.findall(qn("w:tblLook")):
        look.remove(old)
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=LINE[1:]))
    # In the order of the scheme: borders, layout, margins, look.
    look.find(qn("w:tblLayout")).addprevious(borders)
    look.append(_margins())
    look.append(
        element(
            "w:tblLook",
            val="00A0",
            firstRow="1",
            lastRow="0",
            firstColumn="1",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        )
    )
    look.append(element("w:tblCaption", val=table.caption))
    widths = _widths(fitted.columns, room)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(round(width))
    head = made.add_row()
    head._tr.get_or_add_trPr().append(element("w:cantSplit"))
    head._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for number, column_of in enumerate(table.columns):
        _cell(head.cells[number], column_of.name, "", fitted.size, widths[number], right=column_of.numeric, bold=True)
    for row in table.rows:
        line = made.add_row()
        line._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for number, (cell, place) in enumerate(zip(row, line.cells, strict=True)):
            right = table.columns[number].numeric
            _cell(place, cell.text, cell.address, fitted.size, widths[number], right=right)
    for note in table.notes or ("",):
        word.add_paragraph(note, style="Note")


def _margins() -> Any:
    """Half a gap at either side of a cell, as the widths expect; Word takes more of its own accord."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(round(10 * GAP)), type="dxa"))
    return margins


def _widths(columns: tuple[float, ...], room: float) -> list[float]:
    """The width of each column with its gap; as much wider as the page allows, for who has a wider face than ours."""
    widths = [width + GAP for width in columns]
    wider = max(1.0, min(SPARE, room / sum(widths)))
    return [width * wider for width in widths]


def _cell(place: Any, text: str, address: str, size: float, width: float, *, right: bool, bold: bool = False) -> None:
    place.width = Pt(round(width))
    line = place.paragraphs[0]
    line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(1.5)
    line.paragraph_format.line_spacing = 1.0
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    if address:
        _link(line, text, address)
    else:
        line.add_run(text).bold = bold or None
    for run in line._p.iter(qn("w:r")):
        for size_of in (element("w:sz", val=str(round(2 * size))), element("w:szCs", val=str(round(2 * size)))):
            run.get_or_add_rPr().append(size_of)


def describe(shape: Any, title: str, summary: str) -> None:
    """Say what a picture shows, for who does not see it."""
    about = shape._inline.docPr
    about.set("title", title)
    about.set("descr", summary)
