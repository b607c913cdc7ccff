"""From a folder to a programme."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from kopgroep.programme.checking import check_folder
from kopgroep.programme.faults import Fault, ProgrammeError
from kopgroep.programme.figure_checks import check_figures
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.parsing import as_dict, parse
from kopgroep.programme.parts import Part, Text
from kopgroep.programme.reading import Folder, read_folder
from kopgroep.programme.report_checks import check_reports
from kopgroep.programme.scan_checks import check_scans
from kopgroep.programme.sheets import SERIES, SHEETS
from kopgroep.programme.whole import Programme

VARIABLE = "KOPGROEP_PROGRAMME"
DEFAULT = "default.txt"
PROGRAMMES = Path(__file__).resolve().parents[3] / "programmes"

RENAMED = {
    "municipalities": "area",
    "reference": "area_reference",
    "sources": "money",
    "total": "money_total",
}
"""Keys that read well in their file and need a fuller name on the whole programme."""


def load(path: str | Path) -> Programme:
    """The programme in a folder. Raises ProgrammeError with everything that is wrong."""
    return build(read_folder(Path(path)))


def build(folder: Folder) -> Programme:
    """The programme of a folder that was read. Raises ProgrammeError with everything that is wrong."""
    parts = examine(folder)
    if folder.faults:
        raise ProgrammeError(folder.path, folder.faults)
    return _assemble(folder, parts)


def examine(folder: Folder) -> dict[str, Part]:
    """The objects of the files that could be read, by file; everything that is wrong is noted in the folder."""
    parts = {name: part for name in folder.sheets if (part := parse(folder, name))}
    check_folder(folder)
    check_scans(folder, parts)
    check_figures(folder, parts)
    check_reports(folder, parts)
    return parts


def _assemble(folder: Folder, parts: dict[str, Part]) -> Programme:
    fields = {RENAMED.get(key, key): value for name in SHEETS for key, value in as_dict(parts[name]).items()}
    for series in SERIES:
        items = (as_dict(parts[name]) for name in folder.series(series))
        fields[series] = tuple(value for item in items for value in item.values())
    return Programme(
        folder=folder.path.resolve(),
        hash=fingerprint(content_of(folder)),
        boundaries=folder.boundaries or {},
        texts={name: Text(**texts) for name, texts in folder.texts.items()},
        **fields,
    )


def content_of(folder: Folder) -> dict[str, Any]:
    """Everything of a folder that counts for the fingerprint."""
    sheets = {name: sheet.data for name, sheet in sorted(folder.sheets.items())}
    return {"sheets": sheets, "boundaries": folder.boundaries, "texts": folder.texts}


def folder_in_use() -> Path:
    """KOPGROEP_PROGRAMME, or else the folder that programmes/default.txt names. Raises ProgrammeError."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        return Path(chosen)
    try:
        return PROGRAMMES / (PROGRAMMES / DEFAULT).read_text(encoding="utf-8").strip()
    except OSError as error:
        remedy = f"Set {VARIABLE} to a programme folder, or write the name of one into programmes/{DEFAULT}"
        raise ProgrammeError(PROGRAMMES, [Fault(DEFAULT, "", "no programme is chosen", remedy)]) from error


class Current:
    """``current()``: the programme that everything is asked of."""

    def __init__(self) -> None:
        self._read = lru_cache(maxsize=1)(lambda: load(folder_in_use()))
        self._lent: ContextVar[Programme | None] = ContextVar("lent", default=None)

    def __call__(self) -> Programme:
        """The programme that this installation runs, read once. Raises ProgrammeError; then nothing may start."""
        return self._lent.get() or self._read()

    def cache_clear(self) -> None:
        """Read the folder again at the next question."""
        self._read.cache_clear()

    @contextmanager
    def lend(self, programme: Programme) -> Iterator[None]:
        """Ask everything of another programme for the length of the block, such as the one of a frozen quarter."""
        before = self._lent.set(programme)
        try:
            yield
        finally:
            self._lent.reset(before)


current = Current()
