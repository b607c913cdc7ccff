"""A report as HTML: one file that reads without a connection, and its body for a page of ours."""

import base64
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template import Context, Engine
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kopgroep.reporting.reports.document import Chart, Document, Paragraph, Section, Table
from kopgroep.reporting.reports.drawing import as_svg
from kopgroep.reporting.reports.fixed_words import fixed_words
from kopgroep.reporting.typesetting import PAPER

ENGINE = Engine(dirs=[str(PAPER)], autoescape=True)
STYLES = "css/report_body.css"
"""The look of the parts, shared by the file and the page."""
FACES = {400: "fonts/noto-sans-latin-400.woff2", 700: "fonts/noto-sans-latin-700.woff2"}


def as_html(document: Document) -> bytes:
    """One file with everything in it: it asks nothing of any network."""
    faces = {weight: base64.b64encode(_found(name)).decode() for weight, name in FACES.items()}
    # Styles of ours; a style element holds raw text, in which nothing may be escaped.
    styles = mark_safe((PAPER / "report_file.css").read_text() + _found(STYLES).decode())  # noqa: S308
    context = {**_context(document), "body": body(document), "styles": styles, "faces": faces}
    return _render("report.html", context).encode()


def body(document: Document) -> SafeString:
    """What stands under the title, with headings from the second level, for a page with ``css/report_body.css``.

    It has no script, no style and no address of a picture, so that the strictest policy lets it through.
    """
    return _render("report_body.html", _context(document))


def _render(template: str, context: dict[str, Any]) -> SafeString:
    return ENGINE.get_template(template).render(Context(context, use_l10n=False))


def _context(document: Document) -> dict[str, Any]:
    tables = iter(range(1, len(document.tables) + 1))
    sections = [
        {
            "id": f"deel-{number}",
            "heading": section.heading,
            "new_page": section.new_page,
            "parts": _parts(section, document.language, tables),
        }
        for number, section in enumerate(document.sections, start=1)
    ]
    return {"document": document, "sections": sections, "words": fixed_words(document.language)}


def _parts(section: Section, language: str, tables: Any) -> list[dict[str, Any]]:
    return [_part(part, language, tables) for part in section.runs]


def _part(part: tuple[Paragraph, ...] | Paragraph | Table | Chart, language: str, tables: Any) -> dict[str, Any]:
    if isinstance(part, tuple):
        return {"kind": "list", "rows": [item.words for item in part]}
    if isinstance(part, Paragraph):
        return {"kind": "words", "words": part.words}
    number = next(tables)
    if isinstance(part, Table):
        return {"kind": "table", "table": _table(part, number)}
    svg = _signed(as_svg(part.drawing, language=language), part, number)
    return {"kind": "chart", "chart": part, "svg": svg, "table": _table(part.table, number)}


def _table(table: Table, number: int) -> dict[str, Any]:
    numeric = [column.numeric for column in table.columns]
    rows = [list(zip(row, numeric, strict=True)) for row in table.rows]
    return {
        "id": f"tabel-{number}",
        "caption": table.caption,
        "columns": table.columns,
        "rows": rows,
        "notes": table.notes,
    }


def _signed(svg: str, chart: Chart, number: int) -> SafeString:
    """The drawing with its title and what it shows; names inside it are its own, however many a page has."""
    own = svg.replace('id="part-', f'id="drawing-{number}-part-').replace("url(#part-", f"url(#drawing-{number}-part-")
    opened, rest = own.split(">", 1)
    about = format_html(
        '<title id="drawing-{0}-title">{1}</title><desc id="drawing-{0}-desc">{2}</desc>',
        number,
        chart.caption,
        chart.summary,
    )
    names = f' role="img" aria-labelledby="drawing-{number}-title" aria-describedby="drawing-{number}-desc">'
    # Drawn by us from data; the words of the data were escaped when they were drawn.
    return mark_safe(f"{opened}{names}{about}{rest}")  # noqa: S308


def _found(name: str) -> bytes:
    place = finders.find(name)
    if place is None:
        raise FileNotFoundError(f"{name} is not among the static files")
    return Path(place).read_bytes()
