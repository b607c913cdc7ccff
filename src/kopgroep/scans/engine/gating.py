"""The position on a ladder: which gates are open."""

from fractions import Fraction

from kopgroep.programme.scans import Condition, GateScale, Scan
from kopgroep.programme.scans.scales import Gate as Demanded
from kopgroep.scans.engine.conditions import Holds, any_of
from kopgroep.scans.engine.results import Gate
from kopgroep.scans.engine.weighing import Judge, Tally


def gates_of(scan: Scan, scale: GateScale, judge: Judge) -> dict[str, Gate]:
    """Every gate of the ladder, from the bottom. Partly and "I don't know" open nothing."""
    return {gate.phase: _gate(scan, gate, judge) for gate in scale.gates}


def position(scale: GateScale, gates: dict[str, Gate], judge: Judge) -> Tally:
    """The number of the highest open gate, whatever the lower ones are; None when nothing about it was answered."""
    about = {condition.item or condition.scale: condition for gate in scale.gates for condition in _asked(gate)}
    outcomes = [judge(condition) for condition in about.values()]
    questions = [outcome for outcome in outcomes if outcome is not Holds.NOT_APPLICABLE]
    measured = len([outcome for outcome in questions if outcome is not Holds.UNKNOWN])
    tally = Tally(
        questions=len(questions), measured=measured, weight=Fraction(len(questions)), answered=Fraction(measured)
    )
    if measured:
        passed = [number for number, gate in enumerate(scale.gates, start=1) if gates[gate.phase].open]
        tally.value = Fraction(max(passed, default=0))
    return tally


def _asked(gate: Demanded) -> tuple[Condition, ...]:
    return (*gate.must, *gate.either)


def _gate(scan: Scan, gate: Demanded, judge: Judge) -> Gate:
    def passes(condition: Condition) -> Holds:
        outcome = judge(condition)
        allowed = condition.item is not None and scan.items[condition.item].not_applicable
        if outcome is Holds.NOT_APPLICABLE:
            return Holds.MET if allowed else Holds.UNMET
        return outcome

    unmet = [condition for condition in gate.must if passes(condition) is not Holds.MET]
    if any_of(passes(condition) for condition in gate.either) is not Holds.MET:
        unmet += gate.either
    subjects = [condition.item or condition.scale or "" for condition in unmet]
    return Gate(open=not unmet, unmet=tuple(dict.fromkeys(subjects)))
