"""Making the evaluation file of a quarter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import IO, Any

from kopgroep.programme import current
from kopgroep.reporting.closing import view_of
from kopgroep.reporting.evaluation import rows, states
from kopgroep.reporting.evaluation.archive import Archive, Progress
from kopgroep.reporting.evaluation.codes import HEAD, codes
from kopgroep.reporting.evaluation.columns import Sheet
from kopgroep.reporting.evaluation.population import Population
from kopgroep.reporting.evaluation.pseudonyms import Pseudonyms
from kopgroep.reporting.evaluation.readme import readme
from kopgroep.reporting.evaluation.rows import Row
from kopgroep.reporting.evaluation.sheets import (
    APPLICATIONS,
    COMPANIES,
    COMPARISON,
    CONTACTS,
    DOSE,
    DOUBLES,
    INTAKES,
    LADDER,
    OUTCOMES,
    REFERRALS,
    RESULTS,
    SCANS,
    SHEETS,
    SURVEY,
    TREATMENTS,
)
from kopgroep.reporting.fingerprints import code_version, fingerprint_of_lines, last_line
from kopgroep.reporting.models import Closing
from kopgroep.reporting.view import View

VERSION = "1.0.0"
"""Of the form of the file: the first number goes up when a column changes its meaning or goes."""
MAKERS: dict[str, rows.Maker] = {
    COMPANIES.name: states.companies,
    TREATMENTS.name: rows.treatments,
    DOSE.name: rows.dose,
    CONTACTS.name: rows.contacts,
    INTAKES.name: rows.intakes,
    SCANS.name: states.scans,
    LADDER.name: states.ladder,
    REFERRALS.name: rows.referrals,
    APPLICATIONS.name: rows.applied,
    RESULTS.name: rows.results,
    SURVEY.name: rows.survey,
    OUTCOMES.name: states.outcomes,
    COMPARISON.name: states.comparison,
    DOUBLES.name: states.doubles,
}
BLOCK = 1 << 20
CODEBOOK = ["file", "column", "type", "unit", "meaning", "allowed", "source", "missing"]


@dataclass(frozen=True)
class Made:
    """A file that is ready."""

    until: date
    provisional: bool
    rows: int
    sha256: str
    """Fingerprint of the whole ZIP."""


def no_progress(_name: str, _rows: int) -> None:
    """Nobody watches."""


def make(file: IO[bytes], until: date, *, key: bytes, progress: Progress = no_progress) -> Made:
    """Write the ZIP of everything up to a day into an empty file that can also be read.

    When the quarter that ends on that day is closed, the ledger is taken as it was known then.
    """
    closing = Closing.objects.closed().filter(until=until).first()
    view = view_of(closing) if closing else View(until, last_line=last_line())
    people = Population(view, Pseudonyms(key))
    archive = Archive(file, progress)
    count = 0
    for sheet in SHEETS:
        count += archive.add_rows(sheet.file, sheet.head, in_order(people, MAKERS[sheet.name]))
    archive.add_rows("codes.csv", HEAD, codes())
    archive.add_rows("codebook.csv", CODEBOOK, codebook())
    facts = _facts(closing, view)
    for language, name in (("nl", "LEESMIJ.md"), ("en", "README.md")):
        archive.add_text(name, readme(language, people, facts))
    archive.close(facts)
    return Made(until, closing is None, count, _digest(file))


def _digest(file: IO[bytes]) -> str:
    """The fingerprint of a whole file, which then stands at its start again."""
    hashed = sha256()
    file.seek(0)
    while part := file.read(BLOCK):
        hashed.update(part)
    file.seek(0)
    return hashed.hexdigest()


def in_order(people: Population, maker: Callable[[Population], Iterator[list[Row]]]) -> Iterator[Row]:
    """The rows by company, and within a company by what they say, so that no order of writing shows."""
    for own in maker(people):
        yield from sorted(own, key=lambda row: [("" if value is None else str(value)) for value in row])


def codebook(sheets: tuple[Sheet, ...] = SHEETS) -> Iterator[list[str]]:
    """One row per column of every file."""
    for sheet in sheets:
        for column in sheet.columns:
            yield [sheet.file, column.name, column.type.value, column.unit, column.meaning, column.allowed,
                   column.source, column.missing]  # fmt: skip


def _facts(closing: Closing | None, view: View) -> dict[str, Any]:
    """What was known, and by which versions; a closed quarter says what it was closed with."""
    lines = fingerprint_of_lines(view.on, view.last_line or 0)
    return {
        "form_version": VERSION,
        "until": view.on.isoformat(),
        "state": "closed" if closing else "provisional",
        "quarter_fingerprint": closing.hash if closing else "",
        "lines": lines.count,
        "lines_sha256": lines.hash,
        "last_line": view.last_line or 0,
        "programme": current().code,
        "programme_sha256": closing.programme_hash if closing else current().hash,
        "code_version": code_version(),
    }
