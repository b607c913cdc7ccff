"""The survey by the link of its letter: saying no, and what the reader sees once there is nothing left to fill in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.surveys import refuse_survey
from kopgroep.casework.models import SurveyAsk
from kopgroep.casework.survey_links import UnknownLinkError, asked_by
from kopgroep.portal.limits import ANSWERS, too_often
from kopgroep.scans.models import Filling


def is_survey(filling: Filling) -> bool:
    """Whether this scan is the questions of a survey: it gives opinions, and has no result to show."""
    return SurveyAsk.objects.filter(filling=filling).exists()


def instead_of_questions(request: HttpRequest, filling: Filling) -> HttpResponse | None:
    """The page that thanks, or says that the round is over or that this company said no; None while it is open."""
    ask = SurveyAsk.objects.select_related("survey").filter(filling=filling).first()
    if ask is None:
        return None
    if filling.finished_at:
        return _say(request, "thanks", ask)
    if ask.state == SurveyAsk.State.REFUSED:
        return _say(request, "refused", ask)
    if ask.survey.closed_at or ask.survey.closes_on < today():
        return _say(request, "over", ask, status=410)
    return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, token: str) -> HttpResponse:
    """One question, because mail programs open links before people do: are you sure you do not take part?"""
    try:
        ask = asked_by(token)
    except UnknownLinkError:
        return _say(request, "unknown", status=404)
    translation.activate(ask.language)
    if request.method != "POST":
        why = {SurveyAsk.State.REFUSED: "refused", SurveyAsk.State.ANSWERED: "thanks"}.get(SurveyAsk.State(ask.state))
        return _say(request, why or "sure", ask)
    if too_often(request, ANSWERS):
        return _say(request, "often", status=429)
    try:
        refuse_survey(ask)
    except Refused:  # answered in this very moment
        return _say(request, "thanks", ask, status=409)
    return redirect(request.path)


def _say(request: HttpRequest, why: str, ask: SurveyAsk | None = None, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/survey.html", {"why": why, "ask": ask}, status=status)
