"""Growth plans: at most three actions, proof before the tick, one open plan, lines that can be taken back."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.plans import (
    add_action,
    agree_plan,
    change_action,
    drop_action,
    end_plan,
    finish_action,
    reopen_action,
)
from kopgroep.casework.models import Plan, PlanAction
from kopgroep.ledger.models import Entry
from tests.factories import TODAY, make_company, make_journey, make_referral, partner
from tests.planned import agreed, make_plan


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def first(plan: Plan) -> PlanAction:
    """The first action of a plan, as it is now."""
    return plan.actions.get(position=1)


def test_plan_is_one_line_that_counts_its_actions(anna: User) -> None:
    company = make_company()
    journey = make_journey(company, anna)
    plan = make_plan(company, anna, actions=3, journey=journey)
    line = Entry.objects.get(kind="plan_agreed")
    assert (line.quantity, line.theme, line.company, line.subject_id) == (3, "digitalisering", company, plan.pk)
    assert list(plan.actions.order_by("position").values_list("text", flat=True)) == ["Stap 1", "Stap 2", "Stap 3"]


@pytest.mark.parametrize("number", [0, 4])
def test_plan_has_one_to_three_actions(anna: User, number: int) -> None:
    with pytest.raises(Refused, match="one, two or three"):
        make_plan(make_company(), anna, actions=number)
    assert Plan.objects.count() == 0


def test_one_open_plan_at_a_time(anna: User) -> None:
    company = make_company()
    plan = make_plan(company, anna)
    with pytest.raises(Refused, match="has an open plan"):
        make_plan(company, anna)
    end_plan(plan, by=anna, note_at_end="Het bedrijf stopt")
    assert make_plan(company, anna).goal == "Over de grens verkopen"


def test_double_submit_agrees_once(anna: User) -> None:
    company, submission = make_company(), uuid.uuid4()
    for _ in range(2):
        make_plan(company, anna, submission=submission)
    assert (Plan.objects.count(), Entry.objects.filter(kind="plan_agreed").count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text_1"),
        ({"proof": ""}, "proof_1"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on_1"),
        ({"done_by": "nobody"}, "done_by_1"),
        ({"done_by": "partner"}, "partner_1"),
        ({"partner": partner()}, "partner_1"),
    ],
)
def test_action_is_whole(anna: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        agree_plan(make_company(), goal="Groei", actions=[agreed(anna, **changes)], submission=uuid.uuid4(), by=anna)
    assert refused.value.field == field


def test_owner_of_an_action_advises(anna: User, olga: User) -> None:
    with pytest.raises(Refused, match="Olga Smit does not advise"):
        agree_plan(make_company(), goal="Groei", actions=[agreed(olga)], submission=uuid.uuid4(), by=anna)


def test_action_of_a_partner_may_point_to_its_referral(anna: User) -> None:
    company = make_company()
    referral = make_referral(company, anna)
    action = agreed(anna, done_by="partner", partner=referral.partner, referral=referral)
    plan = agree_plan(company, goal="Groei", actions=[action], submission=uuid.uuid4(), by=anna)
    assert first(plan).referral == referral
    with pytest.raises(Refused, match="another company") as refused:
        agree_plan(make_company("Bakkerij"), goal="Groei", actions=[action], submission=uuid.uuid4(), by=anna)
    assert refused.value.field == "referral_1"


def test_proof_is_seen_before_the_tick(anna: User) -> None:
    action = first(make_plan(make_company(), anna))
    with pytest.raises(Refused) as refused:
        finish_action(action, proof_seen=" ", by=anna)
    assert refused.value.field == "proof_seen"
    done = finish_action(action, proof_seen="Offertes op tafel", by=anna)
    assert (done.done_on, done.proof_seen) == (TODAY, "Offertes op tafel")
    finish_action(action, proof_seen="Nog eens", by=anna)
    assert Entry.objects.standing().filter(kind="action_done").count() == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_day_of_the_tick_lies_between_agreement_and_today(anna: User, days: int) -> None:
    action = first(make_plan(make_company(), anna))
    with pytest.raises(Refused) as refused:
        finish_action(action, proof_seen="Gezien", on=TODAY + timedelta(days=days), by=anna)
    assert refused.value.field == "done_on"


def test_tick_can_be_undone_and_made_again(anna: User) -> None:
    action = first(make_plan(make_company(), anna))
    for _ in range(2):
        finish_action(action, proof_seen="Gezien", by=anna)
        reopen_action(action, by=anna)
    reopen_action(action, by=anna)
    done = finish_action(action, proof_seen="Nu echt", by=anna)
    lines = Entry.objects.filter(kind="action_done").order_by("pk")
    assert [line.quantity for line in lines] == [1, -1, 1, -1, 1]
    assert (done.proof_seen, Entry.objects.filter(kind="action_done").total()) == ("Nu echt", 1)


def test_dropped_action_says_why_and_can_come_back(anna: User) -> None:
    action = first(make_plan(make_company(), anna))
    with pytest.raises(Refused):
        drop_action(action, reason="", by=anna)
    assert drop_action(action, reason="Niet meer nodig", by=anna).dropped_on == TODAY
    with pytest.raises(Refused, match="not open any more"):
        finish_action(action, proof_seen="Gezien", by=anna)
    assert reopen_action(action, by=anna).drop_reason == ""


def test_action_is_changed_while_it_is_open(anna: User, sjoerd: User) -> None:
    action = first(make_plan(make_company(), anna))
    changed = change_action(action, agreed(sjoerd, minutes=90), by=anna, version=1)
    assert (changed.owner, changed.minutes, changed.version) == (sjoerd, 90, 2)
    with pytest.raises(Stale):
        change_action(action, agreed(anna), by=anna, version=1)


def test_plan_takes_actions_until_three(anna: User) -> None:
    plan = make_plan(make_company(), anna)
    assert [add_action(plan, agreed(anna), by=anna).position for _ in range(2)] == [2, 3]
    with pytest.raises(Refused, match="at most three"):
        add_action(plan, agreed(anna), by=anna)


def test_plan_with_open_actions_ends_with_a_reason(anna: User) -> None:
    plan = make_plan(make_company(), anna)
    with pytest.raises(Refused) as refused:
        end_plan(plan, by=anna)
    assert refused.value.field == "note_at_end"
    assert end_plan(plan, by=anna, note_at_end="Bedrijf verkocht").ended_on == TODAY
    assert PlanAction.objects.open().count() == 0
    with pytest.raises(Refused, match="has ended"):
        finish_action(first(plan), proof_seen="Gezien", by=anna)


def test_charlie_agrees_to_nothing(anna: User, charlie: User) -> None:
    with pytest.raises(NotAllowed):
        make_plan(make_company(), charlie)
    assert list(Plan.objects.visible_to(charlie)) == []
