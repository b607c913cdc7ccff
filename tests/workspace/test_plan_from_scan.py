"""From the advice of a scan to a growth plan, page by page, as an adviser does it with the entrepreneur."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.plans import end_plan
from kopgroep.casework.models import Plan, PlanAction
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import withdraw_filling
from kopgroep.scans.models import Filling
from tests.advice import ORDER, advice, advised, advised_scan, offered, payable
from tests.factories import ENERGY, TODAY, make_company, make_filling, make_journey
from tests.planned import make_plan

MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


@pytest.fixture
def filling(anna: User) -> Filling:
    """A finished scan with four pieces of advice, two for each of its dimensions."""
    return advised(make_company(), anna)


def page_of(filling: Filling, *codes: str, **offers: str) -> str:
    """The page to pick from or, with codes, the one that follows: ``page_of(filling, "een", dienst_een="...")``."""
    way = reverse("workspace:plan-from-scan", args=[filling.pk])
    chosen = [(name.replace("_", "-", 1), value) for name, value in offers.items()]
    return f"{way}?{urlencode([*(('advies', code) for code in codes), *chosen, ('kies', '1')])}"


def begun(answer: Any, **changes: str) -> dict[str, str]:
    """The form as it came with all that stands in it, and what somebody changes before sending."""
    form = answer.context["form"]
    stands = {name: form[name].value() for name in form.fields}
    # A list of which nothing was chosen sends its first line.
    first = {name: "company" for name in form.fields if name.startswith("done_by") and not stands[name]}
    return {name: "" if value is None else str(value) for name, value in stands.items()} | first | changes


def row(answer: Any, number: int) -> dict[str, Any]:
    """What stands in one row of the form."""
    form = answer.context["form"]
    names = ("text", "done_by", "partner", "hours", "due_on", "proof", "advice")
    return {name: form[f"{name}_{number}"].value() for name in names}


def test_page_shows_all_advice_with_the_lowest_dimension_first(desk: Client, filling: Filling) -> None:
    answer = desk.get(reverse("workspace:plan-from-scan", args=[filling.pk]))
    shown = [card.proposal.code for part in answer.context["form"].first for card in part.cards]
    page = answer.content.decode()
    assert (answer.status_code, shown) == (200, ORDER)
    assert [f'value="{code}"' in page for code in ORDER] == [True] * 4
    assert (offered()[0].name.nl in page, payable().name in page) == (True, True)


def test_dimensions_after_the_second_wait_behind_a_fold(desk: Client, anna: User) -> None:
    third = advice("vijf", scale="totaal", when=[{"scale": "meten", "at_least": 0}])
    scan = advised_scan()
    wider = scan.model_copy(update={"advice": (*scan.advice, third)})
    filling = make_filling(make_company(), anna, scan=wider, **ENERGY)
    form = desk.get(reverse("workspace:plan-from-scan", args=[filling.pk])).context["form"]
    assert ([len(form.first), len(form.further)], form.further_is_ticked) == ([2, 1], False)
    last = form.further[0].cards[0].proposal.code
    wrong = desk.get(page_of(filling, last, *[code for code in (*ORDER, "vijf") if code != last][:3]))
    assert (wrong.status_code, wrong.context["form"].further_is_ticked) == (422, True)
    assert 'kg-choose__further" open' in wrong.content.decode()


def test_picked_advice_stands_in_the_form_of_a_plan(desk: Client, filling: Filling) -> None:
    second = offered()[1]
    answer = desk.get(page_of(filling, "twee", "drie", dienst_twee=second.code, middel_drie=payable().code))
    assert row(answer, 1) == {
        "text": f"title drie, met {payable().name}",
        "done_by": "adviser",
        "partner": "",
        "hours": 2,
        "due_on": date(2023, 11, 15),
        "proof": "foto",
        "advice": "drie",
    }
    two = row(answer, 2)
    assert (two["text"], two["done_by"], two["partner"]) == (
        f"title twee, met {second.name.nl}",
        "partner",
        second.partner,
    )
    assert row(answer, 3)["text"] is None


def test_service_that_is_usual_goes_along_unless_somebody_takes_it_out(desk: Client, filling: Filling) -> None:
    cards = desk.get(reverse("workspace:plan-from-scan", args=[filling.pk])).context["form"]
    assert (cards["dienst-twee"].value(), cards["dienst-drie"].value()) == (offered()[0].code, "")
    without = row(desk.get(page_of(filling, "twee", dienst_twee="")), 1)
    assert (without["done_by"], without["partner"]) == ("partner", "")


def test_plan_is_agreed_with_its_scan_advice_and_trajectory(desk: Client, filling: Filling, anna: User) -> None:
    assert filling.company
    journey = make_journey(filling.company, anna, theme=current().themes[0].code)
    Filling.objects.filter(pk=filling.pk).update(adviser=anna)
    way = page_of(filling, "drie", "een", "vier")
    form = begun(desk.get(way), goal="Minder stroom", text_2="Onze eigen woorden", journey=str(journey.pk))
    for _ in range(2):
        answer = desk.post(way, form)
        plan = Plan.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, reverse("workspace:plan", args=[plan.pk]))
    assert (plan.filling, plan.journey, plan.goal) == (filling, journey, "Minder stroom")
    found = list(plan.actions.order_by("position").values_list("text", "advice", "minutes"))
    assert found == [("title drie", "drie", 120), ("Onze eigen woorden", "vier", 480), ("title een", "een", 120)]
    shown = desk.get(answer["Location"]).content.decode()
    assert f'<a href="{reverse("workspace:scan-result", args=[filling.pk])}">Gemaakt uit de Energiescan van' in shown


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ((), "Kies wat er gaat gebeuren."),
        (("een", "twee", "drie", "vier"), "Kies er hoogstens 3."),
        (("verzonnen",), "Dit advies geven we niet meer"),
    ],
)
def test_wrong_choice_comes_back_with_its_ticks(
    desk: Client, filling: Filling, codes: tuple[str, ...], words: str
) -> None:
    answer = desk.get(page_of(filling, *codes))
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert page.count(" checked>") == len(set(codes) & set(ORDER))
    assert Plan.objects.count() == 0


def test_choice_can_be_looked_at_again_with_its_ticks(desk: Client, filling: Filling) -> None:
    form = desk.get(page_of(filling, "een", "drie"))
    again = desk.get(f"{reverse('workspace:plan-from-scan', args=[filling.pk])}?{form.context['again']}")
    assert (again.status_code, again.content.decode().count(" checked>")) == (200, 2)


def test_service_that_ended_meanwhile_is_refused_at_its_card(
    desk: Client, filling: Filling, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = offered()[0].code
    services = [s.model_copy(update={"retired_on": TODAY}) if s.code == gone else s for s in current().services]
    monkeypatch.setitem(current().__dict__, "services", tuple(services))
    answer = desk.get(page_of(filling, "twee", dienst_twee=gone))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["dienst-twee"])
    # With advice that is not picked it does not matter.
    assert desk.get(page_of(filling, "een", dienst_twee=gone)).status_code == 200


def test_advice_that_was_retired_meanwhile_is_refused(
    desk: Client, filling: Filling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(current().__dict__, "scans", (*current().scans, advised_scan(een=TODAY)))
    assert desk.get(page_of(filling, "een")).status_code == 422
    gone = advised_scan(**dict.fromkeys(ORDER, TODAY))
    monkeypatch.setitem(current().__dict__, "scans", (*current().scans[:-1], gone))
    page = desk.get(reverse("workspace:plan-from-scan", args=[filling.pk])).content.decode()
    assert "Deze scan geeft geen advies meer." in page


def test_scan_that_was_withdrawn_meanwhile_keeps_what_was_typed(desk: Client, filling: Filling, anna: User) -> None:
    way = page_of(filling, "een")
    form = begun(desk.get(way), goal="Minder stroom")
    withdraw_filling(filling, reason="Verkeerd bedrijf", by=anna)
    answer = desk.post(way, form)
    page = answer.content.decode()
    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert ("Deze scan is ingetrokken." in page, "Minder stroom" in page) == (True, True)
    assert desk.get(way)["Location"] == reverse("workspace:filling", args=[filling.pk])


def test_scan_without_a_result_or_company_leads_back_to_it(desk: Client, filling: Filling, anna: User) -> None:
    unfinished = make_filling(make_company("Bezig"), anna, finished=False)
    Filling.objects.filter(pk=filling.pk).update(company=None)
    for one in (unfinished, filling):
        answer = desk.get(reverse("workspace:plan-from-scan", args=[one.pk]))
        assert answer["Location"] == reverse("workspace:filling", args=[one.pk])
    assert desk.post(page_of(filling, "een"), {"goal": "x"}).status_code == 404


def test_plan_that_somebody_else_agreed_meanwhile_is_named(
    desk: Client, filling: Filling, anna: User, sjoerd: User
) -> None:
    assert filling.company
    way = page_of(filling, "een")
    form = begun(desk.get(way), goal="Minder stroom")
    make_plan(filling.company, sjoerd)
    answer = desk.post(way, form)
    page = answer.content.decode()
    assert (answer.status_code, Plan.objects.get().by) == (422, sjoerd)
    assert "Afgesproken door Sjoerd Hoekstra: Over de grens verkopen." in page
    assert "Minder stroom" in page
    more = desk.get(way)
    assert (more.context["adds"], row(more, 1)["advice"]) == (True, "een")


def test_advice_is_added_to_the_open_plan_once(desk: Client, filling: Filling, anna: User) -> None:
    assert filling.company
    plan = make_plan(filling.company, anna)
    way = page_of(filling, "drie", "een")
    form = begun(desk.get(way))
    assert "goal" not in form
    for _ in range(2):
        assert desk.post(way, form)["Location"] == reverse("workspace:plan", args=[plan.pk])
    found = plan.actions.order_by("position").values_list("position", "text", "advice")
    assert list(found) == [(1, "Stap 1", ""), (2, "title drie", "drie"), (3, "title een", "een")]
    full = desk.get(reverse("workspace:plan-from-scan", args=[filling.pk]))
    assert (full.context["form"].room, 'name="advies"' in full.content.decode()) == (0, False)
    assert desk.get(page_of(filling, "vier")).status_code == 422


def test_advice_in_the_open_plan_cannot_be_picked_twice(desk: Client, filling: Filling, anna: User) -> None:
    way = page_of(filling, "een")
    desk.post(way, begun(desk.get(way), goal="Minder stroom"))
    page = desk.get(reverse("workspace:plan-from-scan", args=[filling.pk])).content.decode()
    assert ('id="advies-een"' in page, 'id="advies-drie"' in page) == (False, True)
    assert "Er is plaats voor nog 2 acties." in page
    assert desk.get(way).status_code == 422


def test_plan_that_changed_or_ended_while_adding_is_told(desk: Client, filling: Filling, anna: User) -> None:
    assert filling.company
    plan = make_plan(filling.company, anna)
    way = page_of(filling, "drie")
    first, second = begun(desk.get(way)), begun(desk.get(page_of(filling, "een")))
    assert desk.post(way, first).status_code == 302
    stale = desk.post(way, second)
    assert (stale.status_code, stale.context["form"]["text_1"].value()) == (409, "title een")
    end_plan(plan, note_at_end="Klaar", by=anna)
    ended = desk.post(way, {**second, "version": "3"})
    assert (ended.status_code, "Dit plan is afgerond." in ended.content.decode()) == (422, True)
    strange = make_plan(make_company("Een ander"), anna)
    assert desk.post(way, {**second, "plan": str(strange.pk)}).status_code == 404
    assert PlanAction.objects.filter(advice="een").count() == 0


def test_wrong_row_is_named_and_everything_typed_is_kept(desk: Client, filling: Filling) -> None:
    way = page_of(filling, "drie", "een", "vier")
    form = begun(desk.get(way), goal="Minder stroom", proof_2="", text_3="Van onszelf")
    answer = desk.post(way, form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["proof_2"])
    page = answer.content.decode()
    assert [text in page for text in ("Minder stroom", "Van onszelf")] == [True, True]
    assert answer.context["form"]["advice_3"].value() == form["advice_3"]


def test_page_is_for_who_plans_work(
    client: Client, filling: Filling, charlie: User, priya: User, olga: User, fenna: User
) -> None:
    for person in (charlie, priya, olga, fenna):
        client.force_login(person)
        for answer in (client.get(page_of(filling, "een")), client.post(page_of(filling, "een"))):
            assert (answer.status_code, person.name) == (403, person.name)


@pytest.mark.parametrize("picked", [[], ["een"], ORDER[:3]])
@pytest.mark.parametrize("actions", [0, 2])
def test_page_costs_few_queries_however_much_is_advised(
    desk: Client, filling: Filling, anna: User, actions: int, picked: list[str], django_assert_max_num_queries: Any
) -> None:
    assert filling.company
    if actions:
        make_plan(filling.company, anna, actions=actions)
    way = page_of(filling, *picked) if picked else reverse("workspace:plan-from-scan", args=[filling.pk])
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = desk.get(way)
    # A plan with two actions has room for one more.
    assert answer.status_code == (422 if len(picked) > 3 - actions else 200)


def test_result_of_the_scan_leads_here(desk: Client, filling: Filling) -> None:
    page = desk.get(reverse("workspace:scan-result", args=[filling.pk])).content.decode()
    assert f'href="{reverse("workspace:plan-from-scan", args=[filling.pk])}"' in page
