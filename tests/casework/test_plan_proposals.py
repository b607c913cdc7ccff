"""What a scan proposes for a plan, and a plan that is made of it."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.plan_additions import add_actions
from kopgroep.casework.actions.plans import agree_plan, end_plan
from kopgroep.casework.models import Plan, PlanAction
from kopgroep.casework.plan_proposals import Chosen, Proposal, drafted, proposals
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import withdraw_filling
from kopgroep.scans.models import Filling
from tests.advice import ORDER, advised, advised_scan, offered, payable
from tests.at_once import at_once
from tests.factories import TODAY, make_company, make_filling
from tests.planned import agreed, make_plan


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def filling(anna: User) -> Filling:
    return advised(make_company(), anna)


def codes(filling: Filling) -> list[list[str]]:
    """The proposals, per dimension."""
    return [[one.code for one in dimension.proposals] for dimension in proposals(filling, TODAY)]


def proposal(filling: Filling, code: str) -> Proposal:
    return next(one for dimension in proposals(filling, TODAY) for one in dimension.proposals if one.code == code)


def plan_of(filling: Filling, by: User, **changes: Any) -> Plan:
    """A plan with the first advice of a scan."""
    company = filling.company or make_company()
    facts = {"goal": "Minder verbruiken", "actions": [agreed(by, advice="drie")], "submission": uuid.uuid4()}
    return agree_plan(company, filling=filling, by=by, **{**facts, **changes})


def test_proposals_stand_by_dimension_and_the_lowest_is_first(filling: Filling) -> None:
    found = proposals(filling, TODAY)
    assert [(one.name, one.score, [p.code for p in one.proposals]) for one in found] == [
        ("Doing", "50 out of 100", ORDER[:2]),
        ("Measuring", "65 out of 100", ORDER[2:]),
    ]


def test_advice_that_the_programme_retired_is_not_proposed(filling: Filling, monkeypatch: pytest.MonkeyPatch) -> None:
    scans = current().scans
    monkeypatch.setitem(current().__dict__, "scans", (*scans, advised_scan(een=TODAY, drie=TODAY + timedelta(days=1))))
    assert codes(filling) == [["drie", "vier"], ["twee"]]
    gone = advised_scan().model_copy(update={"advice": advised_scan().advice[:1]})
    monkeypatch.setitem(current().__dict__, "scans", (*scans, gone))
    assert codes(filling) == [["een"]]


def test_services_and_instruments_that_ended_are_not_offered(filling: Filling, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = offered()
    before = proposal(filling, "twee").said.help
    assert [(one.code, one.partner_code) for one in before] == [
        (first.code, first.partner),
        (second.code, second.partner),
    ]
    ended = [
        one.model_copy(update={"retired_on": TODAY}) if one.code == first.code else one for one in current().services
    ]
    closed = [
        one.model_copy(update={"status": "closed"}) if one.code == payable().code else one
        for one in current().instruments
    ]
    monkeypatch.setitem(current().__dict__, "services", tuple(ended))
    assert [one.code for one in proposal(filling, "twee").said.help] == [second.code]
    assert [one.code for one in proposal(filling, "drie").said.money] == [payable().code]
    monkeypatch.setitem(current().__dict__, "instruments", tuple(closed))
    assert proposal(filling, "drie").said.money == ()


def test_advice_becomes_an_action_with_everything_filled_in(filling: Filling) -> None:
    assert drafted(Chosen(proposal(filling, "vier")), TODAY) == {
        "text": "title vier in English",
        "done_by": "company",
        "partner": "",
        "hours": 8,
        "due_on": date(2024, 5, 15),
        "proof": "photo",
        "advice": "vier",
    }


def test_chosen_offer_goes_into_the_action(filling: Filling) -> None:
    one = proposal(filling, "drie")
    service, instrument = one.said.help[0], one.said.money[0]
    both = drafted(Chosen(one, help=service, money=instrument), TODAY)
    assert (both["done_by"], both["partner"]) == ("partner", offered()[1].partner)
    assert both["text"] == f"title drie in English, with {service.name} and {instrument.name}"
    only_money = drafted(Chosen(one, money=instrument), TODAY)
    assert (only_money["done_by"], only_money["partner"]) == ("adviser", "")
    assert only_money["text"] == f"title drie in English, with {instrument.name}"


def test_service_is_chosen_beforehand_only_where_a_partner_does_it(filling: Filling) -> None:
    usual = [proposal(filling, code).usual for code in ORDER]
    assert [one and one.code for one in usual] == [None, None, None, offered()[0].code]


def test_plan_keeps_its_scan_and_the_advice_of_each_action(filling: Filling, anna: User) -> None:
    plan = plan_of(filling, anna, actions=[agreed(anna, advice="drie"), agreed(anna, advice="een"), agreed(anna)])
    found = plan.actions.order_by("position").values_list("advice", flat=True)
    assert (plan.filling, list(found)) == (filling, ["drie", "een", ""])


def test_plan_is_not_made_of_a_scan_that_does_not_stand(filling: Filling, anna: User) -> None:
    other = advised(make_company("Een ander"), anna)
    open_one = make_filling(make_company("Bezig"), anna, finished=False)
    of_employee = advised(make_company("Van een medewerker"), anna)
    Filling.objects.filter(pk=of_employee.pk).update(counts=False)
    withdraw_filling(filling, reason="Verkeerd", by=anna)
    for one, words in (
        (filling, "withdrawn"),
        (open_one, "not finished"),
        (of_employee, "do not stand for the company"),
    ):
        with pytest.raises(Refused, match=words):
            plan_of(one, anna)
    with pytest.raises(Refused, match="another company"):
        agree_plan(
            make_company("Nieuw"), goal="Groei", actions=[agreed(anna)], filling=other, submission=uuid.uuid4(), by=anna
        )
    assert Plan.objects.count() == 0


@pytest.mark.parametrize("of_scan", [True, False])
def test_advice_that_the_scan_did_not_give_is_refused(filling: Filling, anna: User, of_scan: bool) -> None:
    strange = [agreed(anna), agreed(anna, advice="verzonnen" if of_scan else "drie")]
    with pytest.raises(Refused) as refused:
        agree_plan(
            filling.company or make_company(),
            goal="Groei",
            actions=strange,
            filling=filling if of_scan else None,
            submission=uuid.uuid4(),
            by=anna,
        )
    assert (refused.value.field, Plan.objects.count()) == ("text_2", 0)


def test_open_plan_takes_more_while_there_is_room(filling: Filling, anna: User) -> None:
    plan = make_plan(filling.company or make_company(), anna)
    two = [agreed(anna, text="Meten", advice="een"), agreed(anna, text="Doen", advice="drie")]
    for _ in range(2):
        added = add_actions(plan, two, filling=filling, version=1, by=anna)
        assert [(action.position, action.text, action.advice) for action in added] == [
            (2, "Meten", "een"),
            (3, "Doen", "drie"),
        ]
    plan.refresh_from_db()
    assert (plan.actions.count(), plan.version, plan.filling) == (3, 3, filling)
    with pytest.raises(Refused, match="at most three"):
        add_actions(plan, [agreed(anna, text="Vierde")], filling=filling, by=anna)


def test_more_than_the_room_adds_nothing(filling: Filling, anna: User) -> None:
    plan = make_plan(filling.company or make_company(), anna, actions=2)
    with pytest.raises(Refused, match="room for one more") as refused:
        add_actions(plan, [agreed(anna, text="A"), agreed(anna, text="B")], filling=filling, by=anna)
    assert (refused.value.field, PlanAction.objects.count()) == ("text_2", 2)


def test_one_wrong_action_leaves_the_others_out(filling: Filling, anna: User) -> None:
    plan = make_plan(filling.company or make_company(), anna)
    with pytest.raises(Refused) as refused:
        add_actions(plan, [agreed(anna, text="A"), agreed(anna, text="B", proof="")], filling=filling, by=anna)
    assert (refused.value.field, PlanAction.objects.count()) == ("proof_2", 1)
    with pytest.raises(Refused):
        add_actions(plan, [], filling=filling, by=anna)


def test_nothing_is_added_to_a_plan_that_changed_or_ended(filling: Filling, anna: User, marieke: User) -> None:
    plan = make_plan(filling.company or make_company(), anna)
    add_actions(plan, [agreed(anna, text="Van Marieke", advice="een")], filling=filling, version=1, by=marieke)
    with pytest.raises(Stale):
        add_actions(plan, [agreed(anna, text="Van Anna", advice="drie")], filling=filling, version=1, by=anna)
    end_plan(plan, note_at_end="Klaar", by=anna)
    with pytest.raises(Refused, match="ended"):
        add_actions(plan, [agreed(anna, text="Te laat", advice="drie")], filling=filling, by=anna)
    assert PlanAction.objects.count() == 2


def test_only_who_plans_work_adds(filling: Filling, anna: User, charlie: User, priya: User) -> None:
    plan = make_plan(filling.company or make_company(), anna)
    for person in (charlie, priya):
        with pytest.raises(NotAllowed):
            add_actions(plan, [agreed(anna)], filling=filling, by=person)
        with pytest.raises(NotAllowed):
            plan_of(filling, person)


@pytest.mark.django_db(transaction=True)
def test_two_advisers_who_agree_at_once_make_one_plan(
    anna: User, sjoerd: User, today_is: Callable[[date], None]
) -> None:
    filling = advised(make_company(), anna)
    came = at_once(
        lambda: plan_of(filling, anna, actions=[agreed(anna, advice="drie")]),
        lambda: plan_of(filling, sjoerd, actions=[agreed(sjoerd, advice="een")]),
    )
    assert (came, Plan.objects.count(), PlanAction.objects.count()) == (["done", "refused"], 1, 1)
    assert Entry.objects.filter(kind="plan_agreed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_same_form_sent_twice_at_once_makes_one_plan(anna: User) -> None:
    filling, submission = advised(make_company(), anna), uuid.uuid4()
    came = at_once(*[lambda: plan_of(filling, anna, submission=submission)] * 2)
    assert (came, Plan.objects.count()) == (["done", "done"], 1)


@pytest.mark.django_db(transaction=True)
def test_withdrawing_and_agreeing_at_once_never_leaves_half_a_plan(anna: User, sjoerd: User) -> None:
    filling = advised(make_company(), anna)
    came = at_once(
        lambda: plan_of(filling, anna), lambda: withdraw_filling(filling, reason="Verkeerd ingevuld", by=sjoerd)
    )
    # Whoever was first: there is a whole plan, or none.
    assert (came.count("done") - 1, PlanAction.objects.count()) == (Plan.objects.count(), Plan.objects.count())


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_do_not_pass_three(anna: User, sjoerd: User) -> None:
    filling = advised(make_company(), anna)
    plan = make_plan(filling.company or make_company(), anna, actions=2)
    came = at_once(
        lambda: add_actions(plan, [agreed(anna, text="A", advice="een")], filling=filling, by=anna),
        lambda: add_actions(plan, [agreed(sjoerd, text="B", advice="drie")], filling=filling, by=sjoerd),
    )
    assert (came, plan.actions.count()) == (["done", "refused"], 3)
