"""One scan through time at one company, and the steps that it shows."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.dates import nice_date
from kopgroep.scans.actions.steps import record_step
from kopgroep.scans.models import Filling, Proof
from kopgroep.scans.moments import give_editions
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.scans import StepForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.proof_rows import standing_steps, steps_of
from kopgroep.workspace.scan_rows import Row
from kopgroep.workspace.series_rows import series_of
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.company import find_company
from kopgroep.workspace.views.fillings import find_filling


@asks(Permission.SEE_JOURNEYS)
def scan_series(request: Asking, pk: int, code: str) -> HttpResponse:
    """Every time that a company finished this scan, and what changed."""
    company = find_company(request, pk)
    fillings = list(Filling.objects.visible_to(request.user).series(company, code))
    if not fillings:
        return redirect("workspace:company-scans", company.pk)
    note_read(company, by=request.user, page="scan")
    give_editions(fillings)
    proofs = Proof.objects.visible_to(request.user).filter(filling__in=fillings).select_related("filling", "seen_by")
    steps = standing_steps(request.user).filter(after__in=fillings).select_related("proof", "by")
    context = {
        "company": company,
        "scan": fillings[-1].definition,
        "last": Row(fillings[-1]),
        "series": series_of(fillings),
        "proofs": proofs.order_by("filling__finished_on", "pk"),
        "steps": steps.order_by("shown_on", "pk"),
        "shown": steps_of(fillings[-1], user=request.user),
        "may_record": request.user.may(Permission.RECORD_MEASURE),
    }
    return render(request, "workspace/scan_series.html", context)


@asks(Permission.RECORD_MEASURE)
def step_new(request: Asking, pk: int, rule: int) -> HttpResponse:
    """Write a step down with the proof that shows it."""
    filling = find_filling(request, pk)
    row = next((row for row in steps_of(filling, user=request.user) if row.number == rule), None)
    if row is None:
        raise Http404
    fitting = [(str(proof.pk), f"{proof.name}, {nice_date(proof.dated_on)}") for proof in row.fits]
    form = StepForm(request.POST or None, choices=fitting)
    if form.is_valid():
        proof = get_object_or_404(Proof.objects.visible_to(request.user), pk=form.cleaned_data["proof"])
        with refusals_on(form):
            record_step(filling, rule=rule, proof=proof, by=request.user)
            return saved(request, _("The step counts."), "workspace:filling", pk, anchor="#steps")
    context = {"filling": filling, "row": Row(filling), "step": row, "title": _("A step with its proof")}
    return draw(request, "workspace/scan_form.html", form, **context)
