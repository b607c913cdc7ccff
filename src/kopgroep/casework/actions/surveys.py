"""The yearly survey: opening a round, answering, saying no."""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, open_to_all, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.casework.survey_letters import trial_letter
from kopgroep.casework.survey_lines import write_answered, write_asked, write_mark
from kopgroep.casework.survey_list import draw_list
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.results import YearlySurvey
from kopgroep.scans.models import Filling

State = SurveyAsk.State
ASKED = (State.SENT, State.REMINDED, State.BOUNCED, State.SILENT)
"""The states from which an answer may still come: a letter that came back may have arrived all the same."""


@requires(Permission.RUN_SURVEY)
def open_survey(survey: YearlySurvey, year: int, *, by: User) -> Survey:
    """Draw the list of a round: all companies that were in a trajectory in that year. Letters leave at night.

    Opening the same round twice gives the first one. Raises Refused for a year that is not over or lies outside the
    programme, and when nobody was in a trajectory.
    """
    if year >= today().year:
        raise Refused(_("This year is not over yet. Choose an earlier one."), field="year")
    if year not in current().period.years:
        raise Refused(_("This year lies outside the programme."), field="year")
    drawn = list(draw_list(survey.code, year))
    if not drawn:
        raise Refused(_("No company was in a trajectory in this year."), field="year")
    try:
        with transaction.atomic():
            opened = Survey.objects.create(
                survey=survey.code,
                year=year,
                opened_by=by,
                opened_at=now(),
                closes_on=today() + timedelta(days=survey.open_days),
                programme_hash=current().hash,
            )
            SurveyAsk.objects.bulk_create(
                SurveyAsk(
                    survey=opened,
                    company_id=one.company,
                    theme=one.theme,
                    order=one.order,
                    state=one.state,
                    name=one.who.name,
                    email=one.who.email if one.state == State.WAITING else "",
                    language=one.who.language,
                )
                for one in drawn
            )
            note("open_survey", opened, by=by, survey=survey.code, year=year, companies=len(drawn))
    except IntegrityError:
        # The same button, pressed twice or by two people: the other one was first.
        return Survey.objects.get(survey=survey.code, year=year)
    return opened


@requires(Permission.RUN_SURVEY)
@transaction.atomic
def try_letter(survey: Survey, *, submission: uuid.UUID, by: User) -> Letter:
    """Mail the letter to oneself, to see how it arrives."""
    letter = trial_letter(survey, to=by, key=str(submission))
    note("try_letter", survey, by=by)
    return letter


@requires(Permission.RUN_SURVEY)
@transaction.atomic
def pause_survey(survey: Survey, *, by: User) -> Survey:
    """Let letters and reminders wait; answers still come in. Twice changes nothing. Raises Refused after the end."""
    survey = take(survey, version=None)
    if survey.closed_at:
        raise Refused(_("This round is over."))
    if survey.paused_at is None:
        survey.paused_at = now()
        survey.save(update_fields=["paused_at"])
        note("pause_survey", survey, by=by)
    return survey


@requires(Permission.RUN_SURVEY)
@transaction.atomic
def resume_survey(survey: Survey, *, by: User) -> Survey:
    """Let the letters leave again, from the next night on; who gets one still has all the days to answer."""
    survey = take(survey, version=None)
    if survey.paused_at:
        survey.paused_at = None
        survey.save(update_fields=["paused_at"])
        note("resume_survey", survey, by=by)
    return survey


@open_to_all
@transaction.atomic
def refuse_survey(ask: SurveyAsk) -> SurveyAsk:
    """Say, with the link of the letter, that one does not take part; no later round asks either.

    Twice changes nothing. Raises Refused once the answer is in.
    """
    ask = take(ask, version=None)
    if ask.state == State.ANSWERED:
        raise Refused(_("You have answered already. Call us when your answer must be taken out."))
    if ask.state != State.REFUSED:
        ask.state = State.REFUSED
        ask.save(update_fields=["state"])
        note("refuse_survey", ask, by=None, company_id=ask.company_id)
    return ask


@open_to_all
@transaction.atomic
def take_answers(filling: Filling) -> bool:
    """Count a finished survey: that it was answered, and each mark that it gave. Returns whether it was new.

    For any other scan, one that is not finished, or that came after the last day, nothing happens. Twice counts once.
    """
    found = SurveyAsk.objects.filter(filling=filling).first()
    if found is None or filling.finished_on is None or filling.withdrawn_on:
        return False
    # The round first, as whoever sends letters does: so two never wait for each other.
    survey = take(found.survey, version=None)
    ask = take(found, version=None)
    if ask.state not in ASKED or filling.finished_on > survey.closes_on:
        return False
    if ask.state == State.BOUNCED:
        write_asked(ask, on=ask.sent_on or filling.finished_on, again=True)
    ask.state, ask.answered_on = State.ANSWERED, filling.finished_on
    ask.save(update_fields=["state", "answered_on"])
    write_answered(ask, on=filling.finished_on)
    for question in current().survey(survey.survey).scores:
        mark = filling.answers.get(question, {}).get("value")
        if isinstance(mark, int | float) and mark == int(mark):
            write_mark(ask, question, int(mark), on=filling.finished_on)
    note("answer_survey", ask, by=None, company_id=ask.company_id)
    return True
