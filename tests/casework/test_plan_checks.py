"""Half a year and a year after a plan was agreed, adviser and company look at what came of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.casework.actions.plan_checks import hold_check
from kopgroep.casework.actions.plans import end_plan
from kopgroep.casework.due import Kind, Scope, due_things
from kopgroep.casework.models import Plan, PlanCheck
from tests.at_once import at_once
from tests.factories import TODAY, make_company, make_filling
from tests.planned import make_plan

HALF_A_YEAR, A_YEAR = date(2023, 11, 15), date(2024, 5, 15)


@pytest.fixture
def plan(anna: User, today_is: Callable[[date], None]) -> Plan:
    today_is(TODAY)
    return make_plan(make_company(), anna)


@pytest.fixture
def later(plan: Plan, today_is: Callable[[date], None]) -> PlanCheck:
    """The first moment, on its day."""
    today_is(HALF_A_YEAR)
    return plan.checks.get(months=6)


def due(user: User, on: date) -> list[tuple[Kind, str, date]]:
    rows = due_things(Scope(user=user, on=on, until=on, owner=user))
    return sorted((row.kind, row.state, row.due_on) for row in rows if row.kind is Kind.CHECK)


def test_plan_has_two_moments_and_each_shows_when_its_day_has_come(plan: Plan, anna: User, sjoerd: User) -> None:
    moments = list(plan.checks.order_by("months").values_list("months", "due_on"))
    assert moments == [(6, HALF_A_YEAR), (12, A_YEAR)]
    assert due(anna, HALF_A_YEAR - timedelta(days=1)) == []
    assert due(anna, HALF_A_YEAR) == [(Kind.CHECK, "6", HALF_A_YEAR)]
    assert due(anna, A_YEAR) == [(Kind.CHECK, "12", A_YEAR), (Kind.CHECK, "6", HALF_A_YEAR)]
    assert due(sjoerd, A_YEAR) == []


def test_held_moment_keeps_what_came_of_it_and_the_new_scan(later: PlanCheck, anna: User) -> None:
    company = later.plan.company
    filling = make_filling(company, anna)
    held = hold_check(later, came_of_it="Twee van drie acties zijn klaar.", filling=filling, by=anna)
    assert (held.held_on, held.held_by, held.filling) == (HALF_A_YEAR, anna, filling)
    assert due(anna, HALF_A_YEAR) == []
    again = hold_check(later, came_of_it="Iets anders", by=anna)
    assert again.note == "Twee van drie acties zijn klaar."


def test_moment_asks_for_a_word_a_day_that_fits_and_a_scan_of_the_company(later: PlanCheck, anna: User) -> None:
    strange = make_filling(make_company("Een ander"), anna)
    unfinished = make_filling(later.plan.company, anna, finished=False)
    for changes in (
        {"came_of_it": " "},
        {"on": TODAY - timedelta(days=1)},
        {"on": HALF_A_YEAR + timedelta(days=1)},
        {"filling": strange},
        {"filling": unfinished},
    ):
        with pytest.raises(Refused):
            hold_check(later, **{"came_of_it": "Goed", "by": anna, **changes})
    later.refresh_from_db()
    assert later.held_on is None


def test_plan_that_ended_asks_for_no_moment(later: PlanCheck, anna: User) -> None:
    end_plan(later.plan, note_at_end="Gestopt", by=anna)
    assert due(anna, A_YEAR) == []
    with pytest.raises(Refused):
        hold_check(later, came_of_it="Goed", by=anna)


def test_only_who_plans_work_writes_it(later: PlanCheck, charlie: User, priya: User) -> None:
    for person in (charlie, priya):
        with pytest.raises(NotAllowed):
            hold_check(later, came_of_it="Goed", by=person)
        assert not PlanCheck.objects.visible_to(person).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_leave_one_word(later: PlanCheck, anna: User, marieke: User) -> None:
    came = at_once(
        lambda: hold_check(later, came_of_it="Van Anna", by=anna),
        lambda: hold_check(later, came_of_it="Van Marieke", by=marieke),
    )
    later.refresh_from_db()
    assert came == ["done", "done"]
    assert (later.note, later.held_by) in {("Van Anna", anna), ("Van Marieke", marieke)}
