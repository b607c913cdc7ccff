"""The questions of a scan and the answers that they take."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Code, Coded, Flag, Number, Part, Positive, Text
from kopgroep.programme.scans.conditions import NO, PARTLY, YES, Condition

Points = Annotated[float, Field(strict=True, ge=0, le=1)]


class ItemKind(StrEnum):
    """What an answer is."""

    YES_NO = "yes_no"
    YES_PARTLY_NO = "yes_partly_no"
    CHOICE = "choice"
    MANY = "many"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Otherwise(StrEnum):
    """What it means when a question is routed past."""

    ZERO = "zero"
    """A structural zero: the parent question says that there is none, so it scores 0 and counts as measured."""
    SKIP = "skip"
    """The question does not concern this company: it is left out, of the score and of what must be measured."""


class Fact(StrEnum):
    """A fact about the company that is asked once, and filled in beforehand from what is known."""

    STAFF = "staff"
    SECTOR_GROUP = "sector_group"
    MUNICIPALITY = "municipality"
    STARTED_IN = "started_in"
    WEBSITE = "website"
    TURNOVER = "turnover"


class Option(Part):
    """One answer to choose or to tick. ``points`` is what it is worth, from 0 to 1; None means not scored."""

    code: Code
    name: Text
    points: Points | None = None
    alone: Flag = False
    """A tick that goes with no other one, such as "nothing of this". Without one, the page adds it by itself."""


class Band(Part):
    """From which number an answer is worth how many points; below the first band it is worth nothing."""

    at_least: Number
    points: Points


class Item(Coded):
    """One question. ``code`` keeps its meaning for ever; ``revision`` goes up when wording or options change."""

    revision: Positive = 1
    ask: Text
    help: Text | None = None
    kind: ItemKind
    options: tuple[Option, ...] = ()
    """The answers of a choice (one) or many (ticks). ``choices`` names a list of the scan instead."""
    choices: Code | None = None
    most: Positive | None = None
    """How many ticks a question of kind many takes; None for all of them."""
    unit: Text | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    decimals: Annotated[int, Field(strict=True, ge=0, le=6)] = 0
    bands: tuple[Band, ...] = ()
    """How a number scores."""
    dont_know: Flag = True
    """Whether "I don't know" may be answered; it then counts as not measured."""
    not_applicable: Flag = False
    """Whether "does not apply to us" may be answered; it then leaves the score."""
    when: tuple[Condition, ...] = ()
    """The question is asked when all of these hold; they may only look at questions that come before."""
    otherwise: Otherwise = Otherwise.SKIP
    fact: Fact | None = None
    shared: Code | None = None
    """The same key in two scans means the same question: an answer of the last 12 months is filled in beforehand."""
    proof: Text | None = None
    """What may be added as proof of this answer."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        chosen = self.kind in (ItemKind.CHOICE, ItemKind.MANY)
        if chosen and bool(self.options) == bool(self.choices):
            raise MistakeError(f"a question of kind {self.kind} has answers", "Write options:, or choices: with a list")
        if not chosen and (self.options or self.choices):
            raise MistakeError(f"kind {self.kind} has no options", "Remove them, or write kind: choice")
        if self.most is not None and self.kind is not ItemKind.MANY:
            raise MistakeError(f"kind {self.kind} has no ticks to limit", "Remove most:, or write kind: many")
        numeric = self.minimum is not None or self.maximum is not None or self.bands or self.unit or self.decimals
        if self.kind is not ItemKind.NUMBER and numeric:
            raise MistakeError(f"kind {self.kind} has no unit, limits or bands", "Remove them, or write kind: number")
        if self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            raise MistakeError(f"maximum {self.maximum} is below minimum {self.minimum}", "Mend one of the two")
        edges = [band.at_least for band in self.bands]
        if edges != sorted(set(edges)):
            raise MistakeError("the bands do not rise", "Put them in rising order of at_least, each edge once")
        if self.otherwise is Otherwise.ZERO and not self.when:
            raise MistakeError("otherwise: zero without when", "Add when:, or remove otherwise:")
        return self

    @property
    def words(self) -> tuple[str, ...]:
        """The answers that a condition may name for a question with fixed answers of its own."""
        return {ItemKind.YES_NO: (YES, NO), ItemKind.YES_PARTLY_NO: (YES, PARTLY, NO)}.get(
            self.kind, tuple(option.code for option in self.options)
        )


class Section(Part):
    """Questions that stand together on one page. ``when`` routes past the whole page."""

    code: Code
    name: Text
    intro: Text | None = None
    when: tuple[Condition, ...] = ()
    items: tuple[Item, ...] = Field(min_length=1)
