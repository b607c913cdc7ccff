"""From stored answers to a result."""

from datetime import date
from fractions import Fraction
from typing import assert_never

from kopgroep.programme.scans import (
    Condition,
    CountScale,
    GateScale,
    GrowthScale,
    MeanOfScale,
    MeanScale,
    RatioScale,
    Scan,
)
from kopgroep.scans.engine.advising import proposals
from kopgroep.scans.engine.conditions import Holds, on_answer, on_score
from kopgroep.scans.engine.figures import growth, mean_of, ratio
from kopgroep.scans.engine.gating import gates_of, position
from kopgroep.scans.engine.levels import level_of
from kopgroep.scans.engine.numbers import shown
from kopgroep.scans.engine.results import Gate, Result, Score
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.engine.states import Stored
from kopgroep.scans.engine.weighing import Tally, weigh

__all__ = ["ENGINE", "Gate", "Result", "Score", "score"]

ENGINE = "1"
"""Version of the rules in this folder; it goes up when the same answers would give another result."""


def score(scan: Scan, stored: Stored, *, on: date) -> Result:
    """Score answers under the definition with which they were given, as on the day of the scan.

    Raises WrongAnswerError when an answer does not belong to this definition.
    """
    return _Scoring(scan, stored, on).result()


class CircularScaleError(Exception):
    """A scale that stands on itself; the validator refuses it."""


class _Scoring:
    """One scan being scored. A scale is worked out when it is first needed, so their order does not matter."""

    def __init__(self, scan: Scan, stored: Stored, on: date) -> None:
        self.scan, self.on = scan, on
        self.answers = answers(scan, stored, on)
        self.tallies: dict[str, Tally | None] = {}
        self.gates: dict[str, dict[str, Gate]] = {}

    def result(self) -> Result:
        scan = self.scan
        return Result(
            engine=ENGINE,
            scan=scan.code,
            version=scan.version,
            on=self.on,
            states={code: answer.state for code, answer in self.answers.items()},
            scales={code: self.score(code) for code in scan.scale_of},
            gates={phase: gate for gates in self.gates.values() for phase, gate in gates.items()},
            headline=next((code for code in scan.headline if self.value(code) is not None), None),
            advice=proposals(scan, self.on, self.judge, self.value),
        )

    def score(self, code: str) -> Score:
        tally, value = self.tally(code), self.value(code)
        scale = self.scan.scale_of[code]
        level, fell_from, held_by = level_of(scale, value, self.value)
        return Score(
            value=value,
            questions=tally.questions,
            measured=tally.measured,
            weight=float(tally.weight),
            answered=float(tally.answered),
            unmet=tuple(sorted(tally.unmet)) if isinstance(scale, CountScale) else (),
            level=level,
            fell_from=fell_from,
            held_by=held_by,
        )

    def value(self, code: str) -> float | None:
        """What is shown of a scale; everything that is decided is decided on this."""
        exactly = self.tally(code).value
        return None if exactly is None else shown(exactly)

    def judge(self, condition: Condition) -> Holds:
        if condition.scale is not None:
            value = self.value(condition.scale)
            level = level_of(self.scan.scale_of[condition.scale], value, self.value)[0] if condition.one_of else None
            return on_score(condition, value, level)
        assert condition.item is not None
        item = self.scan.items[condition.item]
        return on_answer(condition, self.scan, item, self.answers[item.code], self.on)

    def tally(self, code: str) -> Tally:
        if code in self.tallies:
            known = self.tallies[code]
            if known is None:
                raise CircularScaleError(self.scan.code, code)
            return known
        self.tallies[code] = None
        found = self.tallies[code] = self.work_out(code)
        return found

    def work_out(self, code: str) -> Tally:
        scale = self.scan.scale_of[code]
        match scale:
            case MeanScale() | CountScale():
                return weigh(self.scan, scale, self.answers, self.judge)
            case MeanOfScale():
                return mean_of(scale, [self.exactly(part) for part in scale.scales])
            case RatioScale():
                return ratio(scale, self.answers)
            case GrowthScale():
                return growth(scale, self.answers)
            case GateScale():
                self.gates[code] = gates_of(self.scan, scale, self.judge)
                return position(scale, self.gates[code], self.judge)
        assert_never(scale)

    def exactly(self, code: str) -> Fraction | None:
        return self.tally(code).value
