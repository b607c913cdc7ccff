"""What is planned with a company: a part of its page that is fetched by itself, and a page without JavaScript."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.companies.models import Company
from kopgroep.workspace.forms.tasks import QuickTaskForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.planned import planned_of


@asks(Permission.SEE_COMPANIES)
def planned_page(request: Asking, pk: int) -> HttpResponse:
    """Appointments, tasks, the plan, and how much this company is asked."""
    company = get_object_or_404(Company.objects.visible_to(request.user), pk=pk)
    context = {"company": company, "quick": QuickTaskForm(), **planned_of(company, user=request.user, on=today())}
    part = "#planned" if request.headers.get("HX-Request") else ""
    return render(request, f"workspace/planned.html{part}", context)
