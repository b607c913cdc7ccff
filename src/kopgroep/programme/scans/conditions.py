"""A condition on an answer or on a score: the only expression that a scan knows, so nothing has to be parsed."""

from typing import Self

from pydantic import model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Code, Number, Part, Positive

YES, PARTLY, NO = "yes", "partly", "no"
"""The answers to a question of kind yes_no and yes_partly_no, as conditions name them."""


class Condition(Part):
    """Something that must hold of one answer or of one scale. A list of conditions means that all must hold.

    With ``item``: ``one_of`` (its option, or one of its ticks), ``none_of`` (it was answered, and with none of
    these), ``at_least`` and ``below`` (a number, or how many ticks), ``within_months`` (a date that lies at most so
    long before the day of the scan).
    With ``scale``: ``one_of`` (the level it reached), ``at_least`` and ``below`` (its value).
    An answer or scale that is not there meets no condition.
    """

    item: Code | None = None
    scale: Code | None = None
    one_of: tuple[Code, ...] = ()
    none_of: tuple[Code, ...] = ()
    at_least: Number | None = None
    below: Number | None = None
    within_months: Positive | None = None

    @model_validator(mode="after")
    def _one_subject_and_one_test(self) -> Self:
        if (self.item is None) == (self.scale is None):
            raise MistakeError("a condition is on one item or on one scale", "Write either item: or scale:")
        ranged = self.at_least is not None or self.below is not None
        if [bool(self.one_of), bool(self.none_of), ranged, self.within_months is not None].count(True) != 1:
            remedy = "Write one_of:, or none_of:, or at_least: and below:, or within_months: (dates)"
            raise MistakeError("a condition has one test", remedy)
        if self.scale and self.within_months:
            raise MistakeError("within_months goes with a date", "Name the item of kind date")
        if self.scale and self.none_of:
            raise MistakeError("none_of goes with an answer", "Name an item, or list the other levels in one_of:")
        if self.at_least is not None and self.below is not None and self.below <= self.at_least:
            raise MistakeError("below is not above at_least: nothing can meet this", "Mend one of the two")
        return self
