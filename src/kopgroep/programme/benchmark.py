"""How results are put in groups and when a group is large enough to speak of."""

from typing import Annotated

from pydantic import Field, StringConstraints

from kopgroep.programme.parts import SIZE_PATTERN, Coded, Part, Positive, SectorLetter, Text

SizeCode = Annotated[str, StringConstraints(pattern=SIZE_PATTERN)]


class SizeGroup(Coded):
    """Size classes that are taken together."""

    name: Text
    sizes: tuple[SizeCode, ...] = Field(min_length=1)


class SectorGroup(Coded):
    """Sections of the classification of activities that are taken together, each with its scheme."""

    name: Text
    sections: tuple[SectorLetter, ...] = Field(min_length=1)


class Benchmark(Part):
    """The rules for small numbers, and the groups."""

    minimum: Positive = 10
    """Fewest companies in a cell that is shown."""
    percentile_from: Positive = 50
    """Fewest companies for a percentile; below it a result is placed in thirds."""
    size_groups: tuple[SizeGroup, ...] = Field(min_length=1)
    sector_groups: tuple[SectorGroup, ...] = Field(min_length=1)
