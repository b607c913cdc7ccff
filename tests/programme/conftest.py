"""A copy of the small programme, to break one thing at a time."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kopgroep.programme import Fault, Programme, ProgrammeError, load

PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"


def copied(programme: str, folder: Path) -> Path:
    """A programme in another folder, free to change: nothing of it was frozen."""
    return Path(shutil.copytree(PROGRAMMES / programme, folder, ignore=shutil.ignore_patterns("history")))


@dataclass(frozen=True)
class Copy:
    """A programme folder that a test may spoil."""

    path: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands there exactly once."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has {text.count(old)} times {old!r}"
        (self.path / file).write_text(text.replace(old, new), encoding="utf-8")

    def load(self) -> Programme:
        return load(self.path)

    def faults(self) -> list[Fault]:
        with pytest.raises(ProgrammeError) as raised:
            load(self.path)
        return raised.value.faults


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(copied("voorbeeld", tmp_path / "copy"))


@pytest.fixture(scope="session")
def drenthe() -> Programme:
    """Read once: a programme cannot be changed."""
    return load(PROGRAMMES / "drenthe")


Line = Callable[[str, str], int]


@pytest.fixture
def line_of(copy: Copy) -> Line:
    """The line, from 1, on which a text stands in a file of the copy."""

    def find(file: str, text: str) -> int:
        lines = (copy.path / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    return find
