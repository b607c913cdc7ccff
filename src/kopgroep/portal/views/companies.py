"""Finding one's own company by name or number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kopgroep.portal.forms.questions import QuestionForm
from kopgroep.portal.limits import SUGGESTIONS, too_often


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """The list to choose from, with names and places only; a whole page for who comes here without a script."""
    if too_often(request, SUGGESTIONS):
        return HttpResponse(status=429, headers={"Retry-After": str(SUGGESTIONS.seconds)})
    form = QuestionForm(initial={"company_text": request.GET.get("company_text", "")})
    template = "portal/question.html"
    if request.headers.get("HX-Request"):
        template += "#companies"
    return render(request, template, {"form": form})
