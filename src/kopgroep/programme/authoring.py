"""One scan while somebody writes it: checked as part of a programme, also when it still stands elsewhere."""

from dataclasses import dataclass
from pathlib import Path

from kopgroep.programme.faults import Fault
from kopgroep.programme.history import extended, read_history
from kopgroep.programme.loading import examine, folder_in_use
from kopgroep.programme.parts import Part
from kopgroep.programme.reading import HISTORY, Folder, read_folder, read_sheet
from kopgroep.programme.scans import Scan
from kopgroep.programme.sheets import ScanSheet

SCANS = "scans"
PROGRAMME = "programme.yaml"


@dataclass(frozen=True)
class Draft:
    """A scan file with the programme around it."""

    folder: Folder
    name: str
    """The file as the programme knows it: ``scans/CODE.yaml``."""
    parts: dict[str, Part]

    @property
    def scan(self) -> Scan | None:
        """The scan, or None when its file could not be read."""
        sheet = self.parts.get(self.name)
        return sheet.scan if isinstance(sheet, ScanSheet) else None

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the scan, its history and the publications that it shows, in the order of the lines."""
        shown = [f"publications/{code}.yaml" for code in (self.scan.publications if self.scan else ())]
        own = {self.name, self._history, *shown}
        found = [fault for fault in self.folder.faults if fault.file in own]
        return sorted(found, key=lambda fault: (fault.file, fault.line or 0, fault.key, fault.problem))

    @property
    def elsewhere(self) -> int:
        """How many faults the rest of the programme has."""
        return len(self.folder.faults) - len(self.faults)

    @property
    def _history(self) -> str:
        return f"{HISTORY}/{Path(self.name).stem}.json"

    @property
    def is_frozen(self) -> bool:
        """Whether the scan as it is now is kept in its history."""
        history = read_history(self.folder.histories.get(Path(self.name).stem))
        return history is not None and self.scan is not None and history == extended(history, self.scan)

    def freeze(self) -> Path:
        """Keep what the scan is now. Gives the file. Asks for a scan without faults."""
        assert self.scan is not None, "only a sound scan can be kept"
        assert not self.faults, "only a sound scan can be kept"
        history = extended(read_history(self.folder.histories.get(self.scan.code)), self.scan)
        path = self.folder.path / self._history
        path.parent.mkdir(exist_ok=True)
        path.write_text(history.as_text(), encoding="utf-8")
        return path


def programme_of(file: Path) -> Path:
    """The programme in whose folder of scans a file stands, or else the one in use. Raises ProgrammeError."""
    above = file.resolve().parent.parent
    if file.resolve().parent.name == SCANS and (above / PROGRAMME).is_file():
        return above
    return folder_in_use()


def scan_files(path: Path) -> list[Path]:
    """The file itself, or the scan files of a programme or of a folder of scans."""
    if not path.is_dir():
        return [path]
    return sorted((path / SCANS if (path / PROGRAMME).is_file() else path).glob("*.yaml"))


def open_drafts(files: list[Path], programme: Path) -> list[Draft]:
    """Scan files as part of one programme, each in place of the file of that name when it stands elsewhere."""
    folder = read_folder(programme)
    names = {f"{SCANS}/{file.name}": file for file in files}
    for name, file in names.items():
        if file.resolve() != (programme / name).resolve() or not file.exists():
            folder.sheets.pop(name, None)
            folder.faults = [fault for fault in folder.faults if fault.file != name]
            read_sheet(folder, name, file)
    parts = examine(folder)
    return [Draft(folder, name, parts) for name in names]
