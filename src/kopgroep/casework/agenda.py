"""What stands in somebody's calendar: everything with a day that waits for this person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kopgroep.accounts.models import User
from kopgroep.casework.models import Appointment, Contact, PlanAction, Question, Referral, Task
from kopgroep.casework.models.referral_states import Mover

BACK = timedelta(days=90)
MOST = 500
"""Of each kind; nobody reads further in a calendar."""


class Kind(StrEnum):
    """What sort of thing it is."""

    APPOINTMENT = "appointment"
    TASK = "task"
    STEP = "step"
    ACTION = "action"
    CALL = "call"
    REFERRAL = "referral"


@dataclass(frozen=True)
class Item:
    """One thing, without a word of what it is about: a calendar is read by machines and lock screens."""

    kind: Kind
    pk: int
    begins: datetime | date
    who: str
    """Name of the company, or of the person who asked; empty for what belongs to neither."""
    about: int
    """Key of the row that its page shows."""
    minutes: int = 0
    sequence: int = 0


def agenda_of(user: User, *, on: date) -> list[Item]:
    """Everything that has a day and waits for this person, and the appointments of the last months. Six queries."""
    parts = (_appointments(user, on), _tasks(user), _steps(user), _actions(user), _calls(user), _referrals(user))
    return [item for part in parts for item in part]


def _appointments(user: User, on: date) -> Iterator[Item]:
    rows = Appointment.objects.visible_to(user).standing().filter(owner=user, held_on__gte=on - BACK)
    for row in rows.select_related("company").order_by("starts_at", "pk")[:MOST]:
        name = row.company.name
        yield Item(Kind.APPOINTMENT, row.pk, row.starts_at, name, row.pk, minutes=row.minutes, sequence=row.sequence)


def _tasks(user: User) -> Iterator[Item]:
    rows = Task.objects.visible_to(user).open().filter(owner=user).select_related("company")
    for row in rows.order_by("due_on", "pk")[:MOST]:
        yield Item(Kind.TASK, row.pk, row.due_on, row.company.name if row.company else "", row.pk, sequence=row.version)


def _steps(user: User) -> Iterator[Item]:
    rows = Contact.objects.visible_to(user).filter(next_step_owner=user, step_done_on=None, next_step_on__isnull=False)
    for row in rows.select_related("company").order_by("next_step_on", "pk")[:MOST]:
        if row.next_step_on:
            yield Item(Kind.STEP, row.pk, row.next_step_on, row.company.name, row.company_id, sequence=row.version)


def _actions(user: User) -> Iterator[Item]:
    rows = PlanAction.objects.visible_to(user).open().filter(owner=user).select_related("plan__company")
    for row in rows.order_by("due_on", "pk")[:MOST]:
        yield Item(Kind.ACTION, row.pk, row.due_on, row.plan.company.name, row.plan_id, sequence=row.version)


def _calls(user: User) -> Iterator[Item]:
    rows = Question.objects.visible_to(user).untaken().filter(caller=user).select_related("company")
    for row in rows[:MOST]:
        yield Item(Kind.CALL, row.pk, row.call_by, row.company_name, row.pk, sequence=row.version)


def _referrals(user: User) -> Iterator[Item]:
    rows = Referral.objects.visible_to(user).open().owned_by(user).waiting_for(Mover.ADVISER)
    for row in rows.select_related("company").order_by("due_on", "pk")[:MOST]:
        if row.due_on:
            yield Item(Kind.REFERRAL, row.pk, row.due_on, row.company.name, row.pk, sequence=row.version)
