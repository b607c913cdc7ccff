"""What came of the help: kinds of result, the question "and without it?", and the yearly survey."""

from pydantic import Field

from kopgroep.programme.kinds import Movement, Unit
from kopgroep.programme.parts import Choice, Code, Coded, Flag, Part, Positive, Text


class ResultKind(Choice):
    """One kind of result. What is counted differently is another kind: they are never added up."""

    unit: Unit
    movement: Movement | None = None
    """Created or retained; None when it is neither, such as a new product."""
    net: Flag = False
    """Whether what would have come anyway was taken off; else it is gross."""


class Counterfactual(Choice):
    """One answer to "what would have happened without the help?"."""

    share: int = Field(ge=0, le=100)
    """Which part of the result, in per cent, the company says is owed to the help."""


class StatedResults(Part):
    """How results are stated by companies."""

    link_days: Positive = 7
    """Calendar days that the link in the mail works."""
    kinds: tuple[ResultKind, ...] = Field(min_length=1)
    without: tuple[Counterfactual, ...] = Field(min_length=2)


class YearlySurvey(Coded):
    """A survey of all companies that were in a trajectory in a year: a scan, mailed in batches."""

    name: Text
    scan: Code
    opens_month: int = Field(ge=1, le=12)
    """The month after the year in question in which it goes out."""
    batch: Positive = 50
    """Most letters a day."""
    remind_after_days: tuple[Positive, ...] = (10,)
    open_days: Positive = 30
    scores: tuple[Code, ...] = Field(min_length=1)
    """Questions of the scan, with whole numbers as answers, of which the answers become figures."""
