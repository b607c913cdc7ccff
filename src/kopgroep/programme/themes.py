"""What the programme helps with: themes, and the needs that companies name."""

from typing import Self

from pydantic import model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Choice, Code, Count, Flag, Sentence, Text

MINUTES_PER_HOUR = 60


class Theme(Choice):
    """A subject on which companies get an intake, advice or a journey."""

    description: Text
    line: Code
    """The programme line that pays unless the adviser says otherwise."""
    hour_cap: Count = 0
    """The most hours of one journey, over all advisers and partners together; 0 without journeys."""
    intake: Flag = True
    journey: Flag = True
    note: Sentence | None = None

    @property
    def cap_minutes(self) -> int:
        """The cap of one journey in minutes."""
        return self.hour_cap * MINUTES_PER_HOUR

    @model_validator(mode="after")
    def _journeys_have_a_cap(self) -> Self:
        if self.journey and not self.hour_cap:
            raise MistakeError("journeys without hour_cap", "Add hour_cap: in hours, or journey: false")
        return self


class Need(Choice):
    """A need that companies name, with how often it was named when the programme was designed."""

    themes: tuple[Code, ...] = ()
    reference_count: Count | None = None
    reference_of: Count | None = None
    """Out of how many companies ``reference_count`` was counted."""
    source: Sentence | None = None
