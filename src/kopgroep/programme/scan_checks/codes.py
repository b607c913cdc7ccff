"""The codes inside a scan: each stands once, lists are there and used, facts and shared questions fit."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from kopgroep.programme.faults import known
from kopgroep.programme.references import codes
from kopgroep.programme.scan_checks.ground import Ground, list_of, options_of, words_of
from kopgroep.programme.scans import CountScale, Fact, GateScale, Item, ItemKind, MeanScale, Option
from kopgroep.programme.yaml_lines import KeyPath

FACT_KINDS: dict[Fact, tuple[ItemKind, ...]] = {
    Fact.STAFF: (ItemKind.NUMBER,),
    Fact.TURNOVER: (ItemKind.NUMBER,),
    Fact.STARTED_IN: (ItemKind.NUMBER,),
    Fact.SECTOR_GROUP: (ItemKind.CHOICE,),
    Fact.MUNICIPALITY: (ItemKind.CHOICE, ItemKind.TEXT),
    Fact.WEBSITE: (ItemKind.YES_NO, ItemKind.TEXT),
}
"""In which kind of question a fact about the company can be asked."""


def check_codes(ground: Ground) -> None:
    """A file has the name of its scan, a code stands once in its list, and every list of answers is there and used."""
    scan = ground.scan
    if PurePosixPath(ground.file).stem != scan.code:
        ground.blame(("code",), f"code {scan.code!r} in {ground.file}", f"Name the file {scan.code}.yaml")
    ground.once(((*path, "code"), section.code) for path, section in ground.sections())
    ground.once(((*path, "code"), item.code) for path, item in ground.items())
    ground.once(((*path, "code"), scale.code) for path, scale in ground.scales())
    ground.once((("advice", at, "code"), advice.code) for at, advice in enumerate(scan.advice))
    for path, options in _option_lists(ground):
        ground.once(((*path, at, "code"), option.code) for at, option in enumerate(options))
    for path, scale in ground.scales():
        ground.once(((*path, "levels", at, "code"), level.code) for at, level in enumerate(scale.levels))
        if isinstance(scale, CountScale | MeanScale):
            ground.once(((*path, "variables", at, "code"), part.code) for at, part in enumerate(scale.variables))
        if isinstance(scale, GateScale):
            ground.once(((*path, "gates", at, "phase"), gate.phase) for at, gate in enumerate(scale.gates))
    _check_lists(ground)
    _check_ticks(ground)


def _option_lists(ground: Ground) -> Iterator[tuple[KeyPath, tuple[Option, ...]]]:
    yield from ((("choices", name), options) for name, options in ground.scan.choices.items())
    yield from (((*path, "options"), item.options) for path, item in ground.items())


def _check_lists(ground: Ground) -> None:
    used = {item.choices for _, item in ground.items()}
    for path, item in ground.items():
        if item.choices:
            ground.known((*path, "choices"), item.choices, ground.scan.choices, "list")
    for name, options in ground.scan.choices.items():
        if not options:
            ground.blame(("choices", name), "empty", "Give it options, or remove it")
        elif name not in used:
            ground.blame(("choices", name), f"no question uses list {name!r}", "Remove it, or name it in choices:")


def _check_ticks(ground: Ground) -> None:
    """A tick that goes with no other one stands among ticks, and there is one of it; a limit is one."""
    for path, item in ground.items():
        place = list_of(path, item)
        alone = [at for at, word in enumerate(options_of(ground.scan, item)) if word.alone]
        if alone and item.kind is not ItemKind.MANY:
            problem = f"alone: true, but of {item.code!r} one answer is chosen anyway"
            ground.blame((*place, alone[0], "alone"), problem, "Remove it, or write kind: many")
        if item.most and item.most > len(options_of(ground.scan, item)):
            problem = f"most: {item.most}, and there are {len(options_of(ground.scan, item))} answers"
            ground.blame((*path, "most"), problem, "Write less, or remove it")
        for at in alone[1:]:
            ground.blame((*place, at, "alone"), "a second answer that goes with no other one", "Keep one of the two")


def check_facts(ground: Ground) -> None:
    """A fact is asked once, in a kind of question that can hold it; the sectors are those of the benchmark."""
    ground.once(((*path, "fact"), item.fact.value) for path, item in ground.items() if item.fact)
    groups = codes(ground.folder, "sector groups")
    for path, item in ground.items():
        if item.fact is None:
            continue
        kinds = FACT_KINDS[item.fact]
        if item.kind not in kinds:
            ground.blame((*path, "kind"), f"fact {item.fact} in a {item.kind}", f"Write kind: {' or '.join(kinds)}")
        elif item.fact is Fact.SECTOR_GROUP and groups and words_of(ground.scan, item):
            _check_sectors(ground, path, item, groups)


def _check_sectors(ground: Ground, path: KeyPath, item: Item, groups: list[str]) -> None:
    place = list_of(path, item)
    offered = ground.scan.words(item)
    for at, word in enumerate(offered):
        if word not in groups:
            remedy = known(word, groups, "sector groups")
            ground.blame((*place, at, "code"), f"no sector group {word!r} in benchmark.yaml", remedy)
    missing = [group for group in groups if group not in offered]
    if missing:
        ground.blame(place, f"sector groups without an answer: {', '.join(missing)}", "Add an option for each")


def check_shared(ground: Ground) -> None:
    """A question that is shared with another scan takes the same answers there, or they could not be filled in."""
    ground.once(((*path, "shared"), item.shared) for path, item in ground.items() if item.shared)
    for path, item in ground.items():
        for other in ground.scans:
            for twin in other.items.values():
                if item.shared and other.code < ground.scan.code and twin.shared == item.shared:
                    _check_twin(ground, path, item, (twin.kind, words_of(other, twin)), other.code)


def _check_twin(
    ground: Ground, path: KeyPath, item: Item, expected: tuple[ItemKind, tuple[str, ...]], scan: str
) -> None:
    if (item.kind, words_of(ground.scan, item)) != expected:
        kind, words = expected
        remedy = f"Write kind: {kind}{' with ' + ', '.join(words) if words else ''}, or give shared: another word"
        ground.blame((*path, "shared"), f"shared {item.shared!r} takes other answers in scan {scan}", remedy)
