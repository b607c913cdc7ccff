"""Reports: which there are per quarter, one to read as a page, and the same as a file.

A report says what public money did, so whoever may see the monitor may read all of them, those of funders too. What
lies behind a number is another matter: its link opens only for who may.
"""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.programme import UnknownCodeError, current
from kopgroep.reporting.reports.as_html import body
from kopgroep.reporting.reports.building import build, rests_on
from kopgroep.reporting.reports.document import Document
from kopgroep.reporting.reports.writing import Form, file_name, write
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.report_rows import closed_quarters, files_of, last_day, quarters_until, report_rows


@asks(Permission.SEE_MONITOR)
def reports_page(request: Asking) -> HttpResponse:
    """The reports of one quarter, with a way to the others."""
    quarters, closed = quarters_until(today()), closed_quarters()
    asked = request.GET.get("kwartaal", "")
    # Without a choice the latest closed quarter, which is what people quote from; else the latest.
    first = next((quarter for quarter in quarters if quarter in closed), quarters[0] if quarters else "")
    chosen = asked if asked in quarters else first
    context = {
        "quarters": quarters,
        "chosen": chosen,
        "closed": closed,
        "rows": report_rows(chosen, today()) if chosen else [],
    }
    return render(request, "workspace/reports.html", context)


@asks(Permission.SEE_MONITOR)
def report_page(request: Asking, quarter: str, kind: str) -> HttpResponse:
    """One report as a page."""
    document = _document(request, quarter, kind)
    context = {
        "document": document,
        "body": body(document),
        "quarter": quarter,
        "files": files_of(quarter, kind, request.GET.get("voor", "")),
    }
    return render(request, "workspace/report.html", context)


@asks(Permission.SEE_MONITOR)
def report_file(request: Asking, quarter: str, kind: str, form: str) -> HttpResponseBase:
    """One report as a file. Of a closed quarter it is sent anew only when something it rests on has changed."""
    if form not in list(Form):
        raise Http404(f"no form {form!r}; known: {', '.join(Form)}")
    tag = _tag(request, quarter, kind, form)
    if tag and (known := get_conditional_response(request, etag=tag)):
        return known
    document = _document(request, quarter, kind)
    answer = HttpResponse(write(document, Form(form)), content_type=Form(form).media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(document, Form(form))}"'
    if tag:
        answer["ETag"] = tag
        answer["Cache-Control"] = "private, no-cache"
    return answer


def _tag(request: HttpRequest, quarter: str, kind: str, form: str) -> str:
    """A mark of everything that a report of a closed quarter rests on; empty while it can change any moment."""
    grounds = rests_on(quarter)
    if not grounds:
        return ""
    words = (*grounds, kind, form, request.GET.get("voor", ""), get_language() or "nl")
    return f'"{sha256("\n".join(words).encode()).hexdigest()[:32]}"'


def _document(request: HttpRequest, quarter: str, kind: str) -> Document:
    """The report that an address asks for; else a 404 that says what there is."""
    try:
        report, until = current().report(kind), last_day(quarter, today())
        return build(report, until, language=get_language() or "nl", made_for=request.GET.get("voor", ""))
    except (UnknownCodeError, ValueError) as unknown:
        raise Http404(str(unknown)) from unknown
    except Refused as refused:
        raise Http404(refused.message) from refused
