"""What holds for every figure over random histories: cells and whole, lines and value, then and now."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import take_back
from kopgroep.ledger.models import Entry
from kopgroep.programme import Dimension, EntryKind
from kopgroep.reporting.counting import values
from kopgroep.reporting.figures import PART, WHOLE, behind, read, split
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.view import View
from tests.factories import make_company
from tests.reporting.figures.asking import ON, about, counting, figure, line, merge
from tests.reporting.histories import indicator, thrown_away

randomly = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
COMPANIES = 4
KINDS = [EntryKind.INTAKE_HELD, EntryKind.JOURNEY_OPENED, EntryKind.HOURS_WRITTEN]
SENT, ACCEPTED = EntryKind.REFERRAL_SENT, EntryKind.REFERRAL_ACCEPTED
COUNTED = {"count": "companies", "kind": "intake_held"}
OF_COMPANIES = [
    figure(counting("intake_held")),
    figure(counting("intake_held"), over="year"),
    figure({"ask": "first_time", "kind": "intake_held"}, over="year"),
    figure({"ask": "needs"}),
    indicator(figure(counting("intake_held")).ask.rule),  # type: ignore[union-attr]
]
ONCE = {"ask": "count", "rule": {"count": "once_per_period", "kind": "intake_held", "months": 12}}
OF_LINES = [
    figure(ONCE),
    figure({"ask": "count", "rule": {"count": "lines", "kind": "referral_sent"}}),
    figure({"ask": "hours"}),
    indicator(figure(ONCE).ask.rule),  # type: ignore[union-attr]
]
SHARES = [
    figure({"ask": "share", "part": COUNTED | {"kind": "journey_opened"}, "whole": COUNTED}),
    figure(
        {
            "ask": "share",
            "part": {"count": "lines", "kind": ACCEPTED.value},
            "whole": {"count": "lines", "kind": SENT.value},
        }
    ),
]
EVERY = [*OF_COMPANIES, *OF_LINES, *SHARES, figure({"ask": "working_days", "start": SENT, "end": ACCEPTED})]


@dataclass(frozen=True)
class Step:
    """One line of a history, and whether it is taken back."""

    kind: EntryKind
    company: int
    day: date
    facts: dict[str, Any]
    undone: bool = False


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """An intake, a trajectory, hours, or something that happened to a referral."""
    kind = draw(st.sampled_from([*KINDS, SENT, ACCEPTED]))
    facts: dict[str, Any] = {
        "municipality_code": draw(st.sampled_from(["GM0106", "GM0114", ""])),
        "theme": draw(st.sampled_from(["groei", "export"])),
        "line": draw(st.sampled_from(["basis", "mkb-deal"])),
        "experience": draw(st.sampled_from(["starter", "established", ""])),
        "quantity": draw(st.integers(1, 90)),
    }
    if kind in (SENT, ACCEPTED):
        facts |= about(draw(st.integers(1, 3)), partner=draw(st.sampled_from(["nom", "snn"])))
    else:
        facts["detail"] = {"needs": draw(st.sampled_from([[], ["innovatie"], ["innovatie", "kapitaal"]]))}
    days = st.sampled_from([date(2020, 12, 31), date(2022, 5, 16), date(2023, 1, 1), ON]) | st.dates(
        date(2021, 1, 1), date(2023, 6, 1)
    )
    company = draw(st.integers(0, COMPANIES - 1))
    return Step(kind, company, draw(days), facts, undone=draw(st.integers(0, 4)) == 0)


histories = st.lists(steps(), min_size=1, max_size=14)


@pytest.fixture
def companies(db: None) -> list[Company]:
    return [make_company(f"Bedrijf {n}", started_on=date(2018 + n, 1, 1) if n else None) for n in range(COMPANIES)]


def write(history: list[Step], companies: list[Company], by: User) -> Entry:
    """Put a history in the ledger; gives its last line."""
    last = None
    for step in history:
        last = line(step.kind, companies[step.company], step.day, **step.facts)
        if step.undone:
            last = take_back(last, reason="vergissing", by=by)
    assert last is not None
    return last


@randomly
@given(history=histories, item=st.sampled_from(EVERY), by=st.sampled_from(Dimension), doubled=st.booleans())
def test_cell_is_what_the_view_of_that_part_reads(
    history: list[Step], item: Any, by: Dimension, doubled: bool, companies: list[Company], anna: User
) -> None:
    with thrown_away():
        write(history, companies, anna)
        if doubled:
            merge(Company.objects.get(pk=companies[1].pk), into=companies[0])
        found = split(item, ON, by)
        assert {code: read(item, View(ON).of(by, code)) for code in found if code} == {
            code: reading for code, reading in found.items() if code
        }


@randomly
@given(history=histories, by=st.sampled_from(Dimension), data=st.data())
def test_cells_add_up_to_the_whole_or_for_companies_to_more(
    history: list[Step], by: Dimension, data: st.DataObject, companies: list[Company], anna: User
) -> None:
    of_companies = data.draw(st.booleans())
    item = data.draw(st.sampled_from(OF_COMPANIES if of_companies else OF_LINES))
    with thrown_away():
        write(history, companies, anna)
        whole = read(item, ON).part or 0
        parts = [reading.part or 0 for reading in split(item, ON, by).values()]
        assert (sum(parts) >= whole) if of_companies else (sum(parts) == whole)
        assert max(parts, default=0) <= whole


@randomly
@given(history=histories, item=st.sampled_from([*OF_COMPANIES, *OF_LINES, *SHARES]), doubled=st.booleans())
def test_lines_behind_a_figure_give_its_value(
    history: list[Step], item: Any, doubled: bool, companies: list[Company], anna: User
) -> None:
    with thrown_away():
        write(history, companies, anna)
        if doubled:
            merge(Company.objects.get(pk=companies[1].pk), into=companies[0])
        whose = Company.objects.doubles()

        def different(cell: str) -> int:
            lines = list(behind(item, ON, cell).order_by("pk"))
            if item is SHARES[1]:
                return len({found.subject_id for found in lines})
            return len({whose.get(found.company_id or 0, found.company_id) for found in lines})

        reading = read(item, ON)
        if item in SHARES:
            assert (reading.part, reading.whole) == (different(PART), different(WHOLE))
        elif item in OF_COMPANIES:
            assert reading.part == different("")
        elif reading.measure is Measure.MINUTES:
            assert reading.part == sum(found.quantity for found in behind(item, ON).order_by("pk"))
        else:
            assert reading.part == behind(item, ON).count()


@randomly
@given(history=histories, later=histories, item=st.sampled_from(EVERY), by=st.sampled_from(list(Dimension)))
def test_view_of_the_past_never_moves(
    history: list[Step], later: list[Step], item: Any, by: Dimension, companies: list[Company], anna: User
) -> None:
    with thrown_away():
        last = write(history, companies, anna)
        then = View(ON, last_line=last.pk, merged=Company.objects.doubles())
        before = read(item, ON), split(item, ON, by), set(behind(item, ON).values_list("pk", flat=True))
        assert before == (read(item, then), split(item, then, by), set(behind(item, then).values_list("pk", flat=True)))
        for held in Entry.objects.standing().order_by("pk")[:3]:
            take_back(held, reason="later bleek het anders", by=anna)
        write(later, companies, anna)
        merge(Company.objects.get(pk=companies[1].pk), into=companies[0])
        then = replace(then)
        assert before == (read(item, then), split(item, then, by), set(behind(item, then).values_list("pk", flat=True)))


@randomly
@given(history=histories, by=st.sampled_from(Dimension), code=st.sampled_from(["GM0106", "groei", "basis", "starter"]))
def test_many_targets_of_a_part_at_once_are_those_one_by_one(
    history: list[Step], by: Dimension, code: str, companies: list[Company], anna: User
) -> None:
    targets = [OF_COMPANIES[-1], OF_LINES[-1].model_copy(update={"code": "proef-2"})]
    view = View(ON).of(by, code)
    with thrown_away():
        write(history, companies, anna)
        assert values(targets, view) == {target.code: read(target, view).part for target in targets}  # type: ignore[arg-type]


def test_repeat_in_another_place_is_a_repeat_there_too(companies: list[Company], anna: User) -> None:
    first = Step(EntryKind.INTAKE_HELD, 0, date(2023, 1, 10), {"municipality_code": "GM0106", "theme": "groei"})
    moved = replace(first, day=date(2023, 2, 10), facts=first.facts | {"municipality_code": "GM0114"})
    write([first, moved], companies, anna)
    once = OF_LINES[0]
    assert {code: reading.part for code, reading in split(once, ON, Dimension.MUNICIPALITY).items()} == {"GM0106": 1}
    assert read(once, View(ON).of(Dimension.MUNICIPALITY, "GM0114")).part == 0
