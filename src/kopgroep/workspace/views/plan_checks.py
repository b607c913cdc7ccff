"""Looking at a growth plan together, half a year and a year after it was agreed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.plan_checks import hold_check
from kopgroep.casework.models import PlanCheck
from kopgroep.programme import current
from kopgroep.scans.models import Filling
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.plan_checks import CheckForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.planned import state_of
from kopgroep.workspace.scan_rows import Row
from kopgroep.workspace.views.acting import draw, saved


@asks(Permission.PLAN_WORK)
def check_page(request: Asking, pk: int) -> HttpResponse:
    """What was agreed, the scan to do again, and the form for what came of it."""
    rows = PlanCheck.objects.visible_to(request.user)
    check = get_object_or_404(rows.select_related("plan__company", "plan__by", "plan__filling__edition"), pk=pk)
    plan = check.plan
    if request.method != "POST" and check.held_on:
        return saved(request, _("What came of the plan is written down already."), "workspace:plan", plan.pk)
    form = CheckForm(request.POST or None, check=check)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            seen = {"came_of_it": data["came_of_it"], "on": data["held_on"], "filling": data.get("filling")}
            hold_check(check, by=request.user, kept=form.kept, **seen)
            return saved(request, _("Saved what came of the plan."), "workspace:plan", plan.pk)
    context = {
        "check": check,
        "plan": plan,
        "company": plan.company,
        "cards": [(action, *state_of(action, today())) for action in plan.actions.order_by("position")],
        "again": _again(plan.filling),
        "title": _("What came of the plan after %(months)s months") % {"months": check.months},
        "back": reverse("workspace:plan", args=[plan.pk]),
    }
    return draw(request, "workspace/plan_check.html", form, **context)


def _again(filling: Filling | None) -> Row | None:
    """The scan from which the plan was made, when it can still be done."""
    scan = filling and next((scan for scan in current().scans if scan.code == filling.scan), None)
    return Row(filling) if filling and scan and scan.is_active(today()) else None
