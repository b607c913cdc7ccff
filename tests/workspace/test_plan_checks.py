"""The page of a check moment: what was agreed, the scan to do again, and what came of it."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.actions.plans import agree_plan, end_plan
from kopgroep.casework.models import Plan, PlanCheck
from kopgroep.programme import current
from kopgroep.workspace.log_words import deed, details
from tests.advice import advised, advised_scan
from tests.factories import TODAY, make_company, make_filling
from tests.planned import agreed, make_plan

HALF_A_YEAR = date(2023, 11, 15)
MOST_QUERIES = 10


@pytest.fixture
def plan(anna: User, today_is: Callable[[date], None], monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan that was made of a scan which the programme still has."""
    monkeypatch.setitem(current().__dict__, "scans", (*current().scans, advised_scan()))
    today_is(TODAY)
    company = make_company()
    filling = advised(company, anna)
    actions = [agreed(anna, text="Meterstanden opschrijven", advice="een")]
    words: dict[str, Any] = {"goal": "Minder stroom", "actions": actions, "submission": uuid.uuid4()}
    return agree_plan(company, filling=filling, by=anna, **words)


@pytest.fixture
def check(plan: Plan, today_is: Callable[[date], None]) -> PlanCheck:
    """The first moment, on its day."""
    today_is(HALF_A_YEAR)
    return plan.checks.get(months=6)


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def page_of(check: PlanCheck) -> str:
    return reverse("workspace:plan-check", args=[check.pk])


def seen(**changes: Any) -> dict[str, Any]:
    """The form of a moment."""
    words = {"came_of_it": "Twee van drie klaar.", "held_on": HALF_A_YEAR.isoformat()}
    return {"submission": uuid.uuid4(), **words, **changes}


def test_page_shows_what_was_agreed_and_the_way_to_the_scan(desk: Client, check: PlanCheck) -> None:
    page = desk.get(page_of(check)).content.decode()
    again = reverse("workspace:filling-new", args=[check.plan.company_id, "energie"])
    assert [text in page for text in ("Minder stroom", "Meterstanden opschrijven", f'href="{again}"')] == [True] * 3
    assert "Doe de scan opnieuw" in page


def test_plan_without_a_scan_or_with_one_that_ended_has_no_such_button(
    desk: Client, check: PlanCheck, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_plan(make_company("Zonder scan"), anna, agreed_on=TODAY).checks.order_by("months")[0]
    assert desk.get(page_of(other)).context["again"] is None
    ended = [scan.model_copy(update={"retired_on": HALF_A_YEAR}) for scan in current().scans]
    monkeypatch.setitem(current().__dict__, "scans", tuple(ended))
    assert desk.get(page_of(check)).context["again"] is None


def test_what_came_of_it_is_written_with_the_new_scan(desk: Client, check: PlanCheck, anna: User) -> None:
    assert "filling" not in desk.get(page_of(check)).context["form"].fields
    filling = make_filling(check.plan.company, anna, lezen={"value": "week"})
    form = desk.get(page_of(check)).context["form"]
    assert [value for value, _label in form.fields["filling"].choices] == ["", filling.pk]
    answer = desk.post(page_of(check), seen(filling=filling.pk))
    check.refresh_from_db()
    assert (answer["Location"], check.note, check.filling) == (
        reverse("workspace:plan", args=[check.plan_id]),
        "Twee van drie klaar.",
        filling,
    )
    shown = desk.get(answer["Location"]).content.decode()
    assert f'href="{reverse("workspace:scan-result", args=[filling.pk])}"' in shown
    assert desk.get(page_of(check))["Location"] == answer["Location"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"came_of_it": ""}, "came_of_it"),
        ({"held_on": (HALF_A_YEAR + timedelta(days=1)).isoformat()}, "held_on"),
        ({"held_on": (TODAY - timedelta(days=1)).isoformat()}, "held_on"),
    ],
)
def test_wrong_form_comes_back_with_what_was_typed(
    desk: Client, check: PlanCheck, changes: dict[str, str], field: str
) -> None:
    answer = desk.post(page_of(check), seen(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    check.refresh_from_db()
    assert check.held_on is None


def test_sensitive_words_are_asked_about_and_kept_in_the_trail(desk: Client, check: PlanCheck) -> None:
    word = current().sensitive_words[0].stems.nl[0]
    form = seen(came_of_it=f"Klaar. {word}")
    assert list(desk.post(page_of(check), form).context["form"].errors) == ["keep_words"]
    desk.post(page_of(check), {**form, "keep_words": "on"})
    told = [deed(event) for event in AuditEvent.objects.filter(subject_type="plancheck").order_by("pk")]
    assert told == ["schreef op wat er van een plan kwam", "liet gevoelige woorden staan bij wat er van een plan kwam"]
    held = AuditEvent.objects.get(verb="hold")
    assert details(held) == "maanden na de afspraak: 6"


def test_plan_that_ended_meanwhile_keeps_what_was_typed(desk: Client, check: PlanCheck, anna: User) -> None:
    end_plan(check.plan, note_at_end="Gestopt", by=anna)
    answer = desk.post(page_of(check), seen())
    assert (answer.status_code, "Twee van drie klaar." in answer.content.decode()) == (422, True)


def test_day_page_leads_to_the_moment(desk: Client, check: PlanCheck) -> None:
    page = desk.get(reverse("workspace:today")).content.decode()
    assert f'href="{page_of(check)}"' in page
    assert "6 maanden na de afspraak: Minder stroom" in page


def test_moment_is_for_who_plans_work(client: Client, check: PlanCheck, charlie: User, priya: User) -> None:
    for person in (charlie, priya):
        client.force_login(person)
        assert [client.get(page_of(check)).status_code, client.post(page_of(check), seen()).status_code] == [403, 403]


@pytest.mark.parametrize("scans", [1, 3])
def test_page_costs_few_queries_however_many_scans(
    desk: Client, check: PlanCheck, anna: User, scans: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(scans):
        make_filling(check.plan.company, anna)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert len(desk.get(page_of(check)).context["form"].fields["filling"].choices) == scans + 1
