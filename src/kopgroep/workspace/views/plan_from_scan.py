"""From a finished scan to a growth plan: pick from its advice, then agree on it as on any plan."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.plan_additions import add_actions
from kopgroep.casework.actions.plans import agree_plan
from kopgroep.casework.models import Plan
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.casework.plan_proposals import check_scan, drafted, proposals
from kopgroep.companies.models import Company
from kopgroep.scans.models import Filling
from kopgroep.workspace.forms.plan_choice import ChoiceForm
from kopgroep.workspace.forms.plans import AdditionForm, PlanForm, journey_of
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.scan_rows import Row
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.fillings import find_filling
from kopgroep.workspace.views.plans import refusals_in_rows

PICKED, AGAIN = "kies", "opnieuw"
"""In the address once somebody picked, however little; and when that is to be looked at again."""


@asks(Permission.PLAN_WORK)
def plan_from_scan(request: Asking, pk: int) -> HttpResponse:
    """The advice of a scan to pick from; then the form of a plan, or of more actions in the plan that is open."""
    filling = find_filling(request, pk)
    if request.method == "POST":
        return _take(request, filling)
    try:
        check_scan(filling, filling.company)
    except Refused as refused:
        return saved(request, refused.message, "workspace:filling", pk)
    company = _company(filling)
    note_read(company, by=request.user, page="scan")
    plan = Plan.objects.visible_to(request.user).open().filter(company=company).first()
    actions = list(plan.actions.order_by("position")) if plan else []
    dimensions = proposals(filling, today(), in_plan=[action.advice for action in actions])
    picked = ChoiceForm(
        request.GET if PICKED in request.GET else None, dimensions=dimensions, room=MOST_ACTIONS - len(actions)
    )
    if AGAIN not in request.GET and picked.is_valid():
        begin = [drafted(chosen, today()) for chosen in picked.chosen()]
        if plan:
            return _draw(
                request, filling, AdditionForm(plan=plan, user=request.user, begin=begin, rows=len(begin)), plan
            )
        theme = filling.definition.theme
        return _draw(request, filling, PlanForm(company=company, user=request.user, begin=begin, theme=theme))
    context = _around(filling) | {"form": picked, "plan": plan, "actions": actions, "picked": PICKED}
    return render(request, "workspace/plan_choice.html", context, status=422 if picked.errors else 200)


def _take(request: Asking, filling: Filling) -> HttpResponse:
    """Agree on what was filled in."""
    if "plan" in request.POST:
        return _add(request, filling)
    company = _company(filling)
    form = PlanForm(request.POST, company=company, user=request.user)
    if form.is_valid():
        with refusals_in_rows(form):
            plan = agree_plan(
                company,
                goal=form.cleaned_data["goal"],
                actions=form.agreed(),
                journey=journey_of(form),
                filling=filling,
                submission=form.cleaned_data["submission"],
                kept=form.kept,
                by=request.user,
            )
            return saved(request, _("The plan is agreed."), "workspace:plan", plan.pk)
    return _draw(request, filling, form, Plan.objects.visible_to(request.user).open().filter(company=company).first())


def _add(request: Asking, filling: Filling) -> HttpResponse:
    """Put what was filled in with the plan that was open when the form was made."""
    company, asked = _company(filling), request.POST["plan"]
    plans = Plan.objects.visible_to(request.user).filter(company=company).select_related("company")
    plan = plans.filter(pk=int(asked) if asked.isdecimal() else 0).first()
    if plan is None:
        raise Http404
    rows = sum(f"text_{number}" in request.POST for number in range(1, MOST_ACTIONS + 1))
    form = AdditionForm(request.POST, plan=plan, user=request.user, rows=rows)
    if form.is_valid():
        with refusals_in_rows(form):
            version = form.cleaned_data["version"]
            add_actions(plan, form.agreed(), filling=filling, by=request.user, version=version, kept=form.kept)
            return saved(request, _("It is in the plan."), "workspace:plan", plan.pk)
    return _draw(request, filling, form, plan)


def _company(filling: Filling) -> Company:
    """The company of a scan; a 404 as long as nobody has said which one it is."""
    if filling.company is None:
        raise Http404
    return filling.company


def _around(filling: Filling) -> dict[str, Any]:
    return {"filling": filling, "company": filling.company, "row": Row(filling)}


def _draw(request: Asking, filling: Filling, form: PlanForm | AdditionForm, plan: Plan | None = None) -> HttpResponse:
    """The form of what was picked, which may all still be changed."""
    query = request.GET.urlencode()
    context = _around(filling) | {
        "plan": plan,
        "adds": isinstance(form, AdditionForm),
        "query": query,
        "again": f"{query}&{AGAIN}=1",
    }
    back = reverse("workspace:plan-from-scan", args=[filling.pk])
    return draw(request, "workspace/plan_draft.html", form, back=back, **context)
