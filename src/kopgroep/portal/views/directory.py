"""The directory of partners for machines: open data, in the shape that other finders of help can read."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kopgroep.base.clock import today
from kopgroep.base.dates import written_in
from kopgroep.partners.hsds import directory_text


@require_safe
def partners_json(request: HttpRequest) -> HttpResponse:
    """Every service of every partner as JSON (Human Services Data Specification 3), in the language of the site."""
    text = directory_text(written_in(get_language() or "nl"), today())
    return HttpResponse(text, content_type="application/json; charset=utf-8")
