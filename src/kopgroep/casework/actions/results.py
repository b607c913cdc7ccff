"""What came of the help: an adviser writes it down, the company states it, a third verifies it.

Each of the three writes a line of its own with its own amount; none ever takes the place of another.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import ZONE, now, today
from kopgroep.base.errors import Refused
from kopgroep.casework import result_letters as letters
from kopgroep.casework.lines import check_line
from kopgroep.casework.models import Journey, Referral, Result
from kopgroep.casework.note_warnings import keep_words
from kopgroep.casework.result_checks import check_amount, check_day, check_own
from kopgroep.casework.result_lines import take_lines_back, write_stage
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind, Evidence

State = Result.State
MOST_ROUNDS = 2
"""A company that did not answer is asked once more, and then left in peace."""


@dataclass(frozen=True)
class Reached:
    """What an adviser writes down of one result."""

    kind: str
    amount: Decimal
    """In the unit of the kind."""
    happened_on: date
    """The day on which it was reached, or is expected."""
    description: str
    line: str
    theme: str = ""
    journey: Journey | None = None
    referral: Referral | None = None


@requires(Permission.RECORD_RESULT)
@transaction.atomic
def write_result(
    company: Company, reached: Reached, *, submission: uuid.UUID, by: User, kept: Sequence[str] = ()
) -> Result:
    """Write down a result as a forecast. The same ``submission`` twice writes one.

    ``kept`` are the groups of sensitive words in the description that the writer was asked about and kept. Raises
    Refused for codes that the programme does not know, no amount, a day before the help began, no description.
    """
    known = Result.objects.filter(submission=submission).first()
    if known:
        return known
    programme = current()
    if reached.kind not in {kind.code for kind in programme.results.kinds if kind.is_active(today())}:
        raise Refused(_("Choose what kind of result it is."), field="kind")
    if reached.theme and reached.theme not in {theme.code for theme in programme.themes}:
        raise Refused(_("Choose one of the programme's own words."), field="theme")
    check_own(company, reached.journey, reached.referral)
    check_line(reached.line, company, None, reached.theme)
    check_amount(reached.amount, reached.kind)
    check_day(reached.happened_on, journey=reached.journey, referral=reached.referral)
    if not reached.description.strip():
        raise Refused(_("Write in one sentence what was reached."), field="description")
    result = Result.objects.create(
        company=company,
        journey=reached.journey,
        referral=reached.referral,
        kind=reached.kind,
        theme=reached.theme,
        line=reached.line,
        happened_on=reached.happened_on,
        description=reached.description.strip(),
        forecast=reached.amount,
        written_by=by,
        written_at=now(),
        submission=submission,
    )
    write_stage(result, EntryKind.RESULT_FORECAST, result.forecast, on=today(), by=by)
    note("write", result, by=by, company_id=company.pk, kind=result.kind, amount=str(result.forecast))
    keep_words(result, kept, by=by, company_id=company.pk)
    return result


@requires(Permission.RECORD_RESULT)
@transaction.atomic
def ask_result(
    result: Result, *, name: str, email: str, by: User, language: str = "nl", version: int | None = None
) -> Result:
    """Ask the company by mail whether it is so. Once more is possible when nobody answered; then the old link is void.

    Asking the same address twice in one term sends one mail. Raises Refused without name or address, before the day
    of the result, while an answer is awaited, after an answer, and after two rounds.
    """
    result = take(result, version=version)
    name, email = " ".join(name.split())[:120], email.strip()
    if result.state == State.ASKED and (result.asked_email, result.asked_name) == (email, name):
        return result
    if result.state == State.UNANSWERED and result.round >= MOST_ROUNDS:
        raise Refused(_("The company was asked twice. It need not answer."))
    if result.state not in (State.FORECAST, State.UNANSWERED):
        raise Refused(_("This result is not to be asked about now. Look where it stands."))
    if result.happened_on > today():
        raise Refused(_("This result is still to come. Ask the company when that day is there."))
    if not name:
        raise Refused(_("Fill in whom you ask."), field="name")
    result.asked_name, result.asked_email, result.language, result.asked_at = name, email, language, now()
    result.round += 1
    _move(result, State.ASKED, "asked_name", "asked_email", "language", "asked_at", "round")
    letters.ask_company(result)
    note("ask", result, by=by, company_id=result.company_id, round=result.round)
    return result


@requires(Permission.VERIFY_RESULT)
@transaction.atomic
def verify_result(
    result: Result, *, amount: Decimal, on: date, against: str, evidence: int, by: User, version: int | None = None
) -> Result:
    """Write down what a register or an account says of a stated result. ``on`` is the day it was looked up.

    Raises Refused for who wrote the result, for what the company did not state, without saying what it was held
    against, and for an evidence level above 1: one company that speaks of itself has nothing to be compared with.
    """
    result = take(result, version=version)
    if result.state != State.STATED:
        raise Refused(_("Only what the company stated can be verified. Look where the result stands."))
    if result.written_by_id == by.pk:
        raise Refused(_("You wrote this result down yourself. Somebody else verifies it."))
    check_amount(amount, result.kind, nothing=True)
    answered_on = result.answered_at.astimezone(ZONE).date() if result.answered_at else today()
    if not answered_on <= on <= today():
        raise Refused(_("Choose a day between the answer of the company and today."), field="on")
    if not against.strip():
        raise Refused(_("Say what you held it against, such as the annual account of 2022."), field="against")
    if evidence > Evidence.BEFORE_AFTER:
        raise Refused(_("A level of 2 or higher asks for a comparison with other companies."), field="evidence")
    result.verified, result.verified_by, result.verified_on = amount, by, on
    result.verified_with, result.evidence = against.strip()[:300], Evidence(evidence)
    _move(result, State.VERIFIED, "verified", "verified_by", "verified_on", "verified_with", "evidence")
    write_stage(result, EntryKind.RESULT_VERIFIED, amount, on=on, by=by, evidence=int(evidence))
    note("verify", result, by=by, company_id=result.company_id, amount=str(amount), against=result.verified_with)
    return result


@requires(Permission.RECORD_RESULT)
@transaction.atomic
def withdraw_result(result: Result, *, reason: str, by: User, version: int | None = None) -> Result:
    """Take a result back, with a reason: its lines are reversed and its link opens nothing. Twice changes nothing.

    Raises Refused without a reason.
    """
    result = take(result, version=None if result.state == State.WITHDRAWN else version)
    if result.state == State.WITHDRAWN:
        return result
    if not reason.strip():
        raise Refused(_("Say why you take this result back."), field="reason")
    result.withdraw_reason, was = reason.strip()[:300], result.state
    result.round += 1
    _move(result, State.WITHDRAWN, "withdraw_reason", "round")
    take_lines_back(result, reason=result.withdraw_reason, by=by)
    note("withdraw", result, by=by, company_id=result.company_id, reason=result.withdraw_reason, was=was)
    return result


def _move(result: Result, state: Result.State, *changed: str) -> None:
    """Save a locked result in its next state."""
    result.state = state
    result.version += 1
    result.save(update_fields=[*changed, "state", "version"])
