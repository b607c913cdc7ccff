"""The result of a scan, as the entrepreneur sees it, and the same on paper."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.reporting.scan_paper import as_download, scan_paper
from kopgroep.scans.models import Filling
from kopgroep.scans.result_page import result_page
from kopgroep.workspace.guards import Asking, asks


def _find(request: Asking, pk: int) -> Filling:
    """The scan, if this person may see it; else a 404. Whoever looks at a known company is written in the read log."""
    rows = Filling.objects.visible_to(request.user)
    rows = rows.select_related("edition", "company", "company_guess", "adviser", "snapshot")
    filling = get_object_or_404(rows, pk=pk)
    if filling.company and filling.finished_at:
        note_read(filling.company, by=request.user, page="scan")
    return filling


@require_safe
@asks(Permission.SEE_JOURNEYS)
def scan_result(request: Asking, pk: int) -> HttpResponse:
    """What the scan showed. One that is still open has no result: the way leads to its questions."""
    filling = _find(request, pk)
    if not filling.finished_at:
        return redirect("workspace:filling", filling.pk)
    may_plan = bool(filling.company) and not filling.withdrawn_on and request.user.may(Permission.PLAN_WORK)
    context = {"filling": filling, "page": result_page(filling, on=today()), "may_plan": may_plan}
    return render(request, "workspace/scan_result.html", context)


@require_safe
@asks(Permission.SEE_JOURNEYS)
def scan_result_paper(request: Asking, pk: int) -> HttpResponse:
    """The same as a PDF, to send along or to keep in a file."""
    filling = _find(request, pk)
    if not filling.finished_at:
        return redirect("workspace:filling", filling.pk)
    return as_download(filling, scan_paper(result_page(filling, on=today())))
