"""The result of a scan, by the link: the page, and the same on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kopgroep.base.clock import today
from kopgroep.portal.views.scan_links import behind_scan_link
from kopgroep.portal.views.surveys import is_survey
from kopgroep.reporting.scan_paper import as_download, scan_paper
from kopgroep.scans.links import link_until, token_for
from kopgroep.scans.models import Filling
from kopgroep.scans.result_page import result_page


@behind_scan_link
def result(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Where the company stands, and what to do now; while the scan is still open, the page to go on with."""
    token = token_for(filling)
    if not filling.finished_at or is_survey(filling):
        return redirect("portal:filling", token=token)
    context = {
        "filling": filling,
        "token": token,
        "page": result_page(filling, on=today()),
        "until": link_until(filling),
    }
    return render(request, "portal/scan_result.html", context)


@behind_scan_link
def paper(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The same as a PDF to keep."""
    if not filling.finished_at or is_survey(filling):
        return redirect("portal:filling", token=token_for(filling))
    return as_download(filling, scan_paper(result_page(filling, on=today())))
