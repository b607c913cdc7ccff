"""Reports: which sections they have, with which words and which figures."""

from enum import StrEnum

from pydantic import Field

from kopgroep.programme.parts import Code, Coded, Flag, Part, Text


class ReportSpan(StrEnum):
    """What a report is about."""

    QUARTER = "quarter"
    YEAR = "year"
    PROGRAMME = "programme"


class ReportFor(StrEnum):
    """For whom a report is made anew: once, per funder, or per plus."""

    PROGRAMME = "programme"
    FUNDER = "funder"
    PLUS = "plus"


class Block(StrEnum):
    """What the code can draw in a section. Each chart and map comes with its table."""

    TARGETS = "targets"
    GROWTH = "growth"
    FORECAST = "forecast"
    FIGURES = "figures"
    NEEDS = "needs"
    REACH = "reach"
    REFERRALS = "referrals"
    HOURS = "hours"
    JOURNEYS = "journeys"
    """The open trajectories, with the hours that they still hold and how such ones usually end."""
    MONEY = "money"
    SURVEY = "survey"
    RESULTS = "results"
    STEPS = "steps"
    EFFECT = "effect"
    """What this group size could have shown, and what therefore cannot be claimed."""
    COMPARISON = "comparison"
    """Sizes of the pools with which an outside institute can compare."""
    RESTATEMENTS = "restatements"
    DEFINITIONS = "definitions"


class Section(Part):
    """A heading, words with figures in them, and what is drawn under it."""

    heading: Text
    text: Code | None = None
    """Name of a text in ``texts/``, in which ``{{ name }}`` stands for a figure."""
    shows: tuple[Block, ...] = ()
    figures: tuple[Code, ...] = ()
    """Targets and figures that a table of this section holds; empty for all that its blocks know."""
    page: Flag = False
    """Whether it begins on a new page when printed."""


class Report(Coded):
    """One kind of report."""

    name: Text
    span: ReportSpan
    made_for: ReportFor = ReportFor.PROGRAMME
    sections: tuple[Section, ...] = Field(min_length=1)
