"""The rows of how companies stand: who they are, their scans and ladder, the registers, and who can be compared."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from kopgroep.base.periods import months_after, months_before
from kopgroep.programme import EntryKind
from kopgroep.reporting.evaluation.coarsening import NO_SIZE, size_at
from kopgroep.reporting.evaluation.lines import Line
from kopgroep.reporting.evaluation.population import Population, Role
from kopgroep.reporting.evaluation.register import Known, known
from kopgroep.reporting.evaluation.rows import Row, per_company
from kopgroep.scans.models import Filling

LATE = 12
"""Months before the end of the file: who started in them is a comparison for who started earlier."""


def companies(people: Population) -> Iterator[list[Row]]:
    """One row per company."""
    for pk, company in _known(people):
        level = people.levels[pk]
        told = company.facts.at(level)
        yield [
            (people.name(pk), people.roles[pk].value, told.municipality, told.sector, told.size, level,
             company.legal_form, company.started_year if level < NO_SIZE else None, company.register_on,
             people.spoken_on(pk), people.treated_on(pk))
        ]  # fmt: skip


def outcomes(people: Population) -> Iterator[list[Row]]:
    """One row per company, day of a register and register."""
    for pk, company in _known(people):
        name, level, start = people.name(pk), people.levels[pk], people.treated_on(pk)
        rows = [
            (name, seen.register_on, seen.register, size_at(seen.size, level),
             "no" if seen.ended_on and seen.ended_on <= seen.register_on else "yes",
             months_between(start, seen.register_on) if start else None)
            for seen in company.seen
        ]  # fmt: skip
        yield list(dict.fromkeys(rows))


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; negative when the last comes first."""
    if last < first:
        return -months_between(last, first)
    months = 12 * (last.year - first.year) + last.month - first.month
    return months - (months_after(first, months) > last)


def comparison(people: Population) -> Iterator[list[Row]]:
    """One row per company that was never treated, or only late."""
    late_from = months_before(people.view.on, LATE)
    for pk in people.order:
        start = people.treated_on(pk)
        if start is None:
            yield [(people.name(pk), people.roles[pk].value, None)]
        elif start > late_from:
            yield [(people.name(pk), "late", start)]


def scans(people: Population) -> Iterator[list[Row]]:
    """One row per scale of each finished scan; the first of a company and questionnaire is moment 0."""
    for pk, lines in per_company(people, EntryKind.BENCHMARK_TAKEN):
        taken = {int(line.detail["filling"]): line for line in lines if "filling" in line.detail}
        found = Filling.objects.in_bulk(list(taken))
        count: dict[str, int] = defaultdict(int)
        rows: list[Row] = []
        for key, line in taken.items():
            scan = line.detail["scan"]
            if key in found:
                rows += _scales(people, pk, line, found[key], count[scan])
                count[scan] += 1
        yield rows


def _scales(people: Population, pk: int, line: Line, filling: Filling, moment: int) -> list[Row]:
    head = (people.pseudonyms.of("filling", filling.pk), people.name(pk), filling.scan, line.detail["version"])
    return [
        (*head, line.happened_on, moment, scale, score.value, score.level or "")
        for scale, score in filling.scored.scales.items()
    ]


def ladder(people: Population) -> Iterator[list[Row]]:
    """One row per position on the ladder."""
    for pk, lines in per_company(people, EntryKind.LADDER_POSITION):
        name = people.name(pk)
        yield [
            (name, line.theme, line.happened_on, line.detail.get("number"), "yes" if line.detail.get("proof") else "no")
            for line in lines
        ]


def doubles(people: Population) -> Iterator[list[Row]]:
    """One row per company that turned out to be another one of this file."""
    merged = defaultdict(list)
    for gone, stayed in people.view.doubles.items():
        merged[stayed].append(people.name(gone))
    for pk in people.order:
        if pk in merged:
            yield [(name, people.name(pk)) for name in merged[pk]]


def _known(people: Population) -> Iterator[tuple[int, Known]]:
    for portion in people.portions():
        found = dict(known(portion, people.view.on))
        yield from ((pk, found[pk]) for pk in portion)


def counts(people: Population) -> dict[Role, int]:
    """How many companies play each part."""
    found = dict.fromkeys(Role, 0)
    for role in people.roles.values():
        found[role] += 1
    return found
