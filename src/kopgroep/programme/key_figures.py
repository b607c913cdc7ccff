"""Figures that the programme follows without a target: shares, coverage, needs, waiting times and scores."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kopgroep.programme.indicators import Rule
from kopgroep.programme.kinds import Dimension, EntryKind, Evidence, RoleCode
from kopgroep.programme.parts import Code, Coded, Flag, Part, Positive, Sentence, Text


class Over(StrEnum):
    """The days that a figure looks at, as seen from one day."""

    PROGRAMME = "programme"
    """All since the programme began: cumulative."""
    YEAR = "year"
    """The calendar year so far."""
    QUARTER = "quarter"
    """The quarter so far."""


class CountAsked(Part):
    """How many: a counting rule as targets have."""

    ask: Literal["count"]
    rule: Rule


class FirstTimeAsked(Part):
    """Companies of which the first line of this kind ever lies in the period."""

    ask: Literal["first_time"]
    kind: EntryKind
    theme: Code | None = None


class ShareAsked(Part):
    """Which part: one counting rule over another. What is in the part must be in the whole too."""

    ask: Literal["share"]
    part: Rule
    whole: Rule


class CoverageAsked(Part):
    """Which part of all establishments of the area: a counting rule over the register's number."""

    ask: Literal["coverage"]
    part: Rule


class NeedsAsked(Part):
    """Which part of the companies that named a need named this one; a company may name several."""

    ask: Literal["needs"]
    kinds: tuple[EntryKind, ...] = (EntryKind.INTAKE_HELD,)
    top: Positive = 5


class DaysAsked(Part):
    """The median number of working days between two lines about the same thing."""

    ask: Literal["working_days"]
    start: EntryKind
    end: EntryKind


class ScoreAsked(Part):
    """The mean answer to one question of a survey, with how many of those asked gave it."""

    ask: Literal["score"]
    survey: Code
    question: Code


class ResultAsked(Part):
    """The sum of one kind of result at one stage. Stages are separate facts and are never added up."""

    ask: Literal["result"]
    result: Code
    kind: Literal[EntryKind.RESULT_FORECAST, EntryKind.RESULT_STATED, EntryKind.RESULT_VERIFIED]


class HoursAsked(Part):
    """Minutes of work written."""

    ask: Literal["hours"]
    theme: Code | None = None
    line: Code | None = None


Ask = Annotated[
    CountAsked
    | FirstTimeAsked
    | ShareAsked
    | CoverageAsked
    | NeedsAsked
    | DaysAsked
    | ScoreAsked
    | ResultAsked
    | HoursAsked,
    Field(discriminator="ask"),
]


class KeyFigure(Coded):
    """One figure without a target: a named question asked of the ledger."""

    name: Text
    description: Text
    ask: Ask
    over: Over = Over.PROGRAMME
    version: Positive = 1
    """Raised when the question changes, so that nobody lays two meanings side by side."""
    theme: Code | None = None
    """Under which theme it is shown; None for the whole programme."""
    owner: RoleCode = RoleCode.MANAGER
    by: tuple[Dimension, ...] = ()
    """How reports split it."""
    evidence: Evidence | None = None
    """For a claim of effect: how much it can bear. None for what was done and counted."""
    public: Flag = True
    """Whether its frozen values are open data."""
    note: Text | None = None
    source: Sentence | None = None
