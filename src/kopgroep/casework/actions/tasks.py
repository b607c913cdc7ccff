"""Tasks: write one down, change it, tick it off, pass it to a colleague."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.models import Journey, Question, Referral, Task
from kopgroep.casework.note_warnings import keep_words
from kopgroep.companies.models import Company


def _check(title: str, owner: User) -> None:
    if not title.strip():
        raise Refused(_("Write down what must be done."), field="title")
    if not owner.may(Permission.PLAN_WORK):
        raise Refused(_("%(name)s does not advise companies.") % {"name": owner}, field="owner")


def _check_day(due_on: date) -> None:
    if due_on < today():
        raise Refused(_("This day is behind us. Choose today or a later day."), field="due_on")


def _company_of(*cases: Question | Journey | Referral | None) -> Company | None:
    return next((case.company for case in cases if case and case.company), None)


@requires(Permission.PLAN_WORK)
@transaction.atomic
def add_task(
    title: str,
    *,
    due_on: date,
    owner: User,
    submission: uuid.UUID,
    by: User,
    text: str = "",
    company: Company | None = None,
    question: Question | None = None,
    journey: Journey | None = None,
    referral: Referral | None = None,
    kept: Sequence[str] = (),
) -> Task:
    """Write down one thing to do. The same ``submission`` twice gives one task.

    A task of a question, trajectory or referral belongs to its company too. Raises Refused without a title, for a day
    behind us, for an owner who does not advise, and when the case is of another company.
    """
    known = Task.objects.filter(submission=submission).first()
    if known:
        return known
    _check(title, owner)
    _check_day(due_on)
    of_case = _company_of(question, journey, referral)
    if company and of_case and company != of_case:
        raise Refused(_("This belongs to another company."))
    cases: dict[str, Any] = {"question": question, "journey": journey, "referral": referral}
    task = Task.objects.create(
        title=title.strip(),
        note=text.strip(),
        company=company or of_case,
        owner=owner,
        by=by,
        made_on=today(),
        due_on=due_on,
        submission=submission,
        **cases,
    )
    note("add", task, by=by, company_id=task.company_id, title=task.title, owner=owner.name)
    _keep(task, kept, by)
    return task


def _keep(task: Task, kept: Sequence[str], by: User) -> None:
    if task.company_id:
        keep_words(task, kept, by=by, company_id=task.company_id)


def _write(task: Task, **changes: Any) -> Task:
    for name, value in changes.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*changes, "version"])
    return task


@requires(Permission.PLAN_WORK)
@transaction.atomic
def change_task(
    task: Task,
    *,
    title: str,
    text: str,
    due_on: date,
    by: User,
    version: int | None = None,
    kept: Sequence[str] = (),
) -> Task:
    """Write another title, note or day. Raises Refused as ``add_task`` does, Stale after somebody else's change."""
    task = take(task, version=version)
    _check(title, task.owner)
    if due_on != task.due_on:
        _check_day(due_on)
    new = {"title": title.strip(), "note": text.strip(), "due_on": due_on}
    changed = sorted(name for name, value in new.items() if getattr(task, name) != value)
    if not changed:
        return task
    task = _write(task, **new)
    note("change", task, by=by, company_id=task.company_id, changed=changed)
    _keep(task, kept, by)
    return task


@requires(Permission.PLAN_WORK)
@transaction.atomic
def finish_task(task: Task, *, by: User) -> Task:
    """Tick a task off. Doing it twice changes nothing."""
    task = take(task, version=None)
    if task.done_on:
        return task
    task = _write(task, done_on=today())
    note("finish", task, by=by, company_id=task.company_id, title=task.title)
    return task


@requires(Permission.PLAN_WORK)
@transaction.atomic
def reopen_task(task: Task, *, by: User) -> Task:
    """Undo the tick: it is still to be done."""
    task = take(task, version=None)
    if task.done_on is None:
        return task
    task = _write(task, done_on=None)
    note("reopen", task, by=by, company_id=task.company_id, title=task.title)
    return task


@requires(Permission.PLAN_WORK)
@transaction.atomic
def pass_task(task: Task, *, to: User, by: User, version: int | None = None) -> Task:
    """Give an open task to a colleague. Raises Refused for who does not advise, and for a task that is done."""
    task = take(task, version=version)
    if task.done_on:
        raise Refused(_("This task is done already."))
    _check(task.title, to)
    if task.owner_id == to.pk:
        return task
    was = task.owner.name
    task = _write(task, owner=to)
    note("pass", task, by=by, company_id=task.company_id, title=task.title, earlier_owner=was, owner=to.name)
    return task
