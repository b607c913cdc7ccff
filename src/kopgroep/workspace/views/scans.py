"""Scans: the lists of all of them, those of one company, and the empty spreadsheet of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.models import Proof
from kopgroep.scans.spreadsheet.template import template_of
from kopgroep.workspace.forms.scans import TO_LINK, ScanFilter
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.proof_rows import standing_steps
from kopgroep.workspace.scan_rows import rows_of, scans_of
from kopgroep.workspace.views.acting import page_of

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_scan(code: str) -> Scan:
    """The scan of the programme with this code, not that of a survey; else a 404."""
    found = next((scan for scan in current().own_scans if scan.code == code), None)
    if found is None:
        raise Http404
    return found


@asks(Permission.SEE_JOURNEYS)
def scans_page(request: Asking) -> HttpResponse:
    """The scans that fit the filters in the address."""
    form = ScanFilter(request.GET, user=request.user)
    page = page_of(request, form.rows(), size=PAGE)
    context = {"form": form, "page": page, "rows": rows_of(page.rows), "to_link": form.tab_now == TO_LINK}
    context["may_record"] = request.user.may(Permission.RECORD_MEASURE)
    return render(request, "workspace/scans.html", context)


@asks(Permission.SEE_JOURNEYS)
def scan_template(request: Asking, code: str) -> HttpResponse:
    """The spreadsheet of a scan, to be filled in without a connection."""
    scan = find_scan(code)
    response = HttpResponse(template_of(scan, language=get_language() or "nl"), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{scan.code}-{scan.version}.xlsx"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@asks(Permission.SEE_JOURNEYS)
def company_scans(request: Asking, pk: int) -> HttpResponse:
    """The scans of one company: a part of its page that is fetched by itself, and a page without JavaScript."""
    company = get_object_or_404(Company.objects.visible_to(request.user), pk=pk)
    scans = scans_of(company, user=request.user)
    steps = standing_steps(request.user).filter(company=company)
    shown = Proof.objects.visible_to(request.user).filter(company=company, filling=None).select_related("measure")
    context = {
        "company": company,
        "shown": [(proof, current().ladder.phase(proof.measure.phase)) for proof in shown if proof.measure],
        "done": [one for one in scans if one.series or one.going or one.beside],
        "others": [one for one in scans if not (one.series or one.going or one.beside)],
        "steps": {step.scan for step in steps},
        "may_record": request.user.may(Permission.RECORD_MEASURE),
    }
    part = "#scans" if request.headers.get("HX-Request") else ""
    return render(request, f"workspace/company_scans.html{part}", context)
