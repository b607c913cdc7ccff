"""Growth plans: agree on one, look at it, tick its actions off, end it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused, Stale
from kopgroep.casework.actions.plans import (
    add_action,
    agree_plan,
    change_action,
    drop_action,
    end_plan,
    finish_action,
    reopen_action,
)
from kopgroep.casework.models import Plan, PlanAction
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.workspace.forms.acting import ActForm, refusals_on
from kopgroep.workspace.forms.plan_rows import RowsMixin
from kopgroep.workspace.forms.plans import (
    ActionForm,
    EndPlanForm,
    FinishActionForm,
    PlanForm,
    ReasonForm,
    journey_of,
)
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.planned import state_of
from kopgroep.workspace.scan_rows import Row
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.company import find_company


def find_plan(request: Asking, pk: int) -> Plan:
    """The plan with what its page shows, if this person may see it; else a 404."""
    rows = Plan.objects.visible_to(request.user).select_related("company", "journey", "by", "filling__edition")
    return get_object_or_404(rows, pk=pk)


def find_action(request: Asking, pk: int) -> PlanAction:
    """The action with its plan and company, if this person may see it; else a 404."""
    rows = PlanAction.objects.visible_to(request.user).select_related("plan__company", "plan__journey", "owner")
    return get_object_or_404(rows, pk=pk)


@contextmanager
def refusals_in_rows(form: RowsMixin) -> Iterator[None]:
    """Put a refusal at the row as it stands on the page."""
    with refusals_on(form):
        try:
            yield
        except Stale:
            raise
        except Refused as refused:
            raise Refused(refused.message, field=form.field_of(refused.field)) from refused


@asks(Permission.PLAN_WORK)
def plan_new(request: Asking, pk: int) -> HttpResponse:
    """Write down what was agreed: a goal and at most three actions."""
    company = find_company(request, pk)
    form = PlanForm(request.POST or None, company=company, user=request.user)
    if form.is_valid():
        with refusals_in_rows(form):
            plan = agree_plan(
                company,
                goal=form.cleaned_data["goal"],
                actions=form.agreed(),
                journey=journey_of(form),
                submission=form.cleaned_data["submission"],
                kept=form.kept,
                by=request.user,
            )
            return saved(request, _("The plan is agreed."), "workspace:plan", plan.pk)
    return draw(request, "workspace/plan_new.html", form, company=company, title=_("New growth plan"))


@asks(Permission.SEE_JOURNEYS)
def plan_page(request: Asking, pk: int) -> HttpResponse:
    """One plan: its goal and its actions as cards, fit to print and leave behind."""
    plan, on = find_plan(request, pk), today()
    actions = list(plan.actions.select_related("owner", "referral").order_by("position"))
    may_plan = request.user.may(Permission.PLAN_WORK) and not plan.ended_on
    context = {
        "plan": plan,
        "company": plan.company,
        "checks": plan.checks.select_related("held_by", "filling__edition"),
        "scan": plan.filling and Row(plan.filling),
        "cards": [(action, *state_of(action, on)) for action in actions],
        "open": any(not action.done_on and not action.dropped_on for action in actions),
        "may_plan": may_plan,
        "may_add": may_plan and len(actions) < MOST_ACTIONS,
    }
    return render(request, "workspace/plan.html", context)


def _draw(request: Asking, plan: Plan, form: ActForm, title: str) -> HttpResponse:
    back = reverse("workspace:plan", args=[plan.pk])
    return draw(request, "workspace/plan_form.html", form, plan=plan, company=plan.company, title=title, back=back)


@asks(Permission.PLAN_WORK)
def action_new(request: Asking, pk: int) -> HttpResponse:
    """Put one more action in a plan."""
    plan = find_plan(request, pk)
    initial = {"version": plan.version, "owner": request.user.pk}
    form = ActionForm(request.POST or None, company=plan.company, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            version = form.cleaned_data["version"]
            add_action(plan, form.agreed(), by=request.user, version=version, kept=form.kept)
            return saved(request, _("The action is in the plan."), "workspace:plan", pk)
    return _draw(request, plan, form, _("New action"))


@asks(Permission.PLAN_WORK)
def action_page(request: Asking, pk: int) -> HttpResponse:
    """Tick an action off, with what proves it."""
    action = find_action(request, pk)
    form = FinishActionForm(request.POST or None, action=action)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            finish_action(
                action, proof_seen=data["proof_seen"], on=data["done_on"], by=request.user, version=data["version"]
            )
            undo = reverse("workspace:plan-action-undo", args=[pk])
            return saved(
                request, _("Done: %(action)s.") % {"action": action.text}, "workspace:plan", action.plan_id, undo=undo
            )
    return _draw(request, action.plan, form, _("Tick off: %(action)s") % {"action": action.text})


@asks(Permission.PLAN_WORK)
def action_change(request: Asking, pk: int) -> HttpResponse:
    """Agree otherwise on an action."""
    action = find_action(request, pk)
    form = ActionForm(request.POST or None, company=action.plan.company, action=action)
    if form.is_valid():
        with refusals_on(form):
            version = form.cleaned_data["version"]
            change_action(action, form.agreed(), by=request.user, version=version, kept=form.kept)
            return saved(request, _("The action is changed."), "workspace:plan", action.plan_id)
    return _draw(request, action.plan, form, _("Change action"))


@asks(Permission.PLAN_WORK)
def action_drop(request: Asking, pk: int) -> HttpResponse:
    """Give an action up, with a reason."""
    action = find_action(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": action.version})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            drop_action(action, reason=data["reason"], by=request.user, version=data["version"])
            undo = reverse("workspace:plan-action-undo", args=[pk])
            return saved(request, _("The action is dropped."), "workspace:plan", action.plan_id, undo=undo)
    return _draw(request, action.plan, form, _("Drop: %(action)s") % {"action": action.text})


@require_POST
@asks(Permission.PLAN_WORK)
def action_undo(request: Asking, pk: int) -> HttpResponse:
    """Open an action again that was ticked off or dropped."""
    action = find_action(request, pk)
    try:
        reopen_action(action, by=request.user)
    except Refused as refused:
        return saved(request, refused.message, "workspace:plan", action.plan_id)
    return saved(request, _("The action is open again."), "workspace:plan", action.plan_id)


@asks(Permission.PLAN_WORK)
def plan_end(request: Asking, pk: int) -> HttpResponse:
    """End a plan."""
    plan = find_plan(request, pk)
    form = EndPlanForm(request.POST or None, initial={"version": plan.version})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            end_plan(plan, note_at_end=data["note_at_end"], by=request.user, version=data["version"])
            return saved(request, _("The plan has ended."), "workspace:company", plan.company_id)
    return _draw(request, plan, form, _("End the plan"))
