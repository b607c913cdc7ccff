"""Asking a question, and the page that says who will call."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kopgroep.base.errors import Refused
from kopgroep.casework.actions.questions import ask_question
from kopgroep.casework.models import Question
from kopgroep.portal.forms.questions import QuestionForm
from kopgroep.portal.limits import QUESTIONS, too_often
from kopgroep.portal.links import ExpiredLinkError, Purpose, UnknownLinkError, follow_url, opened, token_for
from kopgroep.portal.mail import write_confirmation
from kopgroep.programme import current


# Not "no-store": the browser would refuse to go back to a form that was sent, and all that was typed would be gone.
@cache_control(private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form. ``begin`` comes from the box on the first page, ``search`` looks up a company; else it is sent."""
    if request.method != "POST":
        return _show(request, QuestionForm(initial={"text": example_text(request.GET.get("voorbeeld", ""))}))
    if "begin" in request.POST or "search" in request.POST:
        typed = {field: value for field, value in request.POST.items() if field in QuestionForm.base_fields}
        if not typed.get("submission"):
            typed.pop("submission", None)
        return _show(request, QuestionForm(initial=typed))
    return receive(request, QuestionForm(request.POST))


def receive(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    """Keep the question and name the person who will call, or show all that is wrong with everything still there."""
    if not form.is_valid():
        return _show(request, form, status=422)
    if too_often(request, QUESTIONS):
        phone = current().contact_details.phone
        form.add_error(None, _("Many questions came from your network just now. Wait an hour, or call %s.") % phone)
        return _show(request, form, status=429)
    try:
        question = ask_question(form.asked(), submission=form.cleaned_data["submission"], then=write_confirmation)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, form, status=422)
    return redirect(asked_url(question))


def asked_url(question: Question) -> str:
    """The page that confirms a question, for who has just asked it."""
    token = token_for(question, Purpose.ASKED)
    return f"{reverse('portal:asked', args=[question.reference])}?bewijs={token}"


@never_cache
@require_safe
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Reference, who will call and by when, what happens next, and the link to follow."""
    try:
        found = opened(request.GET.get("bewijs", ""), Purpose.ASKED)
    except ExpiredLinkError:
        return render(request, "portal/link_closed.html", {"expired": True}, status=410)
    except UnknownLinkError:
        return render(request, "portal/link_closed.html", {"expired": False}, status=404)
    question: Question = found["question"]
    if question.reference != reference:
        raise Http404
    context = {"question": question, "follow_url": follow_url(question)}
    return render(request, "portal/asked.html", context)


def example_text(code: str) -> str:
    """The words of one of the programme's example questions, or nothing for an unknown code."""
    texts = {example.code: example.text for example in current().question_examples}
    return texts[code].in_(get_language() or "nl") if code in texts else ""


def _show(request: HttpRequest, form: QuestionForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form}
    return render(request, "portal/question.html", context, status=status)
