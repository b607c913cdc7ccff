"""What kind of number each item is, what its rows tell about companies, and how its value is written."""

from fractions import Fraction

from kopgroep.programme import Dimension, Indicator, KeyFigure, OncePerPeriod, Over, current
from kopgroep.programme.key_figures import (
    CountAsked,
    CoverageAsked,
    DaysAsked,
    HoursAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)
from kopgroep.programme.kinds import Unit
from kopgroep.reporting.figures.lines import of_companies
from kopgroep.reporting.made import LISTED
from kopgroep.reporting.models import Frozen
from kopgroep.reporting.opendata.hiding import Told
from kopgroep.reporting.reading import Measure, Reading

Item = Indicator | KeyFigure
PLACES = 4
CENTS = 100


def measure_of(item: Item, dimension: str = "") -> Measure:
    """The kind of number that a frozen value of an item is."""
    match item.ask if isinstance(item, KeyFigure) else None:
        case _ if dimension == LISTED:
            return Measure.SHARE
        case ShareAsked() | CoverageAsked():
            return Measure.SHARE
        case DaysAsked():
            return Measure.DAYS
        case ScoreAsked():
            return Measure.MEAN
        case HoursAsked():
            return Measure.MINUTES
        case ResultAsked(result=code) if current().result_kind(code).unit is Unit.EUROS:
            return Measure.CENTS
        case _:
            return Measure.COUNT


def unit_of(item: Item) -> str:
    """In what the value is counted; one of the words of the codebook."""
    ask = item.ask if isinstance(item, KeyFigure) else None
    if isinstance(ask, ResultAsked):
        return current().result_kind(ask.result).unit.value
    measure = measure_of(item)
    if measure is not Measure.COUNT:
        return {Measure.SHARE: "share", Measure.DAYS: "working_days", Measure.MEAN: "mark"}.get(measure, measure.value)
    rule = item.rule if isinstance(item, Indicator) else ask.rule if isinstance(ask, CountAsked) else None
    if isinstance(rule, OncePerPeriod):
        return "intakes" if rule.kind == "intake_held" else "times"
    return "companies" if rule is None or of_companies(rule) else "times"


def told(item: Item, row: Frozen) -> Told:
    """The numbers of companies or lines that a row gives away."""
    if isinstance(item, KeyFigure) and isinstance(item.ask, CoverageAsked):
        return (row.n,)  # the other number is of the register, and public
    if measure_of(item, row.dimension) is Measure.SHARE:
        return (row.part or 0, (row.whole or 0) - (row.part or 0))
    return (row.n,)


def exempt(item: Item) -> bool:
    """Whether the whole is always published: what the programme did, counted over the whole region."""
    if isinstance(item, Indicator):
        return True
    return isinstance(item.ask, HoursAsked | CoverageAsked) or (measure_of(item) is Measure.COUNT and not _stated(item))


def _stated(item: KeyFigure) -> bool:
    return isinstance(item.ask, ResultAsked)


def splits_of(item: Item) -> list[str]:
    """By what an item is split in open data.

    Only what adds up since the start: of a quarter or a year apart, the difference with the sum would tell on cells.
    Never what companies state, since one large one can be most of a sum; never by partner, which is no group of theirs.
    """
    cumulative = not item.per_year if isinstance(item, Indicator) else item.over is Over.PROGRAMME
    if not cumulative or (isinstance(item, KeyFigure) and _stated(item)):
        return []
    listed = [LISTED] if isinstance(item, KeyFigure) and item.ask.ask == "needs" else []
    return [dimension.value for dimension in item.by if dimension is not Dimension.PARTNER] + listed


def value_of(item: Item, row: Frozen) -> int | float | None:
    """The value in its unit, rounded to four places; None when there was nothing to say."""
    if row.value is None:
        return None
    return written(row.value / CENTS if measure_of(item, row.dimension) is Measure.CENTS else row.value)


def interval_of(item: Item, row: Frozen) -> tuple[float | None, float | None]:
    """Of a share over companies or lines the 95 % interval of Wilson; of establishments it would mean nothing."""
    if isinstance(item, KeyFigure) and isinstance(item.ask, CoverageAsked):
        return None, None
    found = Reading(measure_of(item, row.dimension), row.part, row.whole, row.n).interval
    return (round(found[0], PLACES), round(found[1], PLACES)) if found else (None, None)


def written(value: Fraction) -> int | float:
    """A whole number as such, else with four places."""
    return int(value) if value.denominator == 1 else round(float(value), PLACES)
