"""The files of a programme folder as plain data, with the faults that show before their meaning is known."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kopgroep.programme import yaml_lines
from kopgroep.programme.faults import Fault, known
from kopgroep.programme.parts import LANGUAGES
from kopgroep.programme.sheets import BOUNDARIES, REQUIRED_TEXTS, SERIES, SHEETS, model_of
from kopgroep.programme.yaml_lines import KeyPath, Marked, YamlError, key_of, matches

TEXTS = "texts"
HISTORY = "scans/history"
"""Where the memory of the scans is kept: JSON that no person writes."""


@dataclass
class Folder:
    """What was found in a folder: the readable files, and the faults of the others."""

    path: Path
    sheets: dict[str, Marked] = field(default_factory=dict)
    boundaries: dict[str, Any] | None = None
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Markdown by name and language."""
    histories: dict[str, Any] = field(default_factory=dict)
    """What was frozen of a scan, by its code."""
    faults: list[Fault] = field(default_factory=list)

    def blame(self, file: str, problem: str, remedy: str, *, key: str = "", line: int | None = None) -> None:
        """Note a fault."""
        self.faults.append(Fault(file, key, problem, remedy, line))

    def blame_at(self, file: str, path: KeyPath, problem: str, remedy: str) -> None:
        """Note a fault at a key of a readable file."""
        self.blame(file, problem, remedy, key=key_of(path), line=self.sheets[file].line_of(path))

    def find(self, file: str, pattern: str) -> list[tuple[KeyPath, Any]]:
        """Every place of a file that fits the pattern; nothing when the file could not be read."""
        return list(matches(self.sheets[file].data, pattern)) if file in self.sheets else []

    def blames(self, file: str) -> list[Fault]:
        """The faults of one file so far."""
        return [fault for fault in self.faults if fault.file == file]

    def has(self, file: str) -> bool:
        """Whether there is such a file, readable or not."""
        return (self.path / file).is_file()

    def series(self, name: str) -> list[str]:
        """The readable files of a folder with one file per item, such as ``scans/growth.yaml``."""
        return sorted(file for file in self.sheets if file.startswith(f"{name}/"))


def read_folder(path: Path) -> Folder:
    """Read every file of the folder; what cannot be read becomes a fault."""
    folder = Folder(path)
    if not path.is_dir():
        folder.blame(str(path), "no such folder", "Give the path of a folder that holds programme.yaml")
        return folder
    _refuse_strangers(folder)
    _refuse_strangers_in_series(folder)
    for name in SHEETS:
        read_sheet(folder, name, path / name)
    for series in SERIES:
        for found in sorted((path / series).glob("*.yaml")):
            read_sheet(folder, f"{series}/{found.name}", found)
    _read_histories(folder)
    _read_boundaries(folder)
    _read_texts(folder)
    return folder


def _refuse_strangers(folder: Folder) -> None:
    """A misspelt file would be ignored silently; say so instead."""
    for found in sorted(folder.path.glob("*.y*ml")):
        if found.name not in SHEETS:
            folder.blame(found.name, "no file of a programme", known(found.name, SHEETS, "files"))


def _refuse_strangers_in_series(folder: Folder) -> None:
    for series in SERIES:
        for found in sorted((folder.path / series).glob("*")):
            if found.suffix != ".yaml" and f"{series}/{found.name}" != HISTORY and not found.name.startswith("."):
                remedy = f"Give it a name that ends in .yaml, or keep it outside {series}"
                folder.blame(f"{series}/{found.name}", "no file of a programme", remedy)


def _text_of(folder: Folder, name: str, path: Path | None = None) -> str | None:
    path = path or folder.path / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        folder.blame(name, "missing", f"Add {name}; programmes/voorbeeld has a small one to start from")
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        folder.blame(name, "not UTF-8", "Save the file with encoding UTF-8", line=line)
        return None
    except OSError as error:
        folder.blame(name, f"cannot be read: {error.strerror}", "Make it a readable file")
        return None
    if not text.strip():
        folder.blame(name, "empty", "Fill it, or copy the one of programmes/voorbeeld to start from")
        return None
    return text.replace("\r\n", "\n")


def read_sheet(folder: Folder, name: str, path: Path) -> None:
    """Read one file into the place of a sheet; what is wrong with it becomes a fault."""
    text = _text_of(folder, name, path)
    if text is None:
        return
    try:
        marked = yaml_lines.read(text)
    except YamlError as error:
        folder.blame(name, error.problem, error.remedy, line=error.line)
        return
    if not isinstance(marked.data, dict):
        keys = ", ".join(model_of(name).model_fields)
        folder.blame(name, "has no keys", f"Start it with one of: {keys}", line=marked.line_of(()))
        return
    folder.sheets[name] = marked


def _read_histories(folder: Folder) -> None:
    for found in sorted((folder.path / HISTORY).glob("*.json")):
        name = f"{HISTORY}/{found.name}"
        text = _text_of(folder, name)
        if text is None:
            continue
        try:
            folder.histories[found.stem] = json.loads(text)
        except json.JSONDecodeError as error:
            remedy = "Restore the file from version control; never edit it"
            folder.blame(name, f"not JSON: {error.msg}", remedy, line=error.lineno)


def _read_boundaries(folder: Folder) -> None:
    text = _text_of(folder, BOUNDARIES)
    if text is None:
        return
    try:
        boundaries = json.loads(text)
    except json.JSONDecodeError as error:
        folder.blame(BOUNDARIES, f"not JSON: {error.msg}", "Export it again as GeoJSON", line=error.lineno)
        return
    if isinstance(boundaries, dict):
        folder.boundaries = boundaries
    else:
        folder.blame(BOUNDARIES, "no GeoJSON object", "Export it again as a GeoJSON FeatureCollection")


def _read_texts(folder: Folder) -> None:
    endings = {language: f".{language}.md" for language in LANGUAGES}
    names = set(REQUIRED_TEXTS)
    for found in sorted((folder.path / TEXTS).glob("*")):
        ending = next((end for end in endings.values() if found.name.endswith(end)), None)
        if ending is None:
            folder.blame(f"{TEXTS}/{found.name}", "not a text", "Name it NAME.nl.md or NAME.en.md")
        else:
            names.add(found.name.removesuffix(ending))
    for name in sorted(names):
        texts = {lang: _text_of(folder, f"{TEXTS}/{name}{end}") for lang, end in endings.items()}
        folder.texts[name] = {lang: text for lang, text in texts.items() if text is not None}
