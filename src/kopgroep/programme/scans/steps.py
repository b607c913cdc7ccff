"""When a later scan shows a step. A step counts only with a dated proof."""

from typing import Annotated, Literal

from pydantic import Field

from kopgroep.programme.parts import Code, Part, Positive


class ItemRise(Part):
    """One of these questions stands at least ``rise`` options higher than before."""

    kind: Literal["item_rise"]
    items: tuple[Code, ...] = Field(min_length=1)
    rise: Positive


class ScaleRise(Part):
    """A scale is at least ``rise`` points higher, and the answers in ``same`` are the same as before."""

    kind: Literal["scale_rise"]
    scale: Code
    rise: Positive
    same: tuple[Code, ...] = ()


class LevelRise(Part):
    """A scale reached a higher level."""

    kind: Literal["level_rise"]
    scale: Code


class LadderRise(Part):
    """The position on the ladder is at least ``rise`` phases higher."""

    kind: Literal["ladder_rise"]
    scale: Code
    rise: Positive = 1


StepRule = Annotated[ItemRise | ScaleRise | LevelRise | LadderRise, Field(discriminator="kind")]
