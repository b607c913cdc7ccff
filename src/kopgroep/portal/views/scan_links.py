"""What the pages behind the link to a scan share: opening the link, and saying why it will not open."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kopgroep.portal.limits import SCAN_ANSWERS, too_often
from kopgroep.portal.views.scans import offered
from kopgroep.scans.links import ExpiredLinkError, UnknownLinkError, opened
from kopgroep.scans.models import Filling

View = Callable[[HttpRequest, Filling], HttpResponse]
METHODS = ["GET", "HEAD", "POST"]


def behind_scan_link(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page that the link to a scan opens. The view gets the scan; a link that opens nothing gets words.

    Looking changes nothing, because mail programs open links before people do. A link that we do not know answers
    404, one that is over 410.
    """

    @never_cache
    @require_http_methods(METHODS)
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        try:
            filling = opened(token)
        except UnknownLinkError:
            return shut(request, "unknown", status=404)
        except ExpiredLinkError as error:
            speak(request, error.filling)
            return shut(request, "withdrawn" if error.filling.withdrawn_on else "expired", error.filling, status=410)
        speak(request, filling)
        if request.method == "POST" and too_often(request, SCAN_ANSWERS):
            return shut(request, "often", filling, status=429)
        return view(request, filling)

    return page


def speak(request: HttpRequest, filling: Filling) -> None:
    """In the language in which the scan was begun, until somebody chooses another one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(filling.language)
        request.LANGUAGE_CODE = translation.get_language()


def shut(request: HttpRequest, why: str, filling: Filling | None = None, *, status: int) -> HttpResponse:
    """The page that says what is the matter with a link, and what to do. Nobody's data is on it."""
    again = filling.scan if filling and why == "expired" else ""
    scan = next((one for one in offered() if one.code == again), None)
    return render(request, "portal/scan_link.html", {"why": why, "scan": scan}, status=status)
