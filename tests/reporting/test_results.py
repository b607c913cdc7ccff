"""Figures of results: three stages and every kind apart, with who was asked, who answered and what it proves."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from kopgroep.accounts.models import User
from kopgroep.casework.actions.results import withdraw_result
from kopgroep.companies.actions import add_company
from kopgroep.companies.merging import merge_companies
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.reporting.results import Answers, Stage, stated_figures
from kopgroep.reporting.view import Cut, View
from tests.factories import TODAY, make_company
from tests.results import FTE, JOBS, State, make_result

AFTER = TODAY + timedelta(days=current().results.link_days + 1)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], db: None) -> None:
    today_is(TODAY)


def sums(code: str, on: date | View = AFTER) -> list[int]:
    """The hundredths of forecast, stated and verified."""
    return [stated_figures(on)[code].stages[stage].hundredths for stage in Stage]


def test_stages_and_kinds_are_never_added_up(anna: User) -> None:
    company = make_company()
    make_result(company, anna, State.VERIFIED)
    make_result(company, anna, kind="banen-behouden", amount=Decimal(40))
    make_result(company, anna, kind=FTE, amount=Decimal("1.6"))
    assert sums(JOBS) == [200, 300, 200]
    assert sums("banen-behouden") == [4000, 0, 0]
    assert sums(FTE) == [160, 0, 0]
    # No figure holds more than its own kind in its own stage: there is no sum over kinds or stages to be found.
    figures = stated_figures(AFTER)
    assert list(figures) == [kind.code for kind in current().results.kinds]
    lines = Entry.objects.filter(kind__startswith="result_")
    for code, found in figures.items():
        for stage, staged in found.stages.items():
            assert staged.hundredths == lines.filter(outcome=code, kind=f"result_{stage}").total()


def test_answers_count_who_said_yes_no_nothing_or_still_may(anna: User) -> None:
    for state in (State.FORECAST, State.ASKED, State.STATED, State.VERIFIED, State.DENIED, State.UNANSWERED):
        make_result(make_company(state), anna, state)
    answers = stated_figures(TODAY)[JOBS].answers
    # On the day itself the links of the silent ones still work.
    assert answers == Answers(asked=5, stated=2, denied=1, waiting=2)
    answers = stated_figures(AFTER)[JOBS].answers
    assert (answers, answers.silent) == (Answers(asked=5, stated=2, denied=1, waiting=0), 2)
    assert (answers.response.part, answers.response.whole) == (3, 5)


def test_evidence_and_what_is_owed_to_the_help(anna: User) -> None:
    make_result(make_company(), anna, State.VERIFIED, amount_stated=Decimal(3), without="niet")
    make_result(make_company(), anna, State.STATED, amount_stated=Decimal(1), without="toch")
    figures = stated_figures(AFTER)[JOBS]
    assert figures.owed == Fraction(3, 4)
    assert dict(figures.without) == {"niet": 1, "toch": 1}
    evidence = [dict(figures.stages[stage].evidence) for stage in Stage]
    assert evidence == [{}, {0: 2}, {1: 1}]
    assert stated_figures(AFTER)[FTE].owed is None


def test_double_of_a_company_counts_once(anna: User) -> None:
    one, other = make_company("Een"), add_company(name="Ander", by=anna)
    for company in (one, other):
        make_result(company, anna)
    assert stated_figures(AFTER)[JOBS].stages[Stage.FORECAST].companies == 2
    merge_companies(one, other, by=anna)
    staged = stated_figures(AFTER)[JOBS].stages[Stage.FORECAST]
    assert (staged.companies, staged.results, staged.hundredths) == (1, 2, 400)


def test_withdrawn_result_counts_no_more_but_stays_in_a_frozen_view(anna: User) -> None:
    result = make_result(make_company(), anna, State.DENIED)
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    withdraw_result(result, reason="Verkeerd bedrijf", by=anna)
    assert (sums(JOBS), stated_figures(AFTER)[JOBS].answers.asked) == ([0, 0, 0], 0)
    frozen = View(AFTER, last_line=last)
    assert (sums(JOBS, frozen), stated_figures(frozen)[JOBS].answers.denied) == ([200, 0, 0], 1)


def test_part_of_the_ledger_has_its_own_figures(anna: User) -> None:
    make_result(make_company(), anna, State.STATED)
    make_result(make_company(municipality_code="GM0114"), anna, amount=Decimal(5))
    assert sums(JOBS, View(AFTER, Cut(municipality="GM0114"))) == [500, 0, 0]
    assert sums(JOBS, View(TODAY - timedelta(days=1))) == [0, 0, 0]
