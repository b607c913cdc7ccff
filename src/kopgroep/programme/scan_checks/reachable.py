"""Whether every question, gate, level and piece of advice can come about.

It reasons with intervals: each question and each scale is looked at by itself, under all conditions that must hold at
once. That is sound: what is refused here can never happen, whatever a company answers. It is not complete: two
conditions that only exclude each other through a chain of several questions may pass. Tests with made answers are there
for the rest.
"""

from collections.abc import Sequence

from kopgroep.programme.scan_checks.ground import Ground
from kopgroep.programme.scan_checks.outcomes import Outcomes, can_open
from kopgroep.programme.scan_checks.possible import Possible
from kopgroep.programme.scans import Condition, CountScale, GateScale, MeanScale, Scale
from kopgroep.programme.scans.scales import Demand, Level
from kopgroep.programme.yaml_lines import KeyPath


def check_reachable(ground: Ground) -> None:
    """Note what can never happen."""
    _check_routes(ground)
    for path, scale in ground.scales():
        if isinstance(scale, CountScale | MeanScale):
            for at, variable in enumerate(scale.variables):
                place = (*path, "variables", at, "all_of")
                _blame_never(ground, place, f"variable {variable.code!r} never holds", variable.all_of)
        if isinstance(scale, GateScale):
            for at, gate in enumerate(scale.gates):
                if not can_open(Possible(ground.scan, ()), gate):
                    problem = f"gate {gate.phase!r} never opens: its conditions exclude each other"
                    ground.blame((*path, "gates", at), problem, "Change one of its conditions")
        for at, level in enumerate(scale.levels):
            if because := _why_not(ground, scale, level):
                problem = f"no company can reach level {level.code!r}: {because}"
                ground.blame((*path, "levels", at), problem, "Change its at_least or its demands")
    _blame_never(ground, ("counting",), "no filling ever counts", ground.scan.counting)
    for at, advice in enumerate(ground.scan.advice):
        _blame_never(ground, ("advice", at, "when"), f"advice {advice.code!r} is never given", advice.when)


def _blame_never(ground: Ground, path: KeyPath, problem: str, conditions: Sequence[Condition]) -> None:
    because = Outcomes(ground.scan, conditions).because
    if because:
        ground.blame(path, f"{problem}: {because}", "Change a condition, or remove it")


def _check_routes(ground: Ground) -> None:
    for path, section in ground.sections():
        because = Possible(ground.scan, section.when).because
        if because:
            problem = f"page {section.code!r} is never shown: {because}"
            ground.blame((*path, "when"), problem, "Change a condition, or remove the page")
            continue
        for at, item in enumerate(section.items):
            because = Possible(ground.scan, (*section.when, *item.when)).because
            if because:
                problem = f"question {item.code!r} is never asked: {because}"
                ground.blame((*path, "items", at, "when"), problem, "Change a condition, or remove the question")


def _why_not(ground: Ground, scale: Scale, level: Level) -> str | None:
    """Why a level cannot be reached, or None."""
    at_this_level = Outcomes(ground.scan, [Condition(scale=scale.code, one_of=(level.code,))])
    if at_this_level.because:
        return at_this_level.because
    return next((said for demand in level.demands if (said := _unmet(at_this_level, demand))), None)


def _unmet(outcomes: Outcomes, demand: Demand) -> str | None:
    spans = [outcomes.span(code) for code in demand.scales]
    able = sum(span is not None and float(span[1]) >= demand.minimum for span in spans)
    number = demand.number or len(demand.scales)
    return f"only {able} of {len(spans)} scales can have {demand.minimum:g}" if able < number else None
