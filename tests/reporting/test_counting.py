"""The counting rules against random histories, and each rule once by hand."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import Companies, EntryKind, LadderSteps, Lines, OncePerPeriod, current
from kopgroep.reporting.counting import companies_behind, counts_companies, days, lines_behind, value, values, window
from tests.factories import make_company
from tests.reporting.histories import (
    COMPANIES,
    ON,
    START,
    Act,
    acts,
    histories,
    indicator,
    oracle,
    rules,
    thrown_away,
    write,
)

randomly = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture
def companies(db: None) -> list[Company]:
    return [make_company(f"Bedrijf {n}") for n in range(COMPANIES)]


@pytest.fixture
def advisers(anna: User, sjoerd: User) -> list[User]:
    return [anna, sjoerd]


@randomly
@given(rule=rules(), history=histories)
def test_figure_is_that_of_the_rule_in_words(
    rule: Any, history: list[Act], companies: list[Company], advisers: list[User]
) -> None:
    with thrown_away():
        write(history, companies, advisers)
        assert value(indicator(rule), ON) == oracle(rule, history, ON)


@randomly
@given(rule=rules(), history=histories)
def test_figure_is_what_its_lines_say(
    rule: Any, history: list[Act], companies: list[Company], advisers: list[User]
) -> None:
    figure = indicator(rule)
    with thrown_away():
        write(history, companies, advisers)
        lines = list(lines_behind(figure, ON))
        of = {line.company_id for line in lines} if counts_companies(figure) else lines
        assert value(figure, ON) == len(of) == len(days(figure, ON))
        assert companies_behind(figure, ON) == len({line.company_id for line in lines} - {None})


@randomly
@given(rule=rules(), history=histories, seed=st.integers(0, 100))
def test_order_of_writing_does_not_matter(
    rule: Any, history: list[Act], seed: int, companies: list[Company], advisers: list[User]
) -> None:
    shuffled = random.Random(seed).sample(history, len(history))
    with thrown_away():
        write(history, companies, advisers)
        before = value(indicator(rule), ON)
    with thrown_away():
        write(shuffled, companies, advisers)
        assert value(indicator(rule), ON) == before


@randomly
@given(history=histories, extra=acts())
def test_a_second_adviser_at_a_known_company_adds_no_company(
    history: list[Act], extra: Act, companies: list[Company], advisers: list[User]
) -> None:
    assume(extra.company is not None)
    first = replace(extra, undone=False, day=ON)
    second = replace(first, adviser=1 - first.adviser)
    figure = indicator(Companies(count="companies", kind=first.kind))
    with thrown_away():
        write([*history, first], companies, advisers)
        before = value(figure, ON)
        write([second], companies, advisers)
        assert value(figure, ON) == before


@randomly
@given(rule=rules(), history=histories, extra=acts())
def test_undoing_a_line_leaves_things_as_if_it_never_was(
    rule: Any, history: list[Act], extra: Act, companies: list[Company], advisers: list[User]
) -> None:
    with thrown_away():
        write(history, companies, advisers)
        before = value(indicator(rule), ON)
        write([replace(extra, undone=True)], companies, advisers)
        assert value(indicator(rule), ON) == before


@randomly
@given(history=histories, some=st.lists(rules(), min_size=1, max_size=5))
def test_many_figures_at_once_are_those_one_by_one(
    history: list[Act], some: list[Any], companies: list[Company], advisers: list[User]
) -> None:
    figures = [indicator(rule, f"proef-{n}") for n, rule in enumerate(some)]
    with thrown_away():
        write(history, companies, advisers)
        assert values(figures, ON) == {figure.code: value(figure, ON) for figure in figures}


@pytest.mark.parametrize("times", [1, 3])
def test_all_figures_take_three_queries(db: None, times: int) -> None:
    once = OncePerPeriod(count="once_per_period", kind=EntryKind.INTAKE_HELD)
    figures = [indicator(rule, f"{n}-{m}") for n, rule in enumerate([once, *ALL_RULES]) for m in range(times)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        values(figures, ON)
    assert len(asked) == 3


def test_trajectory_with_a_shown_step_counts_from_the_later_of_both_days(
    companies: list[Company], advisers: list[User]
) -> None:
    rule = Companies(count="companies", kind=EntryKind.JOURNEY_CLOSED, theme="export", shown=True)
    ended = intake(date(2022, 3, 1), theme="export")
    closed = replace(ended, kind=EntryKind.JOURNEY_CLOSED)
    step = replace(ended, kind=EntryKind.STEP_SHOWN, day=date(2022, 9, 1))
    other = replace(closed, company=1)
    write([closed, step, other, replace(step, company=1, theme="digitalisering")], companies, advisers)
    figure = indicator(rule)
    assert days(figure, ON) == [date(2022, 9, 1)]
    assert (value(figure, date(2022, 8, 31)), value(figure, date(2022, 9, 1))) == (0, 1)


def test_step_of_a_double_is_one_of_the_company_that_stayed(companies: list[Company], advisers: list[User]) -> None:
    rule = Companies(count="companies", kind=EntryKind.JOURNEY_CLOSED, theme="export", shown=True)
    closed = replace(intake(date(2022, 3, 1), theme="export"), kind=EntryKind.JOURNEY_CLOSED)
    write([closed, replace(closed, kind=EntryKind.STEP_SHOWN, company=1)], companies, advisers)
    assert value(indicator(rule), ON) == 0
    gone = companies[1]
    gone.kvk_number, gone.merged_into = None, companies[0]
    gone.save()
    assert (value(indicator(rule), ON), days(indicator(rule), ON)) == (1, [date(2022, 3, 1)])


def intake(day: date, company: int = 0, **changes: Any) -> Act:
    plain = {"theme": "digitalisering", "outcome": "", "line": "basis", "adviser": 0}
    return Act(kind=EntryKind.INTAKE_HELD, company=company, day=day, **{**plain, **changes})


def position(day: date, number: int, *, proof: bool = True) -> Act:
    phase = current().ladder.phases[number - 1].code
    words = {"theme": current().ladder.theme, "outcome": phase, "line": "", "adviser": 0}
    return Act(kind=EntryKind.LADDER_POSITION, company=0, day=day, number=number, proof=proof, **words)  # type: ignore[arg-type]


ONCE = OncePerPeriod(count="once_per_period", kind=EntryKind.INTAKE_HELD, theme="digitalisering")
LADDER = LadderSteps(count="ladder_steps", ladder="exportladder", rise=1)
ALL_RULES = [
    ONCE,
    Companies(count="companies", kind=EntryKind.INTAKE_HELD),
    Lines(count="lines", kind=EntryKind.EVENT_HELD, event_kind="thematafel"),
    LADDER,
]


@pytest.mark.parametrize(
    ("rule", "history", "figure"),
    [
        (ONCE, [intake(date(2022, 3, 1)), intake(date(2023, 2, 28))], 1),
        (ONCE, [intake(date(2022, 3, 1)), intake(date(2023, 3, 1))], 2),
        # The second is a repeat; the third comes a year after the first, which is the last that counted.
        (ONCE, [intake(date(2021, 3, 1)), intake(date(2022, 2, 1)), intake(date(2022, 3, 1))], 2),
        (ONCE, [intake(date(2022, 3, 1)), intake(date(2022, 3, 1), company=1)], 2),
        (ONCE, [intake(date(2022, 3, 1)), intake(date(2022, 3, 1), theme="export")], 1),
        (LADDER, [position(date(2022, 1, 1), 1), position(date(2022, 2, 1), 2)], 1),
        (LADDER, [position(date(2022, 1, 1), 1), position(date(2022, 2, 1), 2, proof=False)], 0),
        (LADDER, [position(date(2022, 1, 1), 1), position(date(2022, 1, 1), 2)], 0),
        (LADDER, [position(date(2022, 1, 1), 2), position(date(2022, 2, 1), 2)], 0),
        (LADDER, [position(date(2022, 2, 1), 2)], 0),
        # Two steps of one company are one company a step higher.
        (LADDER, [position(date(2022, 1, 1), 1), position(date(2022, 2, 1), 2), position(date(2022, 3, 1), 3)], 1),
        # Where it stood before the programme began is a start; the step itself must lie inside.
        (LADDER, [position(date(2019, 5, 1), 1, proof=False), position(date(2021, 1, 1), 2)], 1),
        (LADDER, [position(date(2019, 5, 1), 1), position(date(2020, 12, 31), 2)], 0),
    ],
)
def test_rule_by_hand(
    rule: Any, history: list[Act], figure: int, companies: list[Company], advisers: list[User]
) -> None:
    write(history, companies, advisers)
    assert value(indicator(rule), ON) == figure


def test_reference_counts_each_year_anew(companies: list[Company], advisers: list[User]) -> None:
    yearly = indicator(Companies(count="companies", kind=EntryKind.INTAKE_HELD, per_year=True))
    write(
        [intake(date(2022, 12, 31)), intake(date(2023, 1, 1)), intake(date(2023, 1, 1), company=1)], companies, advisers
    )
    assert [value(yearly, day) for day in (date(2022, 12, 30), date(2022, 12, 31), ON)] == [0, 1, 2]


def test_window_ends_with_the_target(today_is: Callable[[date], None]) -> None:
    figure = indicator(ONCE)
    assert window(figure, date(2020, 12, 31)) is None
    late = window(figure, date(2026, 1, 1))
    assert late is not None
    assert (late.starts_on, late.on, late.elapsed) == (START, figure.period.ends_on, 1.0)


def test_lines_of_another_year_are_not_opened(companies: list[Company], advisers: list[User]) -> None:
    write([intake(date(2022, 12, 31)), intake(date(2023, 1, 1))], companies, advisers)
    yearly = indicator(Companies(count="companies", kind=EntryKind.INTAKE_HELD, per_year=True))
    assert [line.happened_on for line in lines_behind(yearly, ON)] == [date(2023, 1, 1)]
    assert Entry.objects.count() == 2
