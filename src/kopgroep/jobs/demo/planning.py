"""Plans, tasks and appointments of the demonstration."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.base.clock import ZONE
from kopgroep.base.working_days import is_working_day
from kopgroep.casework.actions.appointments import Meeting, plan_appointment
from kopgroep.casework.actions.plans import Agreed, agree_plan, drop_action, end_plan, finish_action
from kopgroep.casework.actions.tasks import add_task, finish_task
from kopgroep.casework.models import Plan, PlanAction, Task
from kopgroep.companies.models import Company, Person
from kopgroep.jobs.demo import phrases

Act = Callable[[date], None]
Agenda = Callable[[date, Act], None]
# The part of what is late that is done after all in a week.
CAUGHT_UP = 0.4
HOURS = (9, 10, 11, 13, 14, 15, 16)


class Planning:
    """The acts around plans, tasks and appointments. ``plan`` puts a later act on the agenda."""

    def __init__(self, random: Random, *, plan: Agenda) -> None:
        self.random, self.plan = random, plan

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def promise(self, on: date, *, company: Company, by: User) -> None:
        """A task for oneself, mostly done around its day."""
        due = on + timedelta(days=self.random.randint(2, 21))
        title = self.random.choice(phrases.TASKS)
        task = add_task(title, due_on=due, owner=by, company=company, submission=self._uuid(), by=by)
        if self.random.random() < 0.93:
            self.plan(due + timedelta(days=self.random.choice((-1, 0, 0, 0, 1, 3))), lambda day: self._do(task))

    def _do(self, task: Task) -> None:
        finish_task(task, by=task.owner)

    def agree(self, on: date, *, company: Company, by: User) -> None:
        """A growth plan of two or three actions, each with a day and a proof."""
        actions = []
        for text, proof in self.random.sample(phrases.ACTIONS, self.random.randint(2, 3)):
            done_by = self.random.choices(("company", "adviser"), (70, 30))[0]
            due = on + timedelta(days=self.random.randint(20, 150))
            minutes = self.random.choice((60, 120, 240, 480))
            actions.append(Agreed(text=text, done_by=done_by, owner=by, proof=proof, due_on=due, minutes=minutes))
        goal = self.random.choice(phrases.PLANS)
        plan = agree_plan(company, goal=goal, actions=actions, submission=self._uuid(), by=by)
        for action in plan.actions.order_by("position"):
            if self.random.random() < 0.8:
                late = timedelta(days=self.random.choice((-7, 0, 2, 12)))
                self.plan(action.due_on + late, lambda day, done=action: self._prove(done))  # type: ignore[misc]

    def _prove(self, action: PlanAction) -> None:
        finish_action(action, proof_seen=f"{action.proof}: gezien", by=action.owner)
        if not PlanAction.objects.filter(plan=action.plan, done_on=None, dropped_on=None).exists():
            end_plan(Plan.objects.get(pk=action.plan_id), by=action.owner, note_at_end="Alle acties zijn klaar.")

    def meet(self, on: date, *, company: Company, person: Person, by: User) -> None:
        """An appointment in the coming weeks, mostly with an invitation by mail."""
        day = on + timedelta(days=self.random.randint(0, 12))
        while not is_working_day(day):
            day += timedelta(days=1)
        starts_at = datetime.combine(day, time(self.random.choice(HOURS), self.random.choice((0, 30))), tzinfo=ZONE)
        invite = person.email if self.random.random() < 0.7 else ""
        seat = company.seat
        place = seat.place if seat and not seat.address_shielded else ""
        subject = self.random.choice(phrases.MEETINGS)
        meeting = Meeting(starts_at=starts_at, subject=subject, channel="visit", place=place, invite=invite)
        despite = "Op verzoek van de ondernemer"
        plan_appointment(company, meeting, submission=self._uuid(), by=by, person=person, despite=despite)

    def catch_up(self, on: date) -> None:
        """Once a week much of what is late is done after all, or an action is dropped."""
        for task in Task.objects.due(on - timedelta(days=5)):
            if self.random.random() < CAUGHT_UP:
                self.plan(on, lambda day, one=task: self._do(one))  # type: ignore[misc]
        for action in PlanAction.objects.due(on - timedelta(days=14)).select_related("plan", "owner"):
            if self.random.random() < CAUGHT_UP:
                self.plan(on, lambda day, one=action: self._prove(one))  # type: ignore[misc]
            elif self.random.random() < CAUGHT_UP / 2:
                self.plan(on, lambda day, one=action: self._drop(one))  # type: ignore[misc]

    def _drop(self, action: PlanAction) -> None:
        drop_action(action, reason="Ingehaald door een ander plan", by=action.owner)
