"""A scan keeps its word: codes, wordings and versions follow on what was frozen before."""

from kopgroep.programme.history import History, ItemPast, imprint, meaning, numbers, read_history
from kopgroep.programme.reading import HISTORY, Folder
from kopgroep.programme.scan_checks.ground import Ground
from kopgroep.programme.scans import Item
from kopgroep.programme.yaml_lines import KeyPath


def check_history(ground: Ground) -> None:
    """Compare a scan with what was frozen of it; one that was never frozen is free to change."""
    history = read_history(ground.folder.histories.get(ground.scan.code))
    if history is None or history.latest is None:
        return
    for path, item in ground.items():
        if item.code in history.items:
            _check_item(ground, path, item, history.items[item.code])
    _check_version(ground, history, history.latest)


def check_histories(folder: Folder) -> None:
    """Every history can be read and still has its scan."""
    known = {name.rpartition("/")[2].removesuffix(".yaml") for name in folder.series("scans")}
    for code, data in folder.histories.items():
        file = f"{HISTORY}/{code}.json"
        history = read_history(data)
        if history is None or history.scan != code:
            folder.blame(file, "no history of this scan", "Restore the file from version control; never edit it")
        elif code not in known and not folder.has(f"scans/{code}.yaml"):
            remedy = f"Put scans/{code}.yaml back, with retired_on: when the scan ended"
            folder.blame(file, f"scan {code!r} was used, and its file is gone", remedy)


def _check_item(ground: Ground, path: KeyPath, item: Item, past: ItemPast) -> None:
    if item.kind is not past.kind:
        problem = f"code {item.code!r} was a question of kind {past.kind} since {past.since}"
        ground.blame((*path, "kind"), problem, "Give the new question a code of its own")
    elif item.revision < past.latest:
        problem = f"revision {item.revision} of {item.code!r} comes after {past.latest}"
        ground.blame((*path, "revision"), problem, f"Write revision: {past.latest}, or one more when it changed")
    elif past.revisions.get(str(item.revision)) not in (None, meaning(ground.scan, item)):
        problem = f"wording or answers of {item.code!r} changed without a new revision"
        remedy = f"Write revision: {past.latest + 1}; give the question another code when it now means something else"
        ground.blame((*path, "ask"), problem, remedy)


def _check_version(ground: Ground, history: History, latest: str) -> None:
    now, before = imprint(ground.scan), history.versions[latest]
    version = ground.scan.version
    major, minor, patch = numbers(latest)
    if numbers(version) < numbers(latest):
        problem, least = f"version {version} is older than {latest}, which was used", f"{latest} or more"
    elif now.scores != before.scores and numbers(version)[0] == major:
        problem, least = f"what decides the scores changed since version {latest}", f"{major + 1}.0.0"
    elif now.structure != before.structure and numbers(version)[:2] == (major, minor):
        problem, least = f"more than words changed since version {latest}", f"{major}.{minor + 1}.0"
    elif now.whole != before.whole and version == latest:
        problem, least = f"words changed since version {latest}", f"{major}.{minor}.{patch + 1}"
    else:
        return
    ground.blame(("version",), problem, f"Write version: {least}")
