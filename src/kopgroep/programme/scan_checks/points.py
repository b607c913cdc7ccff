"""What is scored has points, a weight and a scale; and what has points is scored."""

from collections.abc import Iterator, Sequence

from kopgroep.programme.faults import known
from kopgroep.programme.scan_checks.ground import Ground, list_of, options_of
from kopgroep.programme.scans import CountScale, Item, ItemKind, MeanScale
from kopgroep.programme.scans.scales import Variable
from kopgroep.programme.yaml_lines import KeyPath

type Weighted = MeanScale | CountScale

OF_THEMSELVES = (ItemKind.YES_NO, ItemKind.YES_PARTLY_NO)
"""Questions whose answers have points without writing them down: yes 1, partly a half, no 0."""


def check_points(ground: Ground) -> None:
    """Both ways: from the scales to the questions, and from the questions to the scales."""
    weighted = list(_weighted(ground))
    for path, scale in weighted:
        _check_weighted(ground, path, scale)
    _check_variables(ground, weighted)
    scored = {code for _, scale in weighted for code in scale.items}
    for path, item in ground.items():
        if item.code in scored:
            _check_scored(ground, path, item)
        elif item.bands or any(option.points is not None for option in options_of(ground.scan, item)):
            problem = f"question {item.code!r} has points, but no scale counts it"
            ground.blame((*path, "code"), problem, "Add it with a weight to items: of a scale, or remove the points")


def _weighted(ground: Ground) -> Iterator[tuple[KeyPath, Weighted]]:
    for path, scale in ground.scales():
        if isinstance(scale, MeanScale | CountScale):
            yield path, scale


def _check_weighted(ground: Ground, path: KeyPath, scale: Weighted) -> None:
    variables = [variable.code for variable in scale.variables]
    options = [*ground.scan.items, *variables]
    for code in scale.items:
        if code not in options:
            ground.blame((*path, "items", code), f"no such item {code!r}", known(code, options, "items and variables"))
    for at, code in enumerate(variables):
        if code in ground.scan.items:
            problem = f"variable {code!r} has the code of a question"
            ground.blame((*path, "variables", at, "code"), problem, "Give it another code")
        elif code not in scale.items:
            remedy = "Add it with a weight to items:, or remove it"
            ground.blame((*path, "variables", at, "code"), f"variable {code!r} has no weight", remedy)


def _check_variables(ground: Ground, weighted: Sequence[tuple[KeyPath, Weighted]]) -> None:
    """A variable of two scales is the same one in both: it has one name on the result page."""
    first: dict[str, Variable] = {}
    for path, scale in weighted:
        for at, variable in enumerate(scale.variables):
            if first.setdefault(variable.code, variable) != variable:
                problem = f"variable {variable.code!r} means something else in another scale"
                ground.blame((*path, "variables", at, "code"), problem, "Make the two alike, or give one another code")


def _check_scored(ground: Ground, path: KeyPath, item: Item) -> None:
    if item.kind in (ItemKind.DATE, ItemKind.TEXT):
        remedy = "Make a variable with a condition on it" if item.kind is ItemKind.DATE else "Take it out of the scales"
        ground.blame((*path, "kind"), f"a {item.kind} has no points, but a scale counts {item.code!r}", remedy)
    elif item.kind is ItemKind.NUMBER and not item.bands:
        ground.blame(path, f"a scale counts the number {item.code!r}, but it has no bands", "Add bands: with points")
    elif item.kind is ItemKind.NUMBER:
        if max(band.points for band in item.bands) == 0:
            ground.blame((*path, "bands"), "all points are 0", "Give at least one band points")
    elif item.kind not in OF_THEMSELVES:
        _check_options(ground, path, item)


def _check_options(ground: Ground, path: KeyPath, item: Item) -> None:
    place = list_of(path, item)
    options = options_of(ground.scan, item)
    points = [option.points for option in options]
    if item.kind is ItemKind.MANY and set(points) == {None}:
        return  # every tick is worth the same
    for at, option in enumerate(options):
        if option.points is None:
            problem = f"a scale counts {item.code!r}, but answer {option.code!r} has no points"
            ground.blame((*place, at), problem, "Add points: from 0 to 1")
    if options and None not in points and max(number or 0 for number in points) == 0:
        ground.blame(place, f"a scale counts {item.code!r}, but all points are 0", "Give at least one answer points")
