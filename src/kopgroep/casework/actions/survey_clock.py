"""What the clock does to the yearly survey at night. Running it twice changes nothing the second time."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.permissions import open_to_all
from kopgroep.base.clock import now
from kopgroep.casework.actions.surveys import take_answers
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.casework.survey_letters import ask_company, key_of, remind_company
from kopgroep.casework.survey_lines import write_asked
from kopgroep.ledger.actions import take_back
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.results import YearlySurvey
from kopgroep.scans.actions.asking import ask_to_fill
from kopgroep.scans.models import Filling

State = SurveyAsk.State
SPACE = uuid.UUID("3d6d0d1c-8a37-4f0e-9d57-6a7c0a1f9c22")
"""Names under which the keys of the scans are made, so that asking a company twice makes one."""
NEVER_ARRIVED = (Letter.State.FAILED, Letter.State.DROPPED)


@open_to_all
def run_surveys(on: date) -> int:
    """Take in answers, note letters that came back, send the letters of today, close what is over.

    Returns how many letters were written. Each letter and each answer is a transaction of its own: whoever dies halfway
    goes on where it stopped.
    """
    written = 0
    for survey in list(Survey.objects.open().order_by("pk")):
        _settle(survey)
        written += _send_batch(survey, on) + _remind(survey, on)
        _close(survey, on)
    return written


def _settle(survey: Survey) -> None:
    """Take in answers that the page could not, and note the letters that never arrived."""
    asked = survey.asks.filter(state__in=(State.SENT, State.REMINDED)).order_by("pk")
    for filling in Filling.objects.finished().filter(survey_ask__in=asked).order_by("pk"):
        take_answers(filling)
    failed = set(Letter.objects.filter(kind="survey_ask", state__in=NEVER_ARRIVED).values_list("key", flat=True))
    for ask in [ask for ask in asked.filter(answered_on=None) if key_of(ask) in failed]:
        _bounce(ask)


@transaction.atomic
def _bounce(ask: SurveyAsk) -> None:
    ask = take(ask, version=None)
    if ask.state not in (State.SENT, State.REMINDED):
        return
    ask.state = State.BOUNCED
    ask.save(update_fields=["state"])
    for line in Entry.objects.standing().about(ask).filter(kind=EntryKind.SURVEY_ASKED).order_by("pk"):
        take_back(line, reason="letter came back", by=None)
    note("survey_bounce", ask, by=None, company_id=ask.company_id)


def _send_batch(survey: Survey, on: date) -> int:
    """Write the first letters of a day, at most ``batch`` of them. Returns how many."""
    return _until_none(lambda: _send_one(survey, on))


def _remind(survey: Survey, on: date) -> int:
    """Ask again whoever has not answered after the days of the programme, at most ``batch`` a day. Returns how many."""
    return _until_none(lambda: _remind_one(survey, on))


def _until_none(step: Callable[[], bool | None]) -> int:
    """Take a step until it says None. Returns how often it said that a letter was written."""
    written = 0
    while (done := step()) is not None:
        written += done
    return written


@transaction.atomic
def _send_one(survey: Survey, on: date) -> bool | None:
    """Write to the next company; False when that one must not be written to any more, None when today is done."""
    # Whoever else sends letters of this round waits here, so that none is written twice and no day has too many.
    survey = take(survey, version=None)
    asked = current().survey(survey.survey)
    ask = survey.asks.waiting().select_related("company").first()
    if ask is None or survey.closed_at or survey.paused_at or _sent(survey, sent_on=on) >= asked.batch:
        return None
    if _not_any_more(ask):
        ask.state = State.NOT_MAILED
        ask.save(update_fields=["state"])
        return False
    survey.closes_on = max(survey.closes_on, on + timedelta(days=asked.open_days))
    survey.save(update_fields=["closes_on"])
    filling = _filling_for(ask, asked)
    ask_company(ask, filling, until=survey.closes_on)
    ask.filling, ask.state, ask.sent_on = filling, State.SENT, on
    ask.save(update_fields=["filling", "state", "sent_on"])
    write_asked(ask, on=on)
    return True


def _sent(survey: Survey, **when: date) -> int:
    return survey.asks.filter(**when).count()


def _not_any_more(ask: SurveyAsk) -> bool:
    """Whether something happened since the list was drawn by which this company must not be mailed."""
    company = ask.company
    return bool(company.non_mailing or company.ended_on or company.merged_into_id)


def _filling_for(ask: SurveyAsk, asked: YearlySurvey) -> Filling:
    return ask_to_fill(
        current().scan(asked.scan),
        ask.company,
        name=ask.name,
        email=ask.email,
        language=ask.language,
        submission=uuid.uuid5(SPACE, str(ask.pk)),
    )


@transaction.atomic
def _remind_one(survey: Survey, on: date) -> bool | None:
    survey = take(survey, version=None)
    asked = current().survey(survey.survey)
    over = survey.closed_at or survey.paused_at or survey.closes_on < on
    ask = None if over or _sent(survey, reminded_on=on) >= asked.batch else _next_to_remind(survey, asked, on)
    if ask is None or ask.filling is None:
        return None
    ask.reminders, ask.reminded_on, ask.state = ask.reminders + 1, on, State.REMINDED
    ask.save(update_fields=["reminders", "reminded_on", "state"])
    remind_company(ask, ask.filling, until=survey.closes_on, number=ask.reminders)
    return True


def _next_to_remind(survey: Survey, asked: YearlySurvey, on: date) -> SurveyAsk | None:
    silent = survey.asks.filter(state__in=(State.SENT, State.REMINDED), filling__finished_at=None)
    reachable = silent.filter(company__non_mailing=False, company__ended_on=None, company__merged_into=None)
    for number, days in enumerate(asked.remind_after_days):
        due = reachable.filter(reminders=number, sent_on__lte=on - timedelta(days=days))
        ask = due.select_related("filling__edition", "company").order_by("order", "pk").first()
        if ask:
            return ask
    return None


@transaction.atomic
def _close(survey: Survey, on: date) -> None:
    """After the last day, once every letter has left: who did not answer was silent."""
    survey = take(survey, version=None)
    if survey.closed_at or on <= survey.closes_on or survey.asks.waiting().exists():
        return
    survey.asks.filter(state__in=(State.SENT, State.REMINDED)).update(state=State.SILENT)
    survey.closed_at = now()
    survey.save(update_fields=["closed_at"])
    note("close_survey", survey, by=None, survey=survey.survey, year=survey.year)
