"""Open data of closed quarters: the files, which never change, and the catalogue for machines."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from kopgroep.portal.limits import OPEN_DATA, too_often
from kopgroep.reporting.opendata.catalogue import WRITERS
from kopgroep.reporting.opendata.datasets import BY_CODE, quarters
from kopgroep.reporting.opendata.everything import TITLES
from kopgroep.reporting.opendata.shelf import catalogue_as, file_of

FOREVER = 365 * 24 * 60 * 60
AN_HOUR = 60 * 60
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@require_safe
def file(request: HttpRequest, code: str, quarter: str, form: str) -> HttpResponseBase:
    """One file of one closed quarter."""
    content = file_of(code, quarter, form)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=MEDIA[form])
    answer.headers["Content-Disposition"] = f'inline; filename="{code}-{quarter}.{form}"'
    return _kept(request, answer, FOREVER)


@require_safe
def catalogue(request: HttpRequest, form: str = "") -> HttpResponseBase:
    """The catalogue as Turtle, JSON-LD or RDF/XML: by the end of the address, else as the reader asks."""
    if form and form not in WRITERS:
        raise Http404
    by_media = {media: end for end, (media, _write) in WRITERS.items()}
    media = WRITERS[form][0] if form else request.get_preferred_type(list(by_media)) or "text/turtle"
    written = catalogue_as(by_media[media])
    if written is None:
        return redirect("portal:open-data")
    answer = HttpResponse(written, content_type=f"{media}; charset=utf-8")
    if not form:
        answer.headers["Vary"] = "Accept"
    return _kept(request, answer, AN_HOUR)


@require_safe
def what_it_is(request: HttpRequest, code: str, quarter: str = "") -> HttpResponse:
    """The address that names a dataset in the catalogue leads to the page that tells about it."""
    if code not in TITLES or (quarter and code in BY_CODE and quarter not in {one.name for one in quarters()}):
        raise Http404
    return redirect("portal:open-data")


def _kept(request: HttpRequest, answer: HttpResponse, seconds: int) -> HttpResponseBase:
    """The answer, or only that it did not change; or that somebody asks too often."""
    if too_often(request, OPEN_DATA):
        return HttpResponse(status=429, headers={"Retry-After": str(OPEN_DATA.seconds)})
    answer.headers["ETag"] = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer
