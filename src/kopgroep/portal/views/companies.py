"""Finding one's own company by name or number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kopgroep.portal.forms.counter import CounterForm
from kopgroep.portal.forms.questions import QuestionForm
from kopgroep.portal.forms.scans import StartForm
from kopgroep.portal.limits import SUGGESTIONS, too_often

QUESTION = "portal/question.html"
IN_SCAN = "portal/scan_companies.html"


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """The list to choose from, with names and places only; a whole page for who comes here without a script."""
    if too_often(request, SUGGESTIONS):
        return HttpResponse(status=429, headers={"Retry-After": str(SUGGESTIONS.seconds)})
    typed = {"company_text": request.GET.get("company_text", "")}
    in_scan = request.GET.get("voor") == "scan" and bool(request.headers.get("HX-Request"))
    form: CounterForm = StartForm(initial=typed) if in_scan else QuestionForm(initial=typed)
    template = IN_SCAN if in_scan else QUESTION
    if request.headers.get("HX-Request") and not in_scan:
        template += "#companies"
    return render(request, template, {"form": form})
