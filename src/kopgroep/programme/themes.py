"""What the programme helps with: themes, and the needs that companies name."""

from kopgroep.programme.parts import Choice, Code, Count, Flag, Positive, Sentence, Text

MINUTES_PER_HOUR = 60


class Theme(Choice):
    """A subject on which companies get an intake, advice or a journey."""

    description: Text
    line: Code
    """The programme line that pays unless the adviser says otherwise."""
    hour_cap: Positive | None = None
    """The most hours of one journey, over all advisers and partners together; None without journeys."""
    intake: Flag = True
    journey: Flag = True
    note: Sentence | None = None

    @property
    def cap_minutes(self) -> int | None:
        """The cap of one journey in minutes, or None when the theme has no journeys."""
        return None if self.hour_cap is None else self.hour_cap * MINUTES_PER_HOUR


class Need(Choice):
    """A need that companies name, with how often it was named when the programme was designed."""

    themes: tuple[Code, ...] = ()
    reference_count: Count | None = None
    reference_of: Count | None = None
    """Out of how many companies ``reference_count`` was counted."""
    source: Sentence | None = None
