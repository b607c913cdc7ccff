"""Scales stand on scales and numbers that are there, and profiles can be compared."""

from collections.abc import Iterable

from kopgroep.programme.faults import known
from kopgroep.programme.references import codes
from kopgroep.programme.scan_checks.ground import Ground
from kopgroep.programme.scans import GateScale, GrowthScale, ItemKind, MeanOfScale, RatioScale, Scale
from kopgroep.programme.yaml_lines import KeyPath

FULL = (0.0, 100.0)


def check_scales(ground: Ground) -> None:
    """Every scale, and the one that heads the result."""
    for path, scale in ground.scales():
        _check_demands(ground, path, scale)
        if scale.profile and (scale.lowest, scale.highest) != FULL:
            problem = f"scale {scale.code!r} is part of the profile, but does not run from 0 to 100"
            ground.blame((*path, "profile"), problem, "Write profile: false; the profile is read side by side")
        if isinstance(scale, MeanOfScale):
            _check_mean_of(ground, path, scale)
        if isinstance(scale, RatioScale):
            _check_numbers(ground, [((*path, "parts", at), code) for at, code in enumerate(scale.parts)])
            _check_numbers(ground, [((*path, "wholes", at), code) for at, code in enumerate(scale.wholes)])
        if isinstance(scale, GrowthScale):
            _check_numbers(ground, [((*path, "start"), scale.start), ((*path, "end"), scale.end)])
        if isinstance(scale, GateScale):
            _check_order(ground, path, scale)
    for at, code in enumerate(ground.scan.headline):
        known_scale = ground.known(("headline", at), code, ground.scan.scale_of, "scale")
        if known_scale and not ground.scan.scale_of[code].levels:
            ground.blame(("headline", at), f"scale {code!r} has no levels to head the result with", "Add levels: to it")
    _check_circles(ground)


def _check_demands(ground: Ground, path: KeyPath, scale: Scale) -> None:
    for at, level in enumerate(scale.levels):
        if at == 0 and level.demands:
            problem = "the first level has demands: who does not meet them has no level"
            ground.blame((*path, "levels", at, "demands"), problem, "Move them to a higher level")
        for number, demand in enumerate(level.demands):
            place = (*path, "levels", at, "demands", number)
            for index, code in enumerate(demand.scales):
                ground.known((*place, "scales", index), code, ground.scan.scale_of, "scale")
            if demand.number and demand.number > len(demand.scales):
                problem = f"asks {demand.number} of {len(demand.scales)} scales"
                ground.blame((*place, "number"), problem, f"Write {len(demand.scales)} or less")


def _check_mean_of(ground: Ground, path: KeyPath, scale: MeanOfScale) -> None:
    for at, code in enumerate(scale.scales):
        if not ground.known((*path, "scales", at), code, ground.scan.scale_of, "scale"):
            continue
        part = ground.scan.scale_of[code]
        if (part.lowest, part.highest) != FULL:
            problem = f"scale {code!r} does not run from 0 to 100"
            ground.blame((*path, "scales", at), problem, "Take the mean of scales of one measure")
    if scale.at_least and scale.at_least > len(scale.scales):
        problem = f"asks {scale.at_least} of {len(scale.scales)} scales"
        ground.blame((*path, "at_least"), problem, f"Write {len(scale.scales)} or less")


def _check_numbers(ground: Ground, found: Iterable[tuple[KeyPath, str]]) -> None:
    numbers = [item.code for item in ground.scan.items.values() if item.kind is ItemKind.NUMBER]
    for path, code in found:
        if code in numbers:
            continue
        item = ground.scan.items.get(code)
        problem = f"{code!r} is of kind {item.kind}, not a number" if item else f"no such item {code!r}"
        ground.blame(path, problem, known(code, numbers, "numbers"))


def _check_order(ground: Ground, path: KeyPath, scale: GateScale) -> None:
    """The gates are all phases of the ladder, from the bottom: a position is the number of a phase."""
    phases = codes(ground.folder, "phases")
    gates = [gate.phase for gate in scale.gates]
    if phases and set(gates) <= set(phases) and gates != phases:
        remedy = f"Write a gate for each of {', '.join(phases)}, in this order"
        ground.blame((*path, "gates"), "the gates are not the phases of the ladder, from the bottom", remedy)


def _check_circles(ground: Ground) -> None:
    parts = {scale.code: scale.scales for _, scale in ground.scales() if isinstance(scale, MeanOfScale)}

    def reaches(code: str, goal: str, seen: frozenset[str] = frozenset()) -> bool:
        below = parts.get(code, ())
        return goal in below or any(reaches(part, goal, seen | {code}) for part in below if part not in seen)

    for path, scale in ground.scales():
        if scale.code in parts and reaches(scale.code, scale.code):
            ground.blame((*path, "scales"), f"scale {scale.code!r} is a mean of itself", "Take it out of the circle")
