"""Tasks: written once, ticked off and back, passed on."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.tasks import change_task, finish_task, pass_task, reopen_task
from kopgroep.casework.models import Task
from tests.factories import TODAY, make_company, make_journey, make_question, make_referral
from tests.planned import make_task


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_task_of_a_case_belongs_to_its_company(anna: User) -> None:
    company = make_company()
    journey, question = make_journey(company, anna), make_question(company=company)
    referral = make_referral(company, anna)
    tasks = [make_task(anna, journey=journey), make_task(anna, question=question), make_task(anna, referral=referral)]
    assert [task.company for task in tasks] == [company] * 3
    with pytest.raises(Refused, match="another company"):
        make_task(anna, company=make_company("Bakkerij"), journey=journey)


def test_double_submit_writes_one_task(anna: User) -> None:
    submission = uuid.uuid4()
    assert make_task(anna, submission=submission) == make_task(anna, submission=submission)
    assert Task.objects.count() == 1


def test_task_has_a_title_and_a_day_to_come(anna: User, olga: User) -> None:
    with pytest.raises(Refused) as refused:
        make_task(anna, " ")
    assert refused.value.field == "title"
    with pytest.raises(Refused) as refused:
        make_task(anna, due_on=TODAY - timedelta(days=1))
    assert refused.value.field == "due_on"
    with pytest.raises(Refused, match="does not advise"):
        make_task(anna, owner=olga)


def test_tick_and_its_undo_are_safe_to_repeat(anna: User) -> None:
    task = make_task(anna)
    finish_task(task, by=anna)
    assert finish_task(task, by=anna).done_on == TODAY
    reopen_task(task, by=anna)
    assert reopen_task(task, by=anna).done_on is None
    verbs = AuditEvent.objects.filter(subject_type="task").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add", "finish", "reopen"]


def test_late_task_keeps_its_day_when_its_words_change(anna: User, today_is: Callable[[date], None]) -> None:
    task = make_task(anna)
    today_is(TODAY + timedelta(days=3))
    changed = change_task(task, title="Offerte bellen", text="", due_on=TODAY, by=anna, version=1)
    assert (changed.title, changed.due_on) == ("Offerte bellen", TODAY)
    with pytest.raises(Refused):
        change_task(task, title="Offerte bellen", text="", due_on=TODAY + timedelta(days=1), by=anna)


def test_second_change_sees_the_first(anna: User, sjoerd: User) -> None:
    task = make_task(anna)
    change_task(task, title="Van Sjoerd", text="", due_on=TODAY, by=sjoerd, version=1)
    with pytest.raises(Stale) as stale:
        change_task(task, title="Van Anna", text="", due_on=TODAY, by=anna, version=1)
    assert stale.value.row.title == "Van Sjoerd"


def test_task_is_passed_to_who_advises(anna: User, sjoerd: User, olga: User) -> None:
    task = make_task(anna)
    assert pass_task(task, to=sjoerd, by=anna).owner == sjoerd
    with pytest.raises(Refused) as refused:
        pass_task(task, to=olga, by=anna)
    assert refused.value.field == "owner"
    finish_task(task, by=sjoerd)
    with pytest.raises(Refused, match="done already"):
        pass_task(task, to=anna, by=sjoerd)


def test_charlie_has_no_tasks(anna: User, charlie: User) -> None:
    make_task(anna)
    with pytest.raises(NotAllowed):
        make_task(charlie)
    assert list(Task.objects.visible_to(charlie)) == []
