"""The pages of plans, tasks, appointments and drafts, as an adviser uses them."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import User
from kopgroep.casework.actions.drafts import take_mailed
from kopgroep.casework.invitations import read_invitation
from kopgroep.casework.models import Appointment, Contact, ContactDraft, Plan, PlanAction, Task
from kopgroep.companies.models import Company
from tests.factories import TODAY, make_company, make_contact, make_question
from tests.planned import ics, make_appointment, make_plan, make_task

MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def desk(client: Client, anna: User) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def url(name: str, *keys: int) -> str:
    """The address of a page of the workspace."""
    return reverse(f"workspace:{name}", args=keys)


def plan_form(owner: User, **changes: str) -> dict[str, str]:
    """The form of a plan with one action in the second row."""
    owners = {f"owner_{n}": str(owner.pk) for n in (1, 2, 3)}
    does = {f"done_by_{n}": "company" for n in (1, 2, 3)}
    first = {"text_1": "Offertes vragen", "proof_1": "Drie offertes", "due_on_1": "2023-06-15", "hours_1": "1.5"}
    return {"submission": str(uuid.uuid4()), "goal": "Over de grens", **owners, **does, **first, **changes}


def test_plan_is_agreed_from_the_form(desk: Client, anna: User) -> None:
    company = make_company()
    answer = desk.post(url("plan-new", company.pk), plan_form(anna))
    action = PlanAction.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("plan", action.plan_id))
    assert (action.text, action.minutes, action.owner, action.due_on) == (
        "Offertes vragen",
        90,
        anna,
        date(2023, 6, 15),
    )
    assert "Offertes vragen" in desk.get(answer["Location"]).content.decode()


def test_wrong_plan_keeps_all_that_was_typed_and_names_the_row(desk: Client, anna: User) -> None:
    third = {"text_3": "Website bouwen", "due_on_3": "2023-07-01", "proof_3": ""}
    answer = desk.post(url("plan-new", make_company().pk), plan_form(anna, **third))
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), Plan.objects.count()) == (422, ["proof_3"], 0)
    page = answer.content.decode()
    assert [text in page for text in ("Offertes vragen", "Website bouwen", "Over de grens")] == [True] * 3


def test_plan_without_a_day_asks_for_it_at_its_row(desk: Client, anna: User) -> None:
    answer = desk.post(url("plan-new", make_company().pk), plan_form(anna, due_on_1="", text_2="Tweede"))
    assert sorted(answer.context["form"].errors) == ["due_on_1", "due_on_2"]


def test_action_is_ticked_off_with_its_proof_and_back(desk: Client, anna: User) -> None:
    action = make_plan(make_company(), anna).actions.get()
    empty = desk.post(
        url("plan-action", action.pk), {"submission": uuid.uuid4(), "version": 1, "done_on": "2023-05-15"}
    )
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["proof_seen"])
    form = {"submission": uuid.uuid4(), "version": 1, "done_on": "2023-05-15", "proof_seen": "Gezien"}
    assert desk.post(url("plan-action", action.pk), form).status_code == 302
    assert PlanAction.objects.get().proof_seen == "Gezien"
    desk.post(url("plan-action-undo", action.pk))
    assert PlanAction.objects.get().done_on is None


def test_action_is_changed_dropped_and_the_plan_ended(desk: Client, anna: User) -> None:
    plan = make_plan(make_company(), anna)
    action = plan.actions.get()
    page = desk.get(url("plan-action-change", action.pk))
    form = {name: page.context["form"][name].value() for name in ("text", "done_by", "owner", "proof", "version")}
    form |= {"submission": uuid.uuid4(), "due_on": "2023-06-20", "hours": "2", "partner": ""}
    assert desk.post(url("plan-action-change", action.pk), form).status_code == 302
    assert (PlanAction.objects.get().minutes, PlanAction.objects.get().due_on) == (120, date(2023, 6, 20))
    desk.post(url("plan-action-drop", action.pk), {"submission": uuid.uuid4(), "version": 2, "reason": "Te duur"})
    assert PlanAction.objects.get().drop_reason == "Te duur"
    desk.post(url("plan-end", plan.pk), {"submission": uuid.uuid4(), "version": 1, "note_at_end": ""})
    assert Plan.objects.get().ended_on == TODAY


def test_task_is_added_in_one_line_on_the_page_of_a_company(desk: Client) -> None:
    company = make_company()
    address = f"{url('task-new')}?bedrijf={company.pk}"
    form = {"submission": uuid.uuid4(), "title": "Offerte nakijken", "due_on": "2023-05-17"}
    in_place = {"HX-Request": "true", "HX-Target": "planned"}
    answer = desk.post(address, form, headers=in_place)
    assert (answer.status_code, Task.objects.get().company) == (200, company)
    assert answer.content.decode().strip().startswith('<section class="kg-block kg-planned" id="planned"')
    wrong = desk.post(address, {**form, "submission": uuid.uuid4(), "due_on": "2023-05-01"}, headers=in_place)
    assert (wrong.status_code, Task.objects.count()) == (422, 1)
    assert 'value="Offerte nakijken"' in wrong.content.decode()


def test_task_of_a_question_leads_back_to_it(desk: Client, anna: User) -> None:
    question = make_question(company=make_company())
    form = {"submission": uuid.uuid4(), "title": "Bellen", "due_on": "2023-05-17", "owner": anna.pk}
    answer = desk.post(f"{url('task-new')}?vraag={question.pk}", form)
    assert (answer["Location"], Task.objects.get().question) == (url("question", question.pk), question)


def test_tick_in_place_redraws_its_own_line(desk: Client, anna: User) -> None:
    task = make_task(anna)
    line = {"HX-Request": "true", "HX-Target": f"task-{task.pk}"}
    done = desk.post(url("task-done", task.pk), headers=line).content.decode()
    assert (Task.objects.get().done_on, f'action="{url("task-undo", task.pk)}"' in done) == (TODAY, True)
    undone = desk.post(url("task-undo", task.pk), headers=line).content.decode()
    assert (Task.objects.get().done_on, f'action="{url("task-done", task.pk)}"' in undone) == (None, True)


def test_tick_without_javascript_goes_back_where_it_was(desk: Client, anna: User) -> None:
    company = make_company()
    for word, page in (("taken", url("tasks")), ("bedrijf", url("company", company.pk)), ("//kwaad", url("today"))):
        task = make_task(anna, company=company)
        assert desk.post(url("task-done", task.pk), {"terug": word})["Location"] == page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Laat", "Nu", "Later"]),
        ("?tot=laat", ["Laat"]),
        ("?tot=week", ["Laat", "Nu"]),
        ("?van=team&tot=laat", ["Laat", "Sjoerd"]),
        ("?tot=gedaan", ["Klaar"]),
    ],
)
def test_list_of_tasks_filters(
    desk: Client, anna: User, sjoerd: User, today_is: Callable[[date], None], query: str, titles: list[str]
) -> None:
    make_task(anna, "Laat")
    make_task(sjoerd, "Sjoerd")
    today_is(TODAY + timedelta(days=2))
    make_task(anna, "Nu", due_on=TODAY + timedelta(days=2))
    make_task(anna, "Later", due_on=TODAY + timedelta(days=30))
    desk.post(url("task-done", make_task(anna, "Klaar", due_on=TODAY + timedelta(days=3)).pk))
    rows = desk.get(url("tasks") + query).context["page"].rows
    assert [task.title for task in rows] == titles


def meet(**changes: str) -> dict[str, str]:
    """The form of an appointment in two days at ten."""
    form = {"day": "2023-05-17", "time": "10:00", "minutes": "60", "channel": "visit", "subject": "Kennismaking"}
    return {"submission": str(uuid.uuid4()), "place": "", "person": "", "invite": "", "despite": "", **form, **changes}


def test_appointment_is_refused_with_who_was_there_and_goes_on_with_a_reason(
    desk: Client, anna: User, sjoerd: User
) -> None:
    company = make_company()
    make_contact(company, sjoerd, held_on=TODAY - timedelta(days=3))
    address, form = url("appointment-new", company.pk), meet(owner=str(anna.pk))
    refused = desk.post(address, form)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["despite"])
    assert "Sjoerd Hoekstra, telefoon" in refused.content.decode()
    assert desk.post(address, {**form, "despite": "Ander thema"}).status_code == 302
    assert Appointment.objects.get().despite == "Ander thema"


def test_guard_looks_at_the_day_and_colleague_that_are_chosen(desk: Client, anna: User, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, sjoerd, held_on=TODAY)
    address, guard = url("appointment-new", company.pk), {"HX-Request": "true", "HX-Target": "guard"}
    near = desk.get(address, {"day": "2023-06-01", "owner": anna.pk, "despite": "Al getypt"}, headers=guard)
    assert [talk.who for talk, _words in near.context["talks"]] == ["Sjoerd Hoekstra"]
    assert 'value="Al getypt"' in near.content.decode()
    far = desk.get(address, {"day": "2023-08-01", "owner": anna.pk}, headers=guard)
    own = desk.get(address, {"day": "2023-06-01", "owner": sjoerd.pk}, headers=guard)
    odd = desk.get(address, {"day": "2023-99-99", "owner": "x" * 40}, headers=guard)
    assert (far.context["talks"], own.context["talks"], odd.status_code) == ([], [], 200)


def test_appointment_is_moved_and_cancelled(desk: Client, anna: User) -> None:
    appointment = make_appointment(make_company(), anna)
    desk.post(url("appointment-move", appointment.pk), meet(day="2023-05-20", version="1"))
    assert Appointment.objects.get().held_on == date(2023, 5, 20)
    stale = desk.post(url("appointment-cancel", appointment.pk), meet(reason="Ziek", version="1"))
    assert stale.status_code == 409
    desk.post(url("appointment-cancel", appointment.pk), meet(reason="Ziek", version="2"))
    assert Appointment.objects.get().cancel_reason == "Ziek"


def contact_form() -> dict[str, str]:
    """The least that a contact moment asks."""
    form = {"held_on": "2023-05-15", "channel": "visit", "kind": "specific_advice", "line": "basis"}
    return {"submission": str(uuid.uuid4()), "theme": "", "note": "", "next_step": "", **form}


def test_contact_begins_with_the_appointment_and_is_tied_to_it(desk: Client, anna: User) -> None:
    company = make_company()
    appointment = make_appointment(company, anna, on=TODAY, minutes=45, channel="video")
    way = desk.get(url("appointment-contact", appointment.pk))["Location"]
    form = desk.get(way).context["form"]
    assert [form[name].value() for name in ("held_on", "minutes_contact", "channel")] == [TODAY, 45, "video"]
    sent = contact_form()
    for _ in range(2):
        assert desk.post(way, sent).status_code == 302
    assert Appointment.objects.get().contact == Contact.objects.get()
    assert desk.get(url("appointment-contact", appointment.pk))["Location"] == url(
        "contact-edit", Contact.objects.get().pk
    )


def test_draft_is_uploaded_kept_at_a_company_and_counts_from_then(desk: Client, anna: User) -> None:
    company = make_company("Van Rhee Landbouwtechniek")
    file = SimpleUploadedFile("uitnodiging.ics", ics(), content_type="text/calendar")
    answer = desk.post(url("draft-upload"), {"submission": uuid.uuid4(), "file": file})
    draft = ContactDraft.objects.get()
    assert (answer["Location"], draft.owner, Contact.objects.count()) == (url("draft", draft.pk), anna, 0)
    found = desk.get(url("draft", draft.pk), {"q": "Van Rhee"}).content.decode()
    way = f"{url('contact-new', company.pk)}?concept={draft.pk}"
    assert f'href="{way}"' in found
    form = desk.get(way).context["form"]
    assert [form[name].value() for name in ("held_on", "minutes_contact")] == [date(2023, 5, 10), 90]
    desk.post(way, contact_form())
    draft.refresh_from_db()
    assert (draft.state, draft.contact, draft.company) == ("kept", Contact.objects.get(), company)


@pytest.mark.parametrize("content", [b"", b"geen agenda", b"x" * 300_000])
def test_file_that_is_no_invitation_is_refused_at_its_field(desk: Client, content: bytes) -> None:
    file = SimpleUploadedFile("uitnodiging.ics", content, content_type="text/calendar")
    answer = desk.post(url("draft-upload"), {"submission": uuid.uuid4(), "file": file})
    assert (answer.status_code, list(answer.context["form"].errors), ContactDraft.objects.count()) == (422, ["file"], 0)


def test_draft_is_dropped_and_put_back(desk: Client) -> None:
    draft = take_mailed(read_invitation(ics()))
    desk.post(url("draft-drop", draft.pk))
    assert desk.get(url("drafts")).context["page"].rows == []
    desk.post(url("draft-undo", draft.pk))
    assert desk.get(url("drafts")).context["page"].rows == [draft]


def test_title_of_an_invitation_is_text_on_every_page(desk: Client) -> None:
    draft = take_mailed(read_invitation(ics(SUMMARY="<img src=x onerror=1> \\<b> A & B")))
    for address in (url("drafts"), url("draft", draft.pk)):
        page = desk.get(address).content.decode()
        assert ("<img src=x" in page, "A &amp; B" in page) == (False, True)


def test_calendar_link_is_shown_once_and_ended(desk: Client) -> None:
    made = desk.post(url("agenda-link"))
    address = made.context["address"]
    assert (address in made.content.decode(), "address" in desk.get(url("agenda")).context) == (True, False)
    path = address.removeprefix(address.partition("/agenda/")[0])
    assert desk.get(path).status_code == 200
    desk.post(url("agenda-end"))
    assert desk.get(path).status_code == 404


def full(number: int, by: User) -> Company:
    """A company with so many of everything."""
    company = make_company()
    for _ in range(number):
        make_task(by, company=company)
        make_appointment(company, by)
    make_plan(company, by, actions=min(number, 3))
    return company


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", ["planned", "plan", "plan-new", "appointment-new", "tasks", "agenda", "drafts"])
def test_pages_cost_few_queries_however_long_the_lists(
    desk: Client, anna: User, name: str, number: int, django_assert_max_num_queries: Any
) -> None:
    company = full(number, anna)
    keys = {"plan": [Plan.objects.get().pk], "tasks": [], "agenda": [], "drafts": []}.get(name, [company.pk])
    for place in range(number):
        take_mailed(read_invitation(ics(UID=f"talk-{place}")))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(url(name, *keys)).status_code == 200
