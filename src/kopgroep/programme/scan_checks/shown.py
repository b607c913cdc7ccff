"""Advice, steps and links name what is there."""

from kopgroep.programme.scan_checks.ground import Ground
from kopgroep.programme.scans import GateScale, Item, ItemKind, ItemRise, LadderRise, LevelRise, ScaleRise
from kopgroep.programme.yaml_lines import KeyPath

WITHOUT_ORDER = (ItemKind.MANY, ItemKind.DATE, ItemKind.TEXT)
"""Answers that do not stand higher or lower."""


def check_advice(ground: Ground) -> None:
    """Advice helps a scale that is there, and opens another scan than this one. Codes elsewhere: references.py."""
    for at, advice in enumerate(ground.scan.advice):
        ground.known(("advice", at, "scale"), advice.scale, ground.scan.scale_of, "scale")
        if advice.opens == ground.scan.code:
            ground.blame(("advice", at, "opens"), "advice of a scan that opens the same scan", "Name another one")


def check_steps(ground: Ground) -> None:
    """Steps look at questions with an order and at scales that can show them."""
    for at, rule in enumerate(ground.scan.steps):
        path: KeyPath = ("steps", at)
        if isinstance(rule, ItemRise):
            for index, code in enumerate(rule.items):
                if ground.known((*path, "items", index), code, ground.scan.items, "item"):
                    _check_rise(ground, (*path, "items", index), ground.scan.items[code], rule.rise)
            continue
        if not ground.known((*path, "scale"), rule.scale, ground.scan.scale_of, "scale"):
            continue
        scale = ground.scan.scale_of[rule.scale]
        if isinstance(rule, ScaleRise):
            for index, code in enumerate(rule.same):
                ground.known((*path, "same", index), code, ground.scan.items, "item")
        if isinstance(rule, LevelRise) and not scale.levels:
            ground.blame((*path, "scale"), f"scale {scale.code!r} has no levels to rise", "Add levels: to it")
        if isinstance(rule, LadderRise) and not isinstance(scale, GateScale):
            problem = f"scale {scale.code!r} is no position on a ladder"
            ground.blame((*path, "scale"), problem, "Name a scale of kind gates, or write kind: scale_rise")


def _check_rise(ground: Ground, path: KeyPath, item: Item, rise: int) -> None:
    if item.kind in WITHOUT_ORDER:
        problem = f"answers to {item.code!r} (kind {item.kind}) do not stand higher or lower"
        ground.blame(path, problem, "Name a question with a choice in rising order, or a number")
    elif item.kind is not ItemKind.NUMBER and rise >= len(ground.scan.words(item)):
        problem = f"{item.code!r} has {len(ground.scan.words(item))} answers and cannot rise {rise}"
        ground.blame(path, problem, "Ask a smaller rise")


def check_links(ground: Ground) -> None:
    """Links name a scale of this version, and another one: beside it, or in an earlier major version."""
    for at, link in enumerate(ground.scan.links):
        path: KeyPath = ("links", at)
        ground.known((*path, "scale"), link.scale, ground.scan.scale_of, "scale")
        if link.version is None:
            ground.known((*path, "other"), link.other, ground.scan.scale_of, "scale")
            if link.scale == link.other:
                ground.blame((*path, "other"), "a scale linked to itself", "Add version: of the earlier one")
        elif link.version >= ground.scan.major:
            problem = f"version {link.version} is not earlier than {ground.scan.version}"
            ground.blame((*path, "version"), problem, "Name an earlier major version, or leave version: out")
