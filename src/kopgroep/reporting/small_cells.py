"""Numbers so small that they point at somebody: who may not open the lines does not see them, and open data neither."""

from collections.abc import Mapping

from kopgroep.reporting.reading import Measure, Reading

SMALLEST_CELL = 10
"""A cell of fewer is not shown. Nought is: it says nothing about anybody."""


def without_small_cells(readings: Mapping[str, Reading]) -> dict[str, Reading | None]:
    """The cells of one split, with None for those that are hidden.

    Hidden is a cell that tells a number from 1 to 9: of companies in it, or of those that a share is about. When just
    one is hidden, the smallest of the others is hidden too, because the total would give it away.
    """
    hidden = hidden_cells({cell: _told(reading) for cell, reading in readings.items()})
    return {cell: None if cell in hidden else reading for cell, reading in readings.items()}


def hidden_cells(numbers: Mapping[str, int]) -> set[str]:
    """Which cells are hidden, by the smallest number that each tells; noughts only when there is nothing else."""
    hidden = {cell for cell, number in numbers.items() if 0 < number < SMALLEST_CELL}
    if len(hidden) == 1:
        others = sorted(numbers.keys() - hidden, key=lambda cell: (numbers[cell] == 0, numbers[cell], cell))
        hidden |= set(others[:1])
    return hidden


def _told(reading: Reading) -> int:
    """The smallest number above nought that a reading tells of companies or of lines, or nought."""
    told = [reading.n]
    if reading.measure is Measure.SHARE:
        told += [reading.part or 0, reading.whole or 0]
    return min((number for number in told if number), default=0)
