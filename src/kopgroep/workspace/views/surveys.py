"""The yearly survey: its rounds, one round, its letters and what companies wrote down."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused
from kopgroep.casework import survey_figures as figures
from kopgroep.casework.actions.surveys import open_survey, pause_survey, resume_survey, try_letter
from kopgroep.casework.models import Survey
from kopgroep.casework.survey_letters import ASK, REMINDER, subject_of, words_of
from kopgroep.workspace import survey_rows as rows
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.surveys import SurveyForm, years
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.sheets import csv_lines
from kopgroep.workspace.views.acting import draw, saved


def _found(request: Asking, pk: int) -> Survey:
    return get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)


@asks(Permission.SEE_MONITOR)
def surveys_page(request: Asking) -> HttpResponse:
    """Every round with its response, the latest first."""
    surveys = Survey.objects.visible_to(request.user).order_by("-year", "survey")
    told = [(survey, rows.name_of(survey), figures.response(survey), rows.marks(survey)) for survey in surveys]
    may_run = request.user.may(Permission.RUN_SURVEY)
    return render(request, "workspace/surveys.html", {"rounds": told, "may_open": may_run and bool(years())})


@asks(Permission.RUN_SURVEY)
def survey_new(request: Asking) -> HttpResponse:
    """Open a round."""
    form = SurveyForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            survey = open_survey(form.asked(), form.cleaned_data["year"], by=request.user)
            return saved(
                request, _("The round is open. The first letters leave tonight."), "workspace:survey", survey.pk
            )
    return draw(request, "workspace/survey_form.html", form)


@asks(Permission.SEE_MONITOR)
def survey_page(request: Asking, pk: int) -> HttpResponse:
    """One round: how many answered, what they said, who is missing."""
    survey = _found(request, pk)
    counts = figures.progress(survey)
    context = {
        "survey": survey,
        "name": rows.name_of(survey),
        "response": figures.response(survey),
        "total": sum(counts.values()),
        "marks": rows.marks(survey),
        "questions": rows.questions(survey),
        "reasons": rows.reasons(survey),
        "tables": rows.tables(survey),
        "batches": figures.by_batch(survey),
        "pace": rows.pace(survey),
        "minimum": figures.MINIMUM,
        "letters": rows.letters_of(survey),
        "until": rows.expected_end(survey),
        "may_run": request.user.may(Permission.RUN_SURVEY),
    }
    return render(request, "workspace/survey.html", context)


@asks(Permission.SEE_MONITOR)
def survey_table(request: Asking, pk: int) -> HttpResponseBase:
    """The figures of one round as CSV."""
    survey = _found(request, pk)
    lines = csv_lines([_("Figure"), _("Group"), _("Number"), _("Of companies")], rows.sheet(survey))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{survey.survey}-{survey.year}.csv"'
    return response


@asks(Permission.RUN_SURVEY)
def survey_letter(request: Asking, pk: int) -> HttpResponse:
    """The letter and its reminder as companies read them; with a button to mail the letter to oneself."""
    survey, language = _found(request, pk), get_language() or "nl"
    if request.method == "POST":
        try_letter(survey, submission=_submission(request), by=request.user)
        messages.success(request, _("The letter is on its way to %(email)s.") % {"email": request.user.email})
        return redirect("workspace:survey-letter", pk=pk)
    letters = [(subject_of(survey, kind, language), words_of(survey, kind, language)) for kind in (ASK, REMINDER)]
    context = {"survey": survey, "name": rows.name_of(survey), "letters": letters, "submission": uuid.uuid4()}
    return render(request, "workspace/survey_letter.html", context)


def _submission(request: Asking) -> uuid.UUID:
    """The mark of the page that was sent: pressing its button twice sends one letter."""
    try:
        return uuid.UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid.uuid4()


@require_POST
@asks(Permission.RUN_SURVEY)
def survey_pause(request: Asking, pk: int) -> HttpResponse:
    """Let the letters wait, or leave again: the button says which, so that pressing it twice changes nothing more."""
    survey = _found(request, pk)
    try:
        if request.POST.get("letters") == "go":
            resume_survey(survey, by=request.user)
            messages.success(request, _("The letters leave again, from tonight on."))
        else:
            pause_survey(survey, by=request.user)
            messages.success(request, _("No letters leave now. Answers still come in."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("workspace:survey", pk=pk)


@asks(Permission.RUN_SURVEY)
def survey_remarks(request: Asking, pk: int) -> HttpResponse:
    """What companies wrote down; who looks is noted."""
    survey = _found(request, pk)
    note_read(survey, by=request.user, page="remarks")
    context = {"survey": survey, "name": rows.name_of(survey), "remarks": rows.remarks(survey)}
    return render(request, "workspace/survey_remarks.html", context)
