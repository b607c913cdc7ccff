"""A ladder: phases that a company climbs, each with the proof that shows it stands there."""

from kopgroep.programme.parts import Code, Coded, Part, Positive, Sentence, Text


class Phase(Coded):
    """One phase. ``number`` counts from 1 at the bottom; position 0 means that no phase has been reached."""

    number: Positive
    name: Text
    description: Text
    proof: Text
    """What the adviser must have seen, and keeps, before a company stands here."""


class Ladder(Part):
    """A ladder on one theme. A step is a later, higher position with proof."""

    code: Code
    name: Text
    theme: Code
    phases: tuple[Phase, ...]
    note: Sentence | None = None
    source: Sentence | None = None

    def phase(self, code: str) -> Phase:
        """The phase with this code. Raises KeyError when there is none."""
        return {phase.code: phase for phase in self.phases}[code]

    def at(self, number: int) -> Phase | None:
        """The phase with this number, or None for 0: not on the ladder yet."""
        return next((phase for phase in self.phases if phase.number == number), None)
