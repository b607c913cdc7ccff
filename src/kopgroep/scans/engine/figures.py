"""Scales made of numbers and of other scales."""

from fractions import Fraction

from kopgroep.programme.scans import GrowthScale, MeanOfScale, RatioScale
from kopgroep.scans.engine.numbers import PERCENT, exact, growth_a_year
from kopgroep.scans.engine.states import Answer, State
from kopgroep.scans.engine.weighing import Tally


def ratio(scale: RatioScale, answers: dict[str, Answer]) -> Tally:
    """Parts as percentage of wholes; None unless every number is given and the parts fit in a whole above nought."""
    tally = _counted(dict.fromkeys((*scale.parts, *scale.wholes)), answers)
    if tally.measured == tally.questions:
        part = sum((_number(answers[code]) for code in scale.parts), Fraction(0))
        whole = sum((_number(answers[code]) for code in scale.wholes), Fraction(0))
        if whole > 0 and 0 <= part <= whole:
            tally.value = part / whole * PERCENT
    return tally


def growth(scale: GrowthScale, answers: dict[str, Answer]) -> Tally:
    """Mean growth a year; None unless both numbers are given and the first is above nought."""
    tally = _counted(dict.fromkeys((scale.start, scale.end)), answers)
    if tally.measured == tally.questions:
        tally.value = growth_a_year(_number(answers[scale.start]), _number(answers[scale.end]), scale.years)
    return tally


def mean_of(scale: MeanOfScale, values: list[Fraction | None]) -> Tally:
    """Plain mean of other scales, of their exact values; None unless enough of them were measured."""
    measured = [value for value in values if value is not None]
    tally = Tally(
        questions=len(values), measured=len(measured), weight=Fraction(len(values)), answered=Fraction(len(measured))
    )
    if measured and len(measured) >= (scale.at_least or len(values)):
        tally.value = sum(measured, Fraction(0)) / len(measured)
    return tally


def _counted(codes: dict[str, None], answers: dict[str, Answer]) -> Tally:
    """How many of the numbers are there. One that does not apply is not there: a sum without it says something else."""
    given = [code for code in codes if answers[code].state.is_measured]
    return Tally(questions=len(codes), measured=len(given), weight=Fraction(len(codes)), answered=Fraction(len(given)))


def _number(answer: Answer) -> Fraction:
    if answer.state is State.ZERO:
        return Fraction(0)
    assert isinstance(answer.value, int | float)
    return exact(answer.value)
