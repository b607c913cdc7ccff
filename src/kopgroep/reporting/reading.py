"""One value of one figure: exact, with what it is based on."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kopgroep.base.shares import wilson


class Measure(StrEnum):
    """What kind of number a value is, and so how it is written."""

    COUNT = "count"
    SHARE = "share"
    """Between 0 and 1, shown as a percentage."""
    MEAN = "mean"
    DAYS = "days"
    """Working days."""
    MINUTES = "minutes"
    CENTS = "cents"


@dataclass(frozen=True)
class Reading:
    """A value as a count, or as one whole number over another; exact, so that freezing loses nothing."""

    measure: Measure
    part: int | None
    """None when there was nothing to count."""
    whole: int | None = None
    """What stands under the line; None for a count."""
    n: int = 0
    """How many companies it is based on, or lines where companies are not what is counted."""
    whole_counted: bool = False
    """True for a share of a whole register: no sample, so that it has no interval, and may even be above 1."""

    @property
    def value(self) -> Fraction | None:
        """The exact value; None when there was nothing to say."""
        if self.part is None or self.whole == 0:
            return None
        return Fraction(self.part, 1 if self.whole is None else self.whole)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of a share its 95 % score interval; None for other values, a share of nothing and one of a whole register."""
        if self.measure is not Measure.SHARE or self.whole_counted or not self.whole or self.part is None:
            return None
        return wilson(self.part, self.whole)
