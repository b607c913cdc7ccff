"""Steps in order, each with an artefact and a row in the log of the run. A killed run goes on where it stopped.

An artefact is a Parquet file, written beside its place and then moved there, so that nobody ever reads half of one.
Its address holds a digest of what it was made of: the step and its version, its settings, and the artefacts that it
reads. So a step that has its artefact is done, and a changed input makes what follows anew and nothing else.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

LOG = "run.jsonl"

Settings = Mapping[str, Any]
"""What a step is asked to do; it must be plain data, because it is part of the address of what the step makes."""
Made = Mapping[str, pa.Table]
"""The artefacts that a step reads, by the name of the step that made them."""


@dataclass(frozen=True)
class Step:
    """One step: what it is called, what it reads, and the function that makes its artefact."""

    name: str
    make: Callable[[Made, Settings], pa.Table]
    """A pure function of what it reads and its settings: the same in gives the same bytes out."""
    reads: tuple[str, ...] = ()
    settings: Settings = field(default_factory=dict)
    version: int = 1
    """One higher when the same input must give something else."""


@dataclass(frozen=True)
class Line:
    """A row in the log of a run."""

    step: str
    digest: str
    rows: int
    reused: bool
    seconds: float
    cpu_seconds: float


class InputMissingError(Exception):
    """A step reads what no earlier step makes. The message names both."""


class Run:
    """Steps over one folder."""

    def __init__(self, folder: Path, steps: Sequence[Step], tell: Callable[[Line], None] = lambda _line: None) -> None:
        self.folder = folder
        self.steps = steps
        self.tell = tell
        known: set[str] = set()
        for step in steps:
            if missing := set(step.reads) - known:
                raise InputMissingError(f"{step.name} reads {', '.join(sorted(missing))}, which no earlier step makes")
            known.add(step.name)

    def go(self) -> dict[str, Path]:
        """Make what is not there yet. Gives the place of each artefact; the log gets one line per step."""
        made: dict[str, Path] = {}
        for step, line, place in self._steps():
            made[step.name] = place
            self._log(line)
            self.tell(line)
        return made

    def _steps(self) -> Iterator[tuple[Step, Line, Path]]:
        digests: dict[str, str] = {}
        places: dict[str, Path] = {}
        for step in self.steps:
            digest = digest_of(step, digests)
            place = self.folder / step.name / f"{digest[:16]}.parquet"
            began, cpu, reused = perf_counter(), process_time(), place.exists()
            if not reused:
                made = {name: pq.read_table(places[name]) for name in step.reads}
                write(step.make(made, step.settings), place)
            rows = pq.read_metadata(place).num_rows
            digests[step.name], places[step.name] = digest, place
            spent = round(perf_counter() - began, 3), round(process_time() - cpu, 3)
            yield step, Line(step.name, digest, rows, reused, *spent), place

    def _log(self, line: Line) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(line.__dict__) + "\n")


def digest_of(step: Step, digests: Mapping[str, str]) -> str:
    """The address of what a step makes, from all that it is made of."""
    parts = {
        "step": step.name,
        "version": step.version,
        "settings": step.settings,
        "reads": {name: digests[name] for name in step.reads},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def write(table: pa.Table, place: Path) -> None:
    """Write a table whole or not at all, always in the same bytes for the same rows."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(f".{os.getpid()}.part")
    pq.write_table(table, beside, compression="zstd", store_schema=True)
    beside.replace(place)


def file_digest(place: Path) -> str:
    """The digest of a file from outside, to put in the settings of the step that reads it."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
