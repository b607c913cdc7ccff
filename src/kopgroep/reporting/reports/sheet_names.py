"""What the sheets of a workbook are called: a few words in the language of the report, each name only once."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kopgroep.reporting.reports.document import Table

LONGEST = 31
"""Letters that the name of a sheet may have."""
BARRED = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


def sheet_names(tables: tuple[Table, ...], front: str, language: str) -> dict[str, Table]:
    """Each table by the name of its sheet. ``front`` is taken already; no two differ only in capitals."""
    words, names = _words(language), dict[str, Table]()
    taken = {front.casefold()}
    for table in tables:
        name = next(
            name for name in _ideas(table, words.get(table.code, table.caption)) if name.casefold() not in taken
        )
        taken.add(name.casefold())
        names[name] = table
    return names


def _ideas(table: Table, words: str) -> Iterator[str]:
    """Names for a sheet, the best one first: its words, those with what its rows are, those with a number."""
    yield _short(words)
    yield _short(f"{words}, {table.columns[0].name.lower()}")
    number = 2
    while True:
        yield f"{_short(words, LONGEST - 5)} {number}"
        number += 1


def _short(words: str, longest: int = LONGEST) -> str:
    """As many whole words as fit, without letters that a spreadsheet refuses."""
    clean = " ".join(words.translate(BARRED).split())
    if len(clean) > longest:
        head = clean[: longest + 1]
        clean = head.rpartition(" ")[0] or head[:longest]
    return clean.strip(" -,;.") or "-"


def _words(language: str) -> dict[str, str]:
    """The names of the tables that every programme has, by their code. A figure of a programme has its own name."""
    with override(language):
        return {
            "targets": _("Targets"),
            "growth": _("Targets per quarter"),
            "forecast": pgettext("figure", "Forecast"),
            "journeys": _("Open trajectories"),
            "steps": _("Scans at the start and later"),
            "results": _("Results"),
            "results-answers": _("Results, answers"),
            "results-without": _("Results without help"),
            "results-evidence": _("Results, evidence"),
            "survey": _("Survey, response"),
            "survey-marks": _("Survey, marks"),
            "effect": _("Effect that would show"),
            "comparison": _("Companies to compare with"),
            "money": _("Money per source"),
            "money-years": _("Money per year"),
            "restatements": _("Restatements"),
            "definitions": _("Definitions"),
        }
