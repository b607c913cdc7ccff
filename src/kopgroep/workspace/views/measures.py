"""Where a company stands: a benchmark taken elsewhere, a position on the ladder."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.scans.actions.measures import record_benchmark, record_position
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.measures import BenchmarkForm, PositionForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.company import find_company


@asks(Permission.RECORD_MEASURE)
def benchmark_new(request: Asking, pk: int) -> HttpResponse:
    """Write that a company was benchmarked."""
    company = find_company(request, pk)
    form = BenchmarkForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            record_benchmark(company, by=request.user, **form.cleaned_data)
            return saved(request, _("The benchmark is saved and counts."), "workspace:company", pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("Benchmark taken"))


@asks(Permission.RECORD_MEASURE)
def position_new(request: Asking, pk: int) -> HttpResponse:
    """Write on which phase of the ladder a company stands."""
    company = find_company(request, pk)
    form = PositionForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            facts = {name: form.cleaned_data[name] for name in ("phase", "proof", "taken_on", "submission")}
            record_position(company, by=request.user, file=form.attached(), **facts)
            return saved(request, _("The position on the ladder is saved."), "workspace:company", pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("Position on the ladder"))
