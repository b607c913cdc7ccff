"""What is planned with a company: a part of its page that is fetched by itself, and a page without JavaScript."""

from django.http import HttpResponse
from django.shortcuts import render

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.workspace.forms.tasks import QuickTaskForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.planned import planned_of
from kopgroep.workspace.views.company import find_company


@asks(Permission.SEE_COMPANIES)
def planned_page(request: Asking, pk: int) -> HttpResponse:
    """Appointments, tasks, the plan, and how much this company is asked."""
    company = find_company(request, pk)
    context = {"company": company, "quick": QuickTaskForm(), **planned_of(company, user=request.user, on=today())}
    part = "#planned" if request.headers.get("HX-Request") else ""
    return render(request, f"workspace/planned.html{part}", context)
