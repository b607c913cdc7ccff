"""Figures that others published, to hold a result against: dated, with source and version."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from kopgroep.base.periods import months_after
from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Code, Coded, Count, Day, Flag, Number, Part, Positive, Sentence, Text, Url


def _number(value: Any) -> Any:
    """Only numbers are figures: YAML text and yes or no would otherwise be turned into one."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise MistakeError(f"{value!r} is not a number", "Write a number such as 52.9, without quotes")
    return value


class Certainty(StrEnum):
    """How sure we are of a figure."""

    SEEN = "seen"
    """Read in the publication itself."""
    SECONDARY = "secondary"
    """Read in a text that quotes it."""
    DERIVED = "derived"
    """Computed by us from what was read."""


class Group(Part):
    """Whom a figure is about. Empty means all companies of the publication."""

    staff_from: Count | None = None
    staff_to: Count | None = None
    sector_groups: tuple[Code, ...] = ()
    part: Flag = False
    """Whether it is about a part of these sector groups only, such as metal in manufacturing."""
    name: Text


class Figure(Part):
    """One number, and how it is held against a result.

    With ``at_least``: the share of companies whose scale has that value or more. With ``level``: the share at that
    level. With ``item`` and ``one_of``: the share that gives this answer. With none of them: context to read.
    """

    what: Text
    value: Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
    unit: Literal["percent", "mean", "companies"] = "percent"
    year: Positive
    group: Group
    n: Count | None = None
    """How many companies it is based on; None when the source does not say."""
    at_least: Number | None = None
    level: Code | None = None
    item: Code | None = None
    one_of: tuple[Code, ...] = ()
    mean: Flag = False
    """Whether it is the mean of the scale."""
    certainty: Certainty

    @model_validator(mode="after")
    def _one_comparison(self) -> Self:
        ways = [self.at_least is not None, self.level is not None, self.item is not None, self.mean]
        if ways.count(True) > 1:
            raise MistakeError("one figure is compared in one way", "Keep one of at_least, level, item and mean")
        if (self.item is None) != (not self.one_of):
            raise MistakeError("item and one_of go together", "Give the question and the answers it counts")
        return self


class Publication(Coded):
    """A dated set of figures of one source, one instrument and one version of it."""

    name: Text
    instrument: Code
    """What it measures and in which version; a scale with the same one may be held against it."""
    publisher: Sentence
    source: Sentence
    url: Url
    licence: Sentence
    version: Sentence
    seen_on: Day
    refresh_months: Positive = 12
    note: Text | None = None
    """What a reader must know before comparing."""
    figures: tuple[Figure, ...] = Field(min_length=1)

    @property
    def refresh_on(self) -> date:
        """When somebody must look whether there is something newer."""
        return months_after(self.seen_on, self.refresh_months)
