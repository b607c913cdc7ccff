"""What is wrong with a programme folder, said so that it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: in which file, at which key, what, and what to do about it."""

    file: str
    key: str
    problem: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}" if self.key else ""
        return f"{place}{key}: {self.problem}. {self.remedy}."


class MistakeError(ValueError):
    """Something inside one part that does not fit; becomes a fault with the key where it was found."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


class ProgrammeError(Exception):
    """A programme folder that cannot be used. ``faults`` holds all that was found, not the first only."""

    def __init__(self, folder: object, faults: Iterable[Fault]) -> None:
        self.folder = folder
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line or 0, fault.key, fault.problem))
        super().__init__(folder, self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"The programme in {self.folder} has {count} {'fault' if count == 1 else 'faults'}:"
        return "\n".join([head, *(f"  {fault}" for fault in self.faults)])


def known(word: object, options: Iterable[str], what: str) -> str:
    """A remedy that lists what is allowed and guesses what was meant."""
    allowed = list(options)
    guesses = get_close_matches(str(word), allowed, n=1, cutoff=0.6)
    guess = f"; did you mean {guesses[0]}" if guesses else ""
    return f"Known {what}: {', '.join(allowed) or '(none)'}{guess}"
