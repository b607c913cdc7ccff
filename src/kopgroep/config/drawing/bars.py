"""Bars and bullets. All places are percentages of the width, so that a drawing needs no size and no style."""

from dataclasses import dataclass


def share(value: float, whole: float) -> float:
    """A part of the whole as a percentage between 0 and 100, with two decimals."""
    return round(min(max(value / whole, 0), 1) * 100, 2) if whole else 0.0


@dataclass(frozen=True)
class Bar:
    """What was used and what is reserved of a whole, in one unit."""

    used: float
    whole: float
    reserved: float = 0
    mark: float | None = None
    """A place worth a line: where a warning starts, or where one should be by today."""

    @property
    def used_width(self) -> float:
        """Width of the used part."""
        return share(self.used, self.whole)

    @property
    def reserved_width(self) -> float:
        """Width of the reserved part, as far as it fits."""
        return round(share(self.used + self.reserved, self.whole) - self.used_width, 2)

    @property
    def mark_at(self) -> float | None:
        """Place of the line."""
        return None if self.mark is None else share(self.mark, self.whole)

    @property
    def left(self) -> float:
        """What is neither used nor reserved, never below nothing."""
        return max(self.whole - self.used - self.reserved, 0)


@dataclass(frozen=True)
class Bullet:
    """Actual, expected by today, target and forecast of one indicator, in one unit."""

    actual: float
    target: float
    expected: float | None = None
    forecast_low: float | None = None
    forecast_high: float | None = None

    @property
    def scale(self) -> float:
        """What the full width stands for. Targets stand under each other unless somebody got far beyond.

        A forecast stretches it by half at most: of few data its interval is so wide that the bar itself would vanish.
        """
        stretched = min((self.forecast_high or 0) * 1.02, max(self.target, self.actual) * 1.5)
        return max(self.target * 1.18, self.actual * 1.02, stretched) or 1

    @property
    def actual_width(self) -> float:
        """Width of the filled bar."""
        return share(self.actual, self.scale)

    @property
    def target_at(self) -> float:
        """Place of the target, and width of the empty bar."""
        return share(self.target, self.scale)

    @property
    def expected_at(self) -> float | None:
        """Place where it should be by today."""
        return None if self.expected is None else share(self.expected, self.scale)

    @property
    def low_at(self) -> float | None:
        """Start of the interval of the forecast."""
        return None if self.forecast_low is None else share(self.forecast_low, self.scale)

    @property
    def high_at(self) -> float | None:
        """End of the interval of the forecast."""
        return None if self.forecast_high is None else share(self.forecast_high, self.scale)

    @property
    def goes_on(self) -> bool:
        """Whether the interval of the forecast ends beyond the drawing, so that an arrow stands in place of its end."""
        return self.forecast_high is not None and self.forecast_high > self.scale
