"""A report as PDF, set by ``paper/report.typ``: tagged for a screen reader, and fit to be kept for ever."""

from typing import Any

from kopgroep.reporting.reports.document import Chart, Document, Paragraph, Section, Table
from kopgroep.reporting.reports.drawing import as_svg, size_of
from kopgroep.reporting.reports.fitting import UPRIGHT, breakable, fit, lies
from kopgroep.reporting.reports.fixed_words import fixed_words
from kopgroep.reporting.typesetting import typeset

POINTS = 0.75
"""Points in a unit of a drawing: 72 to the inch over 96."""
TALLEST = 560.0
"""Points that a drawing may be high, so that its caption stays on its page."""


def as_pdf(document: Document) -> bytes:
    """The whole report. Raises typst.TypstError when it would not be accessible."""
    foot = ". ".join(filter(None, (document.mark, document.title)))
    return typeset(
        "report",
        {
            "language": document.language,
            "title": document.title,
            "subtitle": document.subtitle,
            "mark": document.mark,
            "author": [],
            "dated": {name: getattr(document.dated, name) for name in ("year", "month", "day")},
            "foot": foot,
            "facts": [(name, breakable(value)) for name, value in document.facts],
            "sections": [_section(section, document.language) for section in document.sections],
            "words": fixed_words(document.language),
        },
    )


def _section(section: Section, language: str) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "new_page": section.new_page,
        "lying": lies(section),
        "parts": [_part(part, language) for part in section.runs],
    }


def _part(part: tuple[Paragraph, ...] | Paragraph | Table | Chart, language: str) -> dict[str, Any]:
    if isinstance(part, tuple):
        return {"kind": "list", "rows": [_words(item) for item in part]}
    if isinstance(part, Paragraph):
        return {"kind": "words", "words": _words(part)}
    if isinstance(part, Table):
        return {"kind": "table", "table": _table(part)}
    svg = as_svg(part.drawing, language=language)
    width, height = size_of(svg)
    across = min(width * POINTS, UPRIGHT, TALLEST * width / height)
    table = _table(part.table)
    return {"kind": "chart", "caption": part.caption, "alt": part.summary, "svg": svg, "width": across, "table": table}


def _words(part: Paragraph) -> list[dict[str, Any]]:
    return [{"text": each.text, "strong": each.strong, "address": each.address} for each in part.words]


def _table(table: Table) -> dict[str, Any]:
    fitted = fit(table)
    return {
        "caption": table.caption,
        "head": [{"name": breakable(column.name), "numeric": column.numeric} for column in table.columns],
        "rows": [[{"text": breakable(cell.text), "address": cell.address} for cell in row] for row in table.rows],
        "notes": table.notes,
        "size": fitted.size,
        "width": fitted.width,
        "columns": fitted.columns,
        "cut": fitted.cut,
    }
