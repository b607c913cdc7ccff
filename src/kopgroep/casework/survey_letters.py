"""The letters of the yearly survey. Each is written inside its act, and leaves through the outbox."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.casework.survey_links import refusal_url
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.scans.links import fill_url
from kopgroep.scans.models import Filling

FOLDER = "mail/survey"
ASK, REMINDER, TEST = "survey_ask", "survey_reminder", "survey_test"


def ask_company(ask: SurveyAsk, filling: Filling, *, until: date) -> Letter:
    """Ask a company to fill in the survey."""
    return _compose(ASK, ask, filling, until=until, key=key_of(ask))


def remind_company(ask: SurveyAsk, filling: Filling, *, until: date, number: int) -> Letter:
    """Ask again, for the ``number``-th time from 1."""
    return _compose(REMINDER, ask, filling, until=until, key=f"survey:{ask.pk}:reminder:{number}")


def key_of(ask: SurveyAsk) -> str:
    """The name of the first letter in the outbox."""
    return f"survey:{ask.pk}:ask"


def trial_letter(survey: Survey, *, to: User, key: str) -> Letter:
    """Mail the letter as it will be to a colleague; its links lead to the front page."""
    with override(settings.LANGUAGE_CODE):
        subject = _("Test: %(subject)s") % {"subject": subject_of(survey, ASK, settings.LANGUAGE_CODE)}
    return compose(
        f"{FOLDER}/{ASK}",
        example(survey, name=to.name),
        key=f"survey:{survey.pk}:test:{key}",
        to=to.email,
        subject=subject,
        language=settings.LANGUAGE_CODE,
        about=survey,
    )


def words_of(survey: Survey, kind: str, language: str) -> str:
    """A letter as the company reads it, to look at before it leaves."""
    subject = subject_of(survey, kind, language)
    context = {**example(survey, name=""), "programme": current(), "subject": subject, "language": language}
    with override(language):
        return render_to_string(f"{FOLDER}/{kind}.txt", context).strip()


def example(survey: Survey, *, name: str) -> dict[str, Any]:
    """What a letter says to nobody in particular; its links lead to the front page."""
    asked = current().survey(survey.survey)
    page = settings.BASE_URL.rstrip("/") + "/"
    until = max(survey.closes_on, survey.opened_at.date() + timedelta(days=asked.open_days))
    facts = {"name": name, "year": survey.year, "scan": current().scan(asked.scan), "until": until}
    return {**facts, "link": page, "refuse": page, "survey": survey}


def subject_of(survey: Survey, kind: str, language: str) -> str:
    """The subject of a letter."""
    with override(language):
        if kind == REMINDER:
            return _("Still open: what did you think of our help in %(year)s?") % {"year": survey.year}
        return _("What did you think of our help in %(year)s?") % {"year": survey.year}


def _compose(kind: str, ask: SurveyAsk, filling: Filling, *, until: date, key: str) -> Letter:
    context = {
        "name": ask.name,
        "year": ask.survey.year,
        "scan": filling.definition,
        "until": until,
        "link": fill_url(filling),
        "refuse": refusal_url(ask),
        "survey": ask.survey,
    }
    return compose(
        f"{FOLDER}/{kind}",
        context,
        key=key,
        to=ask.email,
        subject=subject_of(ask.survey, kind, ask.language),
        language=ask.language,
        company_id=ask.company_id,
        about=ask,
    )
