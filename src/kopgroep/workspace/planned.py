"""What is planned with one company: appointments, tasks, the plan, and how much the company is asked."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.conversation import Load, Pressure, Talk, pressure
from kopgroep.casework.models import Appointment, Plan, PlanAction, Task
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.templatetags.casework import name_of

MOST = 20


def planned_of(company: Company, *, user: User, on: date) -> dict[str, Any]:
    """Everything that waits at a company, in six queries."""
    appointments = Appointment.objects.visible_to(user).standing().filter(company=company, contact=None)
    tasks = Task.objects.visible_to(user).open().filter(company=company).select_related("owner")
    plan = Plan.objects.visible_to(user).open().filter(company=company).prefetch_related("actions").first()
    asked = pressure(company, on=on)
    return {
        "appointments": appointments.select_related("owner").order_by("starts_at", "pk")[:MOST],
        "tasks": tasks.order_by("due_on", "pk")[:MOST],
        "plan": plan,
        "pressure": asked,
        "pressure_word": load_word(asked),
        "pressure_shape": LOAD_SHAPES[asked.load],
        "pressure_days": current().clocks.pressure_days,
        "on": on,
        "may_plan": user.may(Permission.PLAN_WORK),
        "may_record": user.may(Permission.RECORD_CONTACT),
    }


LOAD_SHAPES = {Load.CALM: "ok", Load.BUSY: "near", Load.TOO_MUCH: "late"}


def load_word(asked: Pressure) -> str:
    """How much a company is asked, in a word."""
    return {Load.CALM: _("calm"), Load.BUSY: _("busy"), Load.TOO_MUCH: _("too much")}[asked.load]


def told(talk: Talk) -> str:
    """Who speaks with a company and how, without the day: ``Sjoerd Hoekstra, visit``."""
    how = name_of(talk.channel, "channel") if talk.channel else ""
    words = {"intake": _("intake"), "hours": _("session of a trajectory"), "partner": _("partner of the programme")}
    parts = [talk.organisation or talk.who or _("somebody of the programme"), words.get(talk.what, ""), how.lower()]
    return ", ".join(part for part in parts if part)


def state_of(action: PlanAction, on: date) -> tuple[str, str]:
    """How an action of a plan stands, as a word with its shape."""
    if action.done_on:
        return _("done"), "ok"
    if action.dropped_on:
        return _("dropped"), "rest"
    return (_("late"), "late") if action.due_on < on else (_("open"), "near")
