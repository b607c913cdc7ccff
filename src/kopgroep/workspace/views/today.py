"""The day page: what is too late, what is new, what went silent, in that order."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.models import Contact, Journey, Question
from kopgroep.casework.models.journey import nearly_full
from kopgroep.casework.silence import silent
from kopgroep.companies.models import Company
from kopgroep.workspace.guards import Asking, asks

SHOWN = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """What one person, or the team, has before them on a day. Each list holds one more than is shown, when there is."""

    late_questions: list[Question]
    late_steps: list[Contact]
    new_questions: list[Question]
    week_steps: list[Contact]
    silent: list[Company]
    nearly_full: list[Journey]

    @property
    def late(self) -> int:
        """How many things are too late."""
        return len(self.late_questions) + len(self.late_steps)


def day_of(user: User, *, on: date, team: bool) -> Day:
    """The day of one person; with ``team`` that of everybody together."""
    questions = Question.objects.visible_to(user).untaken().select_related("company", "caller")
    steps = Contact.objects.visible_to(user).select_related("company", "next_step_owner")
    steps = steps.steps_due(on + WEEK)
    companies = Company.objects.visible_to(user).exclude(account_manager=None).prefetch_related("establishments")
    journeys = Journey.objects.visible_to(user).open().with_minutes().select_related("company")
    if not team:
        questions, steps = questions.filter(caller=user), steps.filter(next_step_owner=user)
        companies, journeys = companies.managed_by(user), journeys.filter(specialist=user)
    waiting, agreed = list(questions[:200]), list(steps[:200])
    full = [j for j in journeys.order_by(F("written").desc())[:SHOWN] if nearly_full(j.written, j.cap_minutes)]
    return Day(
        late_questions=[q for q in waiting if q.call_by < on],
        late_steps=[s for s in agreed if s.next_step_on and s.next_step_on < on],
        new_questions=[q for q in waiting if q.call_by >= on],
        week_steps=[s for s in agreed if s.next_step_on and s.next_step_on >= on],
        silent=list(silent(companies, on=on)[: SHOWN + 1]),
        nearly_full=full,
    )


@asks(Permission.RECORD_CONTACT)
def today_page(request: Asking) -> HttpResponse:
    """What needs me now, each line with the one action that clears it."""
    on = today()
    team = request.GET.get("van") == "team"
    day = day_of(request.user, on=on, team=team)
    context = {"day": day, "on": on, "team": team, "mine": not team, "shown": SHOWN}
    return render(request, "workspace/today.html", context)
