"""One scan under examination, with where its parts stand in the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kopgroep.programme.faults import known
from kopgroep.programme.published import Publication
from kopgroep.programme.reading import Folder
from kopgroep.programme.scans import Item, Option, Scale, Scan, Section
from kopgroep.programme.yaml_lines import KeyPath


def words_of(scan: Scan, item: Item) -> tuple[str, ...]:
    """The words that an answer may have; none when the list of answers is not there, which is a fault of its own."""
    return scan.words(item) if item.choices is None or item.choices in scan.choices else ()


def options_of(scan: Scan, item: Item) -> tuple[Option, ...]:
    """The answers to choose from; none when the list of answers is not there."""
    return scan.options(item) if item.choices is None or item.choices in scan.choices else ()


def list_of(path: KeyPath, item: Item) -> KeyPath:
    """Where the answers of a question stand: in the question at this place, or in a list of the scan."""
    return ("choices", item.choices) if item.choices else (*path, "options")


@dataclass(frozen=True)
class Ground:
    """A scan, the file it came from, and what else the programme has."""

    folder: Folder
    file: str
    scan: Scan
    scans: tuple[Scan, ...]
    """Every scan of the programme, this one too."""
    publications: Mapping[str, Publication]

    def blame(self, path: KeyPath, problem: str, remedy: str) -> None:
        """Note a fault at a key of the scan; the path starts below ``scan``."""
        self.folder.blame_at(self.file, ("scan", *path), problem, remedy)

    def line_of(self, path: KeyPath) -> int | None:
        """The line of a key of the scan."""
        return self.folder.sheets[self.file].line_of(("scan", *path))

    def once(self, found: Iterable[tuple[KeyPath, str]]) -> None:
        """Note every code of a list that stands there for the second time."""
        first: dict[str, int | None] = {}
        for path, code in found:
            if code in first:
                problem = f"code {code!r} is already used on line {first[code]}"
                self.blame(path, problem, "Give each its own code")
            first.setdefault(code, self.line_of(path))

    def known(self, path: KeyPath, word: str, options: Iterable[str], what: str) -> bool:
        """Whether a word is one of the options; a fault with the options when it is not."""
        options = list(options)
        if word in options:
            return True
        self.blame(path, f"no such {what} {word!r}", known(word, options, f"{what}s"))
        return False

    def sections(self) -> Iterator[tuple[KeyPath, Section]]:
        """Every section with its place."""
        for at, section in enumerate(self.scan.sections):
            yield ("sections", at), section

    def items(self) -> Iterator[tuple[KeyPath, Item]]:
        """Every question with its place, in order."""
        for path, section in self.sections():
            for at, item in enumerate(section.items):
                yield (*path, "items", at), item

    def scales(self) -> Iterator[tuple[KeyPath, Scale]]:
        """Every scale with its place."""
        for at, scale in enumerate(self.scan.scales):
            yield ("scales", at), scale
