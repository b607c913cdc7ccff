"""Scales that weigh the points of questions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from kopgroep.programme.scans import Condition, CountScale, MeanScale, Scan
from kopgroep.scans.engine.conditions import Holds, all_of
from kopgroep.scans.engine.numbers import PERCENT, exact
from kopgroep.scans.engine.points import points
from kopgroep.scans.engine.states import Answer, State

type Judge = Callable[[Condition], Holds]


@dataclass
class Tally:
    """What was counted for one scale; ``value`` is None when it was not measured."""

    value: Fraction | None = None
    questions: int = 0
    measured: int = 0
    weight: Fraction = Fraction(0)
    answered: Fraction = Fraction(0)
    unmet: list[str] = field(default_factory=list)


def weigh(scan: Scan, scale: MeanScale | CountScale, answers: dict[str, Answer], judge: Judge) -> Tally:
    """The weighted mean, times 100, or the count of points; None below the share of the weight that it requires."""
    tally, total = Tally(), Fraction(0)
    variables = {variable.code: variable for variable in scale.variables}
    for code, given in scale.items.items():
        weight = exact(given)
        if code in variables:
            applies, worth = _of_outcome(all_of(judge(condition) for condition in variables[code].all_of))
        else:
            answer = answers[code]
            applies, worth = answer.state is not State.NOT_APPLICABLE, points(scan, scan.items[code], answer)
        if not applies or not weight:
            continue
        tally.questions += 1
        tally.weight += weight
        if worth is not None:
            tally.measured += 1
            tally.answered += weight
            total += weight * worth
        if worth != 1:
            tally.unmet.append(code)
    if tally.weight and tally.answered * PERCENT >= tally.weight * scale.required_percent:
        # A count is not made larger for what was not answered; a mean is over what was.
        tally.value = total if isinstance(scale, CountScale) else total / tally.answered * PERCENT
    return tally


def _of_outcome(outcome: Holds) -> tuple[bool, Fraction | None]:
    """Whether a variable applies, and its points."""
    if outcome is Holds.UNKNOWN:
        return True, None
    return outcome is not Holds.NOT_APPLICABLE, Fraction(outcome is Holds.MET)
