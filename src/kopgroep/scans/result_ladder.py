"""The position on a ladder: every phase with its gate, open or shut, and what is missing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kopgroep.programme import current
from kopgroep.programme.ladder import Phase
from kopgroep.programme.scans import GateScale, Scan
from kopgroep.scans.engine.results import Result, Score
from kopgroep.scans.result_words import listed, say, subject


@dataclass(frozen=True)
class Rung:
    """One phase: whether its gate is open, and what keeps it shut."""

    number: int
    name: str
    open: bool
    here: bool
    missing: tuple[str, ...]
    """All of these are needed."""
    one_of: tuple[str, ...]
    """One of these is needed as well."""
    proof: str

    @property
    def state(self) -> str:
        """How the drawing shows it: ``now``, ``done`` or ``ahead``."""
        return "now" if self.here else "done" if self.open else "ahead"


@dataclass(frozen=True)
class LadderShown:
    """The ladder with the company on it."""

    name: str
    position: str
    rungs: tuple[Rung, ...]
    gaps: str
    """Phases that were passed over: their gate is shut while a higher one is open. Empty when there are none."""

    @property
    def steps(self) -> list[tuple[int, str, str]]:
        """For the drawing: number, name and state."""
        return [(rung.number, rung.name, rung.state) for rung in self.rungs]


def ladder_shown(scan: Scan, result: Result) -> LadderShown | None:
    """The ladder of a scan that has one."""
    scale = next((scale for scale in scan.scales if isinstance(scale, GateScale)), None)
    if scale is None:
        return None
    score = result.scales[scale.code]
    rungs = tuple(_rung(scan, scale, result, number, score.value) for number in range(1, len(scale.gates) + 1))
    skipped = [rung.name for rung in rungs if not rung.open and rung.number < (score.value or 0)]
    gap = _("You stand higher; not complete yet: %(phases)s.") % {"phases": listed(skipped)} if skipped else ""
    return LadderShown(name=say(scale.name), position=_position(scale, score), rungs=rungs, gaps=gap)


def standing(company: str, scale: GateScale, score: Score) -> str:
    """Where a company stands, as one sentence."""
    number = int(score.value or 0)
    if number == 0:
        ladder = current().ladder
        name = say(ladder.name if ladder.code == scale.ladder else scale.name)
        words = {"company": company, "ladder": name[:1].lower() + name[1:]}
        return _("%(company)s is not on the %(ladder)s yet.") % words
    words = {"company": company, "number": str(number), "phase": _name(scale, number)}
    return _("%(company)s stands on phase %(number)s: %(phase)s.") % words


def _position(scale: GateScale, score: Score) -> str:
    if score.value is None:
        return _("not measured")
    return _("phase %(number)s of %(top)s") % {"number": int(score.value), "top": len(scale.gates)}


def _rung(scan: Scan, scale: GateScale, result: Result, number: int, value: float | None) -> Rung:
    demanded = scale.gates[number - 1]
    gate = result.gates[demanded.phase]
    must = {condition.item or condition.scale for condition in demanded.must}
    # What is both needed and one of the ways is told once, as needed.
    ways = {condition.item or condition.scale for condition in demanded.either} - must
    phase = _phase(scale, number)
    return Rung(
        number=number,
        name=_name(scale, number),
        open=gate.open,
        here=value is not None and int(value) == number,
        missing=tuple(subject(scan, code) for code in gate.unmet if code not in ways),
        one_of=tuple(subject(scan, code) for code in gate.unmet if code in ways),
        proof=say(phase.proof) if phase else "",
    )


def _phase(scale: GateScale, number: int) -> Phase | None:
    ladder = current().ladder
    code = scale.gates[number - 1].phase
    return next((phase for phase in ladder.phases if phase.code == code), None) if ladder.code == scale.ladder else None


def _name(scale: GateScale, number: int) -> str:
    phase = _phase(scale, number)
    return say(phase.name) if phase else scale.gates[number - 1].phase
