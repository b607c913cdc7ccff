"""The figures without a target, by theme, as the page of all figures shows them."""

from dataclasses import dataclass

from kopgroep.programme import KeyFigure, current
from kopgroep.reporting import figures
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.small_cells import SMALLEST_CELL
from kopgroep.reporting.view import View
from kopgroep.workspace.cut_words import theme_names

PLAIN = {Measure.COUNT, Measure.MINUTES, Measure.CENTS}
"""Numbers that say how much was done; the rest says something of those whom it is about."""


@dataclass(frozen=True)
class FigureRow:
    """One figure with its value; None where it is about too few to show."""

    figure: KeyFigure
    reading: Reading | None


def grouped_figures(view: View, *, public: bool) -> list[tuple[str, list[FigureRow]]]:
    """The figures in use by theme, those of the whole programme first. With ``public`` nothing about fewer than ten."""
    names = theme_names()
    groups: dict[str, list[FigureRow]] = {"": [], **{theme.code: [] for theme in current().themes}}
    for figure in current().figures:
        if figure.is_active(view.on):
            reading = figures.read(figure, view)
            told = not public or reading.measure in PLAIN or not 0 < reading.n < SMALLEST_CELL
            groups[figure.theme or ""].append(FigureRow(figure, reading if told else None))
    return [(names[code], rows) for code, rows in groups.items() if rows]
