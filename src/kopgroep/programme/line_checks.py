"""What must hold of a line that somebody pays extra for: for whom it is, who pays, and whose figures it may enter."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kopgroep.programme.kinds import LineKind
from kopgroep.programme.reading import Folder
from kopgroep.programme.yaml_lines import KeyPath

FILE = "money.yaml"
FOR_ALL = (LineKind.BASE.value, LineKind.DEAL.value)
"""The programme itself, which is for every company."""
Raw = Mapping[str, Any]
Lines = dict[str, tuple[KeyPath, Raw]]
"""The lines as they stand in the file, by code, each with its place."""


def check_pluses(folder: Folder) -> None:
    """Note what does not fit. Codes that lead nowhere are checked with the other references."""
    lines: Lines = {
        line["code"]: (path, line)
        for path, line in folder.find(FILE, "lines.*")
        if isinstance(line, dict) and isinstance(line.get("code"), str)
    }
    for path, line in lines.values():
        _check_limits(folder, path, line)
        _check_sharing(folder, path, line, lines)
    _check_money(folder, lines)
    _check_targets(folder, lines)
    _check_themes(folder, lines)


def _is_plus(line: Raw) -> bool:
    return line.get("kind") == LineKind.PLUS.value


def _check_limits(folder: Folder, path: KeyPath, line: Raw) -> None:
    """Only a plus is for a part of the area or of the sectors."""
    for key in ("area", "sectors"):
        if line.get(key) and line.get("kind") in FOR_ALL:
            problem = f"a line of kind {line.get('kind')} is for every company"
            folder.blame_at(FILE, (*path, key), problem, f"Write kind: plus, or remove {key}")


def _check_sharing(folder: Folder, path: KeyPath, line: Raw, lines: Lines) -> None:
    """Hours may enter the figures of another funder, during the days of that one's line, and never in a ring."""
    for at, other in enumerate(_shared_with(line)):
        place = (*path, "also_for", at)
        if other == line["code"]:
            folder.blame_at(FILE, place, "a line counts its own hours already", "Remove it")
        elif other in lines:
            for problem, remedy in _sharing_slips(line, lines[other][1], lines):
                folder.blame_at(FILE, place, problem, remedy)


def _sharing_slips(line: Raw, other: Raw, lines: Lines) -> Iterator[tuple[str, str]]:
    code = other["code"]
    if line.get("funder") == other.get("funder"):
        yield f"line {code} has the same funder, who counts these hours already", "Remove it"
    ours, theirs = _days(line), _days(other)
    if ours and theirs and not (theirs[0] <= ours[0] and ours[1] <= theirs[1]):
        yield f"line {code} does not run on all days of this line", "Give both lines the same days, or remove it"
    if _leads_to(code, line["code"], lines):
        yield f"line {code} shares its hours with this line in turn", "Let one of the two share, not both"


def _leads_to(start: str, goal: str, lines: Lines) -> bool:
    """Whether the hours of a line end, directly or by way of others, at another one."""
    seen, ahead = {start}, [start]
    while ahead:
        for code in _shared_with(lines[ahead.pop()][1]):
            if code == goal:
                return True
            if code in lines and code not in seen:
                seen.add(code)
                ahead.append(code)
    return False


def _check_money(folder: Folder, lines: Lines) -> None:
    """Whoever orders a plus pays it: else its hours and its euros stand in the figures of two funders."""
    for path, source in folder.find(FILE, "sources.*"):
        if not isinstance(source, dict) or not isinstance(source.get("line"), str):
            continue
        line = lines.get(source["line"], ((), {}))[1]
        if _is_plus(line) and source.get("funder") != line.get("funder"):
            problem = f"line {source['line']} has another funder, {line.get('funder')}"
            folder.blame_at(FILE, (*path, "funder"), problem, "Give a plus and its money the same funder")


def _check_targets(folder: Folder, lines: Lines) -> None:
    """A target of a plus counts what was booked on that plus, and not what others paid for."""
    file = "indicators.yaml"
    for path, target in folder.find(file, "indicators.*"):
        rule = target.get("rule") if isinstance(target, dict) else None
        code = target.get("line") if isinstance(rule, dict) else None
        if not isinstance(rule, dict) or not isinstance(code, str) or code not in lines:
            continue
        if _is_plus(lines[code][1]) and rule.get("line") != code:
            problem = f"a target of plus {code} counts what was booked on other lines too"
            folder.blame_at(file, (*path, "rule"), problem, f"Write line: {code} in the rule")


def _check_themes(folder: Folder, lines: Lines) -> None:
    """The line that a theme names pays unless somebody says otherwise, so it is for every company."""
    file = "themes.yaml"
    for path, theme in folder.find(file, "themes.*"):
        code = theme.get("line") if isinstance(theme, dict) else None
        line = lines[code][1] if isinstance(code, str) and code in lines else {}
        themes = line.get("themes")
        if _is_plus(line) and (line.get("area") or line.get("sectors")):
            problem = f"line {code} is for some companies only"
            folder.blame_at(file, (*path, "line"), problem, "Name a line that is for all of them")
        elif isinstance(themes, list) and themes and theme.get("code") not in themes:
            problem = f"line {code} is not for this theme"
            folder.blame_at(file, (*path, "line"), problem, "Name a line that is for it, or add the theme to that line")


def _shared_with(line: Raw) -> list[str]:
    shared = line.get("also_for")
    return [code for code in shared if isinstance(code, str)] if isinstance(shared, list) else []


def _days(line: Raw) -> tuple[date, date] | None:
    first, last = line.get("starts_on"), line.get("ends_on")
    return (first, last) if type(first) is date and type(last) is date else None
