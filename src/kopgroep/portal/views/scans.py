"""The scans on offer, and beginning one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from kopgroep.base.clock import today
from kopgroep.portal.forms.scans import StartForm
from kopgroep.portal.limits import SCANS, too_often
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.actions.fillings import begin_alone
from kopgroep.scans.letters import send_link
from kopgroep.scans.links import token_for


def offered() -> list[Scan]:
    """The scans that may be begun today, in the order of the programme."""
    return [scan for scan in current().own_scans if scan.is_active(today())]


@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """What each scan gives, and how long it takes."""
    return render(request, "portal/scans.html", {"scans": offered()})


# Not "no-store": the browser would refuse to go back to a form that was sent, and all that was typed would be gone.
@cache_control(private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """What happens with the answers, and who fills it in. ``search`` looks up a company; else the scan begins."""
    found = next((one for one in offered() if one.code == code), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found, StartForm())
    if "search" in request.POST:
        typed = {box: value for box, value in request.POST.items() if box in StartForm.base_fields and value}
        return _show(request, found, StartForm(initial=typed))
    return begin(request, found, StartForm(request.POST))


def begin(request: HttpRequest, found: Scan, form: StartForm) -> HttpResponse:
    """Begin and go to the first page, or show all that is wrong with everything still there."""
    if not form.is_valid():
        return _show(request, found, form, status=422)
    if too_often(request, SCANS):
        form.add_error(None, _("Many scans were begun from your network just now. Wait an hour and try again."))
        return _show(request, found, form, status=429)
    filling = begin_alone(found, form.visitor(), submission=form.cleaned_data["submission"], then=send_link)
    return redirect("portal:filling", token=token_for(filling))


def _show(request: HttpRequest, found: Scan, form: StartForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/scan_start.html", {"scan": found, "form": form}, status=status)
