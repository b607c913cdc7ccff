"""A scan as one object."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from kopgroep.programme.parts import VERSION_PATTERN, Code, Coded, Part, Positive, Sentence, Text
from kopgroep.programme.scans.advice import Advice
from kopgroep.programme.scans.conditions import Condition
from kopgroep.programme.scans.items import Item, ItemKind, Option, Section
from kopgroep.programme.scans.scales import Scale
from kopgroep.programme.scans.steps import StepRule

Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]


class Comparability(StrEnum):
    """Whether two scores may stand in one series."""

    EXACT = "exact"
    LINKED = "linked"
    """Measures alike, but not the same: shown side by side with a note, never as one line."""
    NOT = "not"


class ScaleLink(Part):
    """Whether a scale may be compared with another one, or with itself in an earlier version.

    Without a link a scale compares exactly with itself within one major version, and with nothing else.
    """

    scale: Code
    other: Code
    version: Positive | None = None
    """Major version of the other one, when it is not this one."""
    how: Comparability
    note: Text


class Scan(Coded):
    """A questionnaire with its scoring.

    ``version`` rises by its last number for a typing error, by the second for what lies outside the scores, and by the
    first when scores change.
    """

    version: Version
    name: Text
    theme: Code
    purpose: Text
    """What it gives the entrepreneur, in one or two sentences."""
    minutes: Annotated[int, Field(ge=1, le=15, strict=True)]
    """How long it takes; fifteen is the most that we ask."""
    choices: dict[Code, tuple[Option, ...]] = {}
    """Lists of answers that several questions share."""
    sections: tuple[Section, ...] = Field(min_length=1)
    counting: tuple[Condition, ...] = ()
    """Whose answers count in figures, series and steps: all of these hold. Others are kept to lay beside them."""
    scales: tuple[Scale, ...] = Field(min_length=1)
    headline: tuple[Code, ...] = Field(min_length=1)
    """The scale whose level heads the result page; when it was not measured, the next one."""
    steps: tuple[StepRule, ...] = ()
    links: tuple[ScaleLink, ...] = ()
    publications: tuple[Code, ...] = ()
    """Published figures to show beside the result, the most telling first."""
    advice: tuple[Advice, ...] = ()
    grounds: Sentence
    """From which instruments the questions were made, and whose words they are."""

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every question by code, in order."""
        return {item.code: item for section in self.sections for item in section.items}

    @cached_property
    def scale_of(self) -> dict[str, Scale]:
        """Every scale by code, in order."""
        return {scale.code: scale for scale in self.scales}

    @property
    def major(self) -> int:
        """The part of the version that changes when scores do."""
        return int(self.version.split(".")[0])

    @property
    def profile(self) -> tuple[Scale, ...]:
        """The dimensions."""
        return tuple(scale for scale in self.scales if scale.profile)

    def options(self, item: Item) -> tuple[Option, ...]:
        """The answers to choose from; empty for a question without a list."""
        return self.choices[item.choices] if item.choices else item.options

    def words(self, item: Item) -> tuple[str, ...]:
        """The words that an answer may have; empty for numbers, dates and text."""
        if item.kind in (ItemKind.CHOICE, ItemKind.MANY):
            return tuple(option.code for option in self.options(item))
        return item.words

    def walk(self) -> Iterator[tuple[Section, Item]]:
        """Every question with its section, in order."""
        for section in self.sections:
            for item in section.items:
                yield section, item
