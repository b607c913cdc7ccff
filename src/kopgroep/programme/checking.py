"""What must hold between the files of a programme: references, dates, sums, order, borders."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from kopgroep.programme.borders import check_borders
from kopgroep.programme.code_lengths import check_code_lengths
from kopgroep.programme.kinds import RoleCode
from kopgroep.programme.line_checks import check_pluses
from kopgroep.programme.reading import Folder
from kopgroep.programme.references import (
    check_doubles,
    check_lines_are_paid,
    check_references,
    check_rule_outcomes,
    check_rule_themes,
    codes,
)
from kopgroep.programme.scan_checks.past import check_histories
from kopgroep.programme.survey_checks import check_surveys
from kopgroep.programme.yaml_lines import KeyPath


def check_folder(folder: Folder) -> None:
    """Note everything that does not fit. Works on plain data, so one bad key never hides another."""
    for check in CHECKS:
        check(folder)


def _days(value: Any) -> tuple[date, date] | None:
    first, last = (value.get("starts_on"), value.get("ends_on")) if isinstance(value, dict) else (None, None)
    return (first, last) if type(first) is date and type(last) is date else None


def _programme_days(folder: Folder) -> tuple[date, date] | None:
    found = folder.find("programme.yaml", "period")
    days = _days(found[0][1]) if found else None
    return days if days and days[0] <= days[1] else None


def check_days(folder: Folder) -> None:
    """Lines run within the programme, and indicators within their line."""
    whole = _programme_days(folder)
    if whole is None:
        return
    lines: dict[str, tuple[date, date]] = {}
    for path, line in folder.find("money.yaml", "lines.*"):
        days = _days(line)
        if days is None:
            continue
        if days[1] < days[0]:
            problem = f"ends on {days[1]}, before it starts on {days[0]}"
            folder.blame_at("money.yaml", path, problem, "Mend one of the two days")
            continue
        if isinstance(line.get("code"), str):
            lines[line["code"]] = days
        _check_within(folder, "money.yaml", path, days, whole, "the programme")
    for path, indicator in folder.find("indicators.yaml", "indicators.*"):
        days = _days(indicator.get("period")) if isinstance(indicator, dict) else None
        if days is not None:
            line = str(indicator.get("line"))
            outer, what = (lines[line], f"line {line}") if line in lines else (whole, "the programme")
            _check_within(folder, "indicators.yaml", (*path, "period"), days, outer, what)


def _check_within(
    folder: Folder, file: str, path: KeyPath, days: tuple[date, date], outer: tuple[date, date], what: str
) -> None:
    for key, day in zip(("starts_on", "ends_on"), days, strict=True):
        if not outer[0] <= day <= outer[1]:
            remedy = f"Choose a day from {outer[0]} up to and including {outer[1]}"
            folder.blame_at(file, (*path, key), f"{day} lies outside {what}", remedy)


def _euros(value: Any) -> Decimal | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if number else None


def check_sums(folder: Folder) -> None:
    """Years add up to the total of their source, and sources to the whole; years lie within the programme."""
    file, totals = "money.yaml", []
    whole = _programme_days(folder)
    for path, source in folder.find(file, "sources.*"):
        budgets = source.get("budgets") if isinstance(source, dict) else None
        if not isinstance(budgets, dict):
            return
        total, years = _euros(source.get("total")), [_euros(value) for value in budgets.values()]
        if total is None or None in years:
            return
        totals.append(total)
        added = sum((year for year in years if year is not None), Decimal(0))
        if added != total:
            problem = f"the years add up to {added}, the total says {total}"
            folder.blame_at(
                file, (*path, "budgets"), problem, f"Mend a year or the total; the difference is {total - added}"
            )
        for year in budgets:
            if whole and isinstance(year, int) and not whole[0].year <= year <= whole[1].year:
                remedy = f"Choose a year from {whole[0].year} up to and including {whole[1].year}"
                folder.blame_at(file, (*path, "budgets", year), f"{year} lies outside the programme", remedy)
    for path, value in folder.find(file, "total.euros"):
        total = _euros(value)
        if total is not None and totals and sum(totals) != total:
            problem = f"the sources add up to {sum(totals)}, the total says {total}"
            folder.blame_at(file, path, problem, f"Mend a source or the total; the difference is {total - sum(totals)}")


def check_phases(folder: Folder) -> None:
    """The phases of the ladder are numbered 1, 2, 3 and so on, from the bottom."""
    for expected, (path, number) in enumerate(folder.find("ladder.yaml", "ladder.phases.*.number"), start=1):
        if isinstance(number, int) and number != expected:
            remedy = f"Write number: {expected}, or put the phases in order from the bottom"
            folder.blame_at("ladder.yaml", path, f"number {number} where {expected} is due", remedy)


def check_sizes(folder: Folder) -> None:
    """The size classes follow each other without gap or overlap; only the last is open at the top."""
    found = [(path, item) for path, item in folder.find("sizes.yaml", "sizes.*") if isinstance(item, dict)]
    due = None
    for path, item in found:
        low, high = item.get("minimum"), item.get("maximum")
        if due is not None and isinstance(low, int) and low != due:
            problem = f"starts at {low} where {due} is due"
            folder.blame_at("sizes.yaml", (*path, "minimum"), problem, f"Write minimum: {due}")
        if high is None and path != found[-1][0]:
            folder.blame_at("sizes.yaml", path, "open at the top, but not the last", "Add maximum:")
        if isinstance(low, int) and isinstance(high, int) and high < low:
            problem = f"maximum {high} is below minimum {low}"
            folder.blame_at("sizes.yaml", (*path, "maximum"), problem, "Mend one of the two")
        due = high + 1 if isinstance(high, int) else None


def check_roles(folder: Folder) -> None:
    """Every role has its texts."""
    for path, roles in folder.find("roles.yaml", "roles"):
        for role in RoleCode:
            if isinstance(roles, dict) and role not in roles:
                remedy = f"Add {role}: with name and description, each in nl and en"
                folder.blame_at("roles.yaml", (*path, role.value), "missing", remedy)


def check_benchmark(folder: Folder) -> None:
    """Every size class is in exactly one group, and no section in two: a company counts in one cell."""
    file, groups = "benchmark.yaml", "benchmark.size_groups"
    for what, pattern in (("size", f"{groups}.*.sizes.*"), ("section", "benchmark.sector_groups.*.sections.*")):
        first: dict[str, int | None] = {}
        for path, value in folder.find(file, pattern):
            if not isinstance(value, str):
                continue
            if value in first:
                problem = f"{what} {value!r} is already in a group, on line {first[value]}"
                folder.blame_at(file, path, problem, "Keep it in one of the two")
            first.setdefault(value, folder.sheets[file].line_of(path))
    grouped = [value for _, value in folder.find(file, f"{groups}.*.sizes.*")]
    for code in codes(folder, "sizes"):
        if grouped and all(isinstance(value, str) for value in grouped) and code not in grouped:
            path = ("benchmark", "size_groups")
            folder.blame_at(file, path, f"size {code!r} is in no group", "Add it to the sizes: of one group")


CHECKS: tuple[Callable[[Folder], None], ...] = (
    check_doubles,
    check_code_lengths,
    check_references,
    check_lines_are_paid,
    check_rule_outcomes,
    check_rule_themes,
    check_days,
    check_pluses,
    check_sums,
    check_phases,
    check_sizes,
    check_benchmark,
    check_histories,
    check_surveys,
    check_roles,
    check_borders,
)
