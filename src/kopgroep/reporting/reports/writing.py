"""Writing a report: the same document as HTML, PDF, DOCX or XLSX. The same document gives the same bytes."""

from collections.abc import Callable
from enum import StrEnum

from kopgroep.reporting.reports.as_docx import as_docx
from kopgroep.reporting.reports.as_html import as_html
from kopgroep.reporting.reports.as_pdf import as_pdf
from kopgroep.reporting.reports.as_xlsx import as_xlsx
from kopgroep.reporting.reports.document import Document


class Form(StrEnum):
    """What a report may be written as; the value is how its file ends."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """How a browser is told what it gets."""
        return MEDIA[self]


OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    Form.HTML: "text/html; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.DOCX: f"{OFFICE}.wordprocessingml.document",
    Form.XLSX: f"{OFFICE}.spreadsheetml.sheet",
}
WRITERS: dict[Form, Callable[[Document], bytes]] = {
    Form.HTML: as_html,
    Form.PDF: as_pdf,
    Form.DOCX: as_docx,
    Form.XLSX: as_xlsx,
}


def write(document: Document, form: Form) -> bytes:
    """The document as a file of this form."""
    return WRITERS[form](document)


def file_name(document: Document, form: Form) -> str:
    """Such as ``kwartaal-2023Q2.pdf``."""
    return f"{document.code}.{form}"
