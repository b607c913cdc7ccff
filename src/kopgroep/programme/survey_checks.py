"""A yearly survey asks with a scan, and only whole numbers become figures."""

from typing import Any

from kopgroep.programme.faults import known
from kopgroep.programme.reading import Folder
from kopgroep.programme.scans import ItemKind

FILE = "results.yaml"


def check_surveys(folder: Folder) -> None:
    """The scores of a survey are questions of its scan that are answered with a whole number.

    That the scan is there is checked with the other references.
    """
    for path, survey in folder.find(FILE, "surveys.*"):
        items = _items(folder, survey.get("scan")) if isinstance(survey, dict) else {}
        scores = survey.get("scores") if items else None
        for at, code in enumerate(scores if isinstance(scores, list) else ()):
            place = (*path, "scores", at)
            if code not in items:
                folder.blame_at(FILE, place, f"no such item {code!r}", known(str(code), items, "items"))
            elif items[code].get("kind") != ItemKind.NUMBER or items[code].get("decimals"):
                problem = f"{code!r} is not answered with a whole number"
                folder.blame_at(FILE, place, problem, "Name a question of kind number, without decimals")


def _items(folder: Folder, scan: Any) -> dict[str, dict[str, Any]]:
    """The questions of a scan by code; none when it cannot be read, which is a fault of its own."""
    for name in folder.series("scans"):
        if (("scan", "code"), scan) in folder.find(name, "scan.code"):
            found = (item for _path, item in folder.find(name, "scan.sections.*.items.*"))
            return {str(item.get("code")): item for item in found if isinstance(item, dict)}
    return {}
