"""What a block gives: paragraphs, tables and charts in order."""

from kopgroep.reporting.reports.document import Chart, Paragraph, Table, Words

Parts = tuple[Paragraph | Table | Chart, ...]


def said(sentence: str, *, strong: bool = False) -> Paragraph:
    """A paragraph of one sentence."""
    return Paragraph((Words(sentence, strong),))
