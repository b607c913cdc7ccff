"""What a report is made of, whatever it is written as: HTML, PDF, DOCX and XLSX all say exactly this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from kopgroep.reporting.reading import Measure


@dataclass(frozen=True)
class Words:
    """Some words in a row: plain, stressed, or leading to the lines behind a figure."""

    text: str
    strong: bool = False
    address: str = ""
    """A whole address; empty for words that lead nowhere."""


@dataclass(frozen=True)
class Paragraph:
    """A stretch of text."""

    words: tuple[Words, ...]
    listed: bool = False
    """Whether it is an item of a list, together with the listed ones before and after it."""

    @property
    def text(self) -> str:
        """Its words without their looks."""
        return "".join(each.text for each in self.words)


@dataclass(frozen=True)
class Cell:
    """One cell of a table: what people read, and for a spreadsheet the exact number behind it."""

    text: str
    number: Fraction | None = None
    measure: Measure | None = None
    """How the number is written; None for text."""
    address: str = ""
    """Where the lines behind it are, for who may open them."""


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    name: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of which the first cell is the head of the row."""

    code: str
    """Unique in a document; the sheet of a workbook is named by it, or else by the caption."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A drawing, what it shows in words, and the table that says the same."""

    caption: str
    summary: str
    """For who does not see it: the message, and where the table is."""
    drawing: Mapping[str, Any]
    """A Vega-Lite specification with its data inside; it fetches nothing."""
    table: Table


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    parts: tuple["Paragraph | Table | Chart", ...]
    new_page: bool = False

    @property
    def runs(self) -> tuple["tuple[Paragraph, ...] | Paragraph | Table | Chart", ...]:
        """The parts in order, in which items of a list that follow each other stand together."""
        found: list[tuple[Paragraph, ...] | Paragraph | Table | Chart] = []
        for listed, parts in groupby(self.parts, key=lambda part: isinstance(part, Paragraph) and part.listed):
            if listed:
                found.append(tuple(part for part in parts if isinstance(part, Paragraph)))
            else:
                found += parts
        return tuple(found)


@dataclass(frozen=True)
class Document:
    """A whole report."""

    code: str
    """Such as ``kwartaal-2023Q2``: the name of its files."""
    title: str
    subtitle: str
    language: str
    dated: date
    """The day that it speaks of, never the day on which it was built."""
    facts: tuple[tuple[str, str], ...]
    """Names and values: the frozen quarter with its fingerprint, the version of programme and software, the source."""
    sections: tuple[Section, ...]
    mark: str = ""
    """A word or two that every form shows large at its head, such as "Provisional"; empty when there is none."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in order, those of the charts included."""
        parts = (part for section in self.sections for part in section.parts)
        return tuple(
            part.table if isinstance(part, Chart) else part for part in parts if not isinstance(part, Paragraph)
        )
