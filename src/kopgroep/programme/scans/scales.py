"""How answers become scores, and scores become levels."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Code, Coded, Flag, Number, Part, Positive, Text
from kopgroep.programme.scans.conditions import Condition

Weight = Annotated[float, Field(ge=0, strict=True)]
Percent = Annotated[int, Field(ge=1, le=100, strict=True)]


class Demand(Part):
    """A floor under a level: at least ``number`` of these scales have at least ``minimum``."""

    scales: tuple[Code, ...] = Field(min_length=1)
    minimum: Number
    number: Positive | None = None
    """None means all of them."""


class Level(Part):
    """A stretch of a scale with a name: from ``at_least`` up to the next level; the first starts at the scale's lowest.

    A value whose demands are not met falls to the highest level below that has none unmet.
    """

    code: Code
    name: Text
    at_least: Number
    text: Text
    """What it means for this company, in one or two sentences."""
    demands: tuple[Demand, ...] = ()


class _Scale(Coded):
    """What every scale has."""

    name: Text
    meaning: Text
    """What it measures, for who reads the result."""
    profile: Flag = False
    """Whether it is a dimension of the profile."""
    instrument: Code | None = None
    """What it measures and in which version (``dii-v3``); only published figures of the same one stand beside it."""
    levels: tuple[Level, ...] = ()

    @property
    def lowest(self) -> float:
        """The lowest value it can have."""
        return 0.0

    @property
    def highest(self) -> float:
        """The highest value it can have."""
        return 100.0

    @model_validator(mode="after")
    def _levels_close(self) -> Self:
        edges = [level.at_least for level in self.levels]
        if edges and edges[0] != self.lowest:
            problem = f"the first level starts at {edges[0]:g}: values below it have no level"
            raise MistakeError(problem, f"Let it start at {self.lowest:g}")
        if edges != sorted(set(edges)):
            raise MistakeError("the levels do not rise", "Put them in rising order of at_least, each edge once")
        if edges and edges[-1] > self.highest:
            raise MistakeError(f"level from {edges[-1]} lies above {self.highest:g}", "No value can reach it: lower it")
        return self


class Variable(Part):
    """Something that holds or not, made of one or more answers; counts as one question of 1 or 0 points.

    A date scores this way: it has no points of its own, a variable with within_months gives them.
    """

    code: Code
    name: Text
    all_of: tuple[Condition, ...] = Field(min_length=1)


class _Weighted(_Scale):
    items: dict[Code, Weight] = Field(min_length=1)
    """Weight of each question or variable, by code. Weight 0 is shown and not scored."""
    variables: tuple[Variable, ...] = ()
    weights: Weight
    """What the weights add up to; written down so that a slip of the pen shows."""
    required_percent: Percent = 70
    """Share of the weight that must be answered; below it there is no score."""

    @model_validator(mode="after")
    def _weights_add_up(self) -> Self:
        total = round(sum(self.items.values()), 6)
        if total != round(self.weights, 6):
            raise MistakeError(f"the weights add up to {total:g}, weights says {self.weights:g}", "Mend one of them")
        if total == 0:
            raise MistakeError("all weights are 0", "Give at least one question a weight")
        return self


class MeanScale(_Weighted):
    """Weighted mean of the points of its questions, times 100."""

    kind: Literal["mean"]


class CountScale(_Weighted):
    """How many points were reached: each question or variable gives its points times its weight. Not prorated."""

    kind: Literal["count"]
    checks: Flag = False
    """Whether it is a short list of requirements, of which the unmet ones are named on the result page."""

    @property
    def highest(self) -> float:
        """All points."""
        return self.weights


class MeanOfScale(_Scale):
    """Plain mean of other scales; given when all of them are, or ``at_least`` of them."""

    kind: Literal["mean_of"]
    scales: tuple[Code, ...] = Field(min_length=1)
    at_least: Positive | None = None


class RatioScale(_Scale):
    """A sum of numbers as percentage of another sum. Given only when every number is."""

    kind: Literal["ratio"]
    parts: tuple[Code, ...] = Field(min_length=1)
    wholes: tuple[Code, ...] = Field(min_length=1)


class GrowthScale(_Scale):
    """Mean growth a year, in per cent, between two numbers. May be below nought."""

    kind: Literal["growth"]
    start: Code
    end: Code
    years: Annotated[int, Field(strict=True, ge=1, le=20)]

    @property
    def lowest(self) -> float:
        """All of it gone."""
        return -100.0

    @property
    def highest(self) -> float:
        """No limit."""
        return float("inf")


class Gate(Part):
    """What a company must meet to stand on a phase of the ladder: all of ``must``, and one of ``either``."""

    phase: Code
    must: tuple[Condition, ...] = ()
    either: tuple[Condition, ...] = ()
    """Ways of which one is enough; empty when there are none to choose from."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.must and not self.either:
            raise MistakeError("a gate without conditions stands open to everybody", "Add must:, either: or both")
        return self


class GateScale(_Scale):
    """Position on a ladder: the number of the highest phase whose gate is fully met. Lower gates may be open."""

    kind: Literal["gates"]
    ladder: Code
    gates: tuple[Gate, ...] = Field(min_length=1)

    @property
    def highest(self) -> float:
        """The top of the ladder."""
        return len(self.gates)


Scale = Annotated[
    MeanScale | CountScale | MeanOfScale | RatioScale | GrowthScale | GateScale, Field(discriminator="kind")
]
