"""The company says whether a result is so: how much, when, and what would have happened without the help."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kopgroep.base.errors import Refused
from kopgroep.casework.actions.result_answers import deny_result, state_result
from kopgroep.casework.links import ExpiredLinkError, SpentLinkError, UnknownLinkError
from kopgroep.casework.models import Result
from kopgroep.casework.result_letters import keeper
from kopgroep.casework.result_links import ANSWERED, last_day, opened
from kopgroep.casework.result_words import amount_words, kind_word, unit_of, without_word
from kopgroep.portal.forms.results import ResultForm
from kopgroep.portal.limits import ANSWERS, too_often
from kopgroep.programme import current

NOT_SO = "no"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link. Looking changes nothing, because mail programs open links before people do.

    A link that we do not know answers 404, one that is over 410, a second and different answer 409.
    """
    try:
        found = opened(token)
    except UnknownLinkError:
        return _shut(request, "unknown", 404)
    except ExpiredLinkError as error:
        return _shut(request, "changed" if isinstance(error, SpentLinkError) else "expired", 410)
    _speak(request, found)
    if request.method != "POST":
        return _show(request, found, ResultForm(result=found))
    if too_often(request, ANSWERS):
        return _shut(request, "often", 429)
    return _answer(request, found)


def _answer(request: HttpRequest, found: Result) -> HttpResponse:
    form = ResultForm(request.POST, result=found)
    not_so = request.POST.get("answer") == NOT_SO
    if not not_so and not form.is_valid():
        return _show(request, found, form, status=409 if found.state in ANSWERED else 422)
    try:
        if not_so:
            deny_result(found, link_round=found.round)
        else:
            state_result(found, link_round=found.round, **form.cleaned_data)
    except Refused as refused:
        if not not_so:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        found.refresh_from_db()
        return _show(request, found, form, status=409)
    return redirect(request.path)


def _speak(request: HttpRequest, found: Result) -> None:
    """In the language of the mail, until the visitor chooses another one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(found.language)
        request.LANGUAGE_CODE = translation.get_language()


def _show(request: HttpRequest, found: Result, form: ResultForm, *, status: int = 200) -> HttpResponse:
    unit = unit_of(found.kind)
    kind = current().result_kind(found.kind)
    context = {
        "result": found,
        "form": form,
        "adviser": keeper(found),
        "kind": kind_word(found.kind),
        "explained": kind.description and kind.description.in_(translation.get_language() or "nl"),
        "expected": amount_words(found.forecast, unit),
        "said": amount_words(found.stated, unit),
        "without": without_word(found.without),
        "until": last_day(found),
        "answered": found.state in ANSWERED,
    }
    return render(request, "portal/result.html", context, status=status)


def _shut(request: HttpRequest, why: str, status: int) -> HttpResponse:
    """The page that says what is the matter with a link, and what to do. Nobody's data is on it."""
    return render(request, "portal/result_link.html", {"why": why}, status=status)
