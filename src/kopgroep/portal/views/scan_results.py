"""The result of a scan, by the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from kopgroep.portal.views.scan_links import behind_scan_link
from kopgroep.scans.links import token_for
from kopgroep.scans.models import Filling


@behind_scan_link
def result(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Where the company stands; while the scan is still open, the page to go on with."""
    if not filling.finished_at:
        return redirect("portal:filling", token=token_for(filling))
    scan, scored = filling.definition, filling.scored
    scale = scan.scale_of[scored.headline] if scored.headline else None
    reached = scored.scales[scale.code].level if scale else None
    level = next((level for level in scale.levels if level.code == reached), None) if scale else None
    name = level.name.in_(get_language() or "nl") if level else ""
    return render(request, "portal/scan_result.html", {"filling": filling, "scan": scan, "level": level, "name": name})
