"""The way through a scan, page by page: which parts are asked, how far each one is, what comes before and after."""

from dataclasses import dataclass

from kopgroep.base.clock import today
from kopgroep.programme.scans import Item, Section
from kopgroep.scans.engine.routing import asked
from kopgroep.scans.models import Filling


@dataclass(frozen=True)
class Part:
    """One page: a section with the questions of it that are asked now."""

    section: Section
    items: tuple[Item, ...]
    open: tuple[Item, ...]
    """Those without an answer."""
    number: int
    """Of the page, from 1."""

    @property
    def code(self) -> str:
        """The word of the page in the address."""
        return self.section.code

    @property
    def answered(self) -> int:
        """How many of its questions have an answer."""
        return len(self.items) - len(self.open)

    @property
    def state(self) -> str:
        """``done``, ``begun`` or ``new``."""
        return "done" if not self.open else "begun" if self.answered else "new"


@dataclass(frozen=True)
class Walk:
    """All pages of one scan as they are now; an answer may add a page or take one away."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """How many questions are asked, as far as is known now."""
        return sum(len(part.items) for part in self.parts)

    @property
    def answered(self) -> int:
        """How many of these have an answer."""
        return sum(part.answered for part in self.parts)

    @property
    def left(self) -> int:
        """How many questions are open."""
        return self.total - self.answered

    @property
    def is_begun(self) -> bool:
        """Whether anything was answered."""
        return self.answered > 0

    def part(self, code: str) -> Part | None:
        """The page of this name; None when there is none, or when its questions are routed past."""
        return next((part for part in self.parts if part.code == code), None)

    def first_open(self) -> Part | None:
        """Where to go on; None when everything has an answer."""
        return next((part for part in self.parts if part.open), None)

    def before(self, part: Part) -> Part | None:
        """The page before this one."""
        return self.parts[part.number - 2] if part.number > 1 else None

    def after(self, part: Part) -> Part | None:
        """The page after this one; None after the last."""
        return self.parts[part.number] if part.number < len(self.parts) else None


def walk(filling: Filling) -> Walk:
    """The way through a scan with the answers that it has, on the day of today."""
    now = {item.code for item in asked(filling.definition, filling.answers, today())}
    shown = [
        (section, tuple(item for item in section.items if item.code in now)) for section in filling.definition.sections
    ]
    parts: list[Part] = []
    for section, items in shown:
        if items:
            still = tuple(item for item in items if item.code not in filling.answers)
            parts.append(Part(section, items, still, len(parts) + 1))
    return Walk(tuple(parts))
