"""Values as people read them, and as cells of a table."""

from fractions import Fraction

from django.utils.translation import gettext as _

from kopgroep.base.money import amount, euros, percent, percent_in_column
from kopgroep.programme import Indicator, KeyFigure
from kopgroep.programme.key_figures import CoverageAsked, ResultAsked
from kopgroep.programme.kinds import Unit
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.document import Cell

NOTHING = "–"
ASKED = {
    "count": Measure.COUNT,
    "first_time": Measure.COUNT,
    "share": Measure.SHARE,
    "coverage": Measure.SHARE,
    "needs": Measure.COUNT,
    "working_days": Measure.DAYS,
    "score": Measure.MEAN,
    "result": Measure.COUNT,
    "hours": Measure.MINUTES,
}
"""How the value of each question is written. A list by nature holds shares."""


def measure_of(item: Indicator | KeyFigure, unit: Unit | None = None, *, listed: bool = False) -> Measure:
    """How the values of a target or figure are written; of a result in euros when ``unit`` says so."""
    if isinstance(item, Indicator):
        return Measure.COUNT
    if isinstance(item.ask, ResultAsked) and unit is Unit.EUROS:
        return Measure.CENTS
    return Measure.SHARE if listed else ASKED[item.ask.ask]


def of_register(item: Indicator | KeyFigure) -> bool:
    """Whether a share is one of a whole register, which is no sample."""
    return isinstance(item, KeyFigure) and isinstance(item.ask, CoverageAsked)


def written(value: Fraction | int | None, measure: Measure, language: str) -> str:
    """An exact value in figures: ``1.093``, ``62,5%``, ``€ 12``, ``12 dagen``."""
    if value is None:
        return NOTHING
    match measure:
        case Measure.SHARE:
            return percent(float(value), language)
        case Measure.COUNT | Measure.MEAN | Measure.DAYS:
            # A count of results may have a part, such as 2,5 full-time jobs.
            return amount(float(value), language, decimals=0 if value == int(value) else 1)
        case Measure.MINUTES:
            return amount(float(value) / 60, language)
        case Measure.CENTS:
            return euros(int(value), language)


def written_in_column(value: Fraction | int | None, measure: Measure, language: str) -> str:
    """The same for a cell of a table: a share always with one decimal, ``62,0%`` under ``62,5%``."""
    if value is None or measure is not Measure.SHARE:
        return written(value, measure, language)
    return percent_in_column(float(value), language)


def unit_of(measure: Measure) -> str:
    """The word that stands behind a value in a table of different figures."""
    words = {
        Measure.MINUTES: _("hours"),
        Measure.DAYS: _("working days"),
        Measure.MEAN: _("mean"),
    }
    return words.get(measure, "")


def between(interval: tuple[float, float] | None, language: str) -> str:
    """An interval of a share: ``33,4–42,8%``."""
    if interval is None:
        return NOTHING
    low, high = (percent_in_column(end, language) for end in interval)
    return f"{low.removesuffix('%')}–{high}"


def text(words: str, address: str = "") -> Cell:
    """A cell of words."""
    return Cell(words, address=address)


def number(value: Fraction | int | None, language: str, measure: Measure = Measure.COUNT, address: str = "") -> Cell:
    """A cell with a value; without one a dash."""
    exact = None if value is None else Fraction(value)
    return Cell(written_in_column(exact, measure, language), exact, measure, address if exact is not None else "")


def reading(found: Reading, language: str, address: str = "") -> Cell:
    """A cell with the value of a reading."""
    return number(found.value, language, found.measure, address)
