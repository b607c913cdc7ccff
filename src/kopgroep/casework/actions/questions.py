"""From a question at the counter to its answer."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, open_to_all, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.models import Question
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import write_line
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind

# Without 0, 1, I, L, O and vowels: a reference is read out over the telephone.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


@dataclass(frozen=True)
class Asked:
    """What an entrepreneur fills in at the counter."""

    text: str
    name: str
    email: str
    phone: str = ""
    company: Company | None = None
    company_typed: str = ""
    not_started: bool = False
    municipality_code: str = ""
    language: str = "nl"
    channel: str = "counter"


@open_to_all
def ask_question(
    asked: Asked,
    *,
    submission: uuid.UUID,
    by: User | None = None,
    then: Callable[[Question], object] | None = None,
) -> Question:
    """Put a question in the inbox of the first line and name the person who will call.

    Asking again with the same ``submission`` returns the first question. ``then`` is called once, for the first
    asking, inside its transaction: the letters about it are written there. Raises Refused when nobody is there to call.
    """
    known = Question.objects.filter(submission=submission).first()
    if known:
        return known
    try:
        return _keep(asked, submission=submission, by=by, then=then)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one was first.
        return Question.objects.get(submission=submission)


@transaction.atomic
def _keep(
    asked: Asked, *, submission: uuid.UUID, by: User | None, then: Callable[[Question], object] | None
) -> Question:
    """Write the question, its line and its audit event, all or nothing."""
    seat = asked.company.seat if asked.company else None
    municipality = seat.municipality_code if seat else asked.municipality_code
    question = Question.objects.create(
        reference=new_reference(),
        asked_at=now(),
        asked_on=today(),
        caller=choose_caller(asked.company, municipality),
        call_by=add_working_days(today(), current().clocks.first_call),
        municipality_code=municipality,
        submission=submission,
        **{field: value for field, value in vars(asked).items() if field != "municipality_code"},
    )
    write_line(
        EntryKind.QUESTION_ASKED,
        happened_on=question.asked_on,
        by=by,
        key=f"question:{question.pk}:asked",
        subject=question,
        company=question.company,
        outcome=question.channel,
    )
    note("ask", question, by=by, company_id=question.company_id, caller=question.caller.name)
    if then:
        then(question)
    return question


def new_reference() -> str:
    """A short reference that cannot be guessed from another one, such as ``7KQ-M2X``."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(7))
    return f"{drawn[:3]}-{drawn[3:]}"


def choose_caller(company: Company | None, municipality_code: str) -> User:
    """The account manager; else the adviser of the municipality with the fewest questions waiting; else any adviser."""
    manager = company.account_manager if company else None
    if manager and manager.is_active:
        return manager
    advisers = list(User.objects.first_line())
    if not advisers:
        raise Refused(_("There is no adviser to call you back. Please ring us."))
    near = [a for a in advisers if municipality_code and municipality_code in a.areas]
    waiting = dict.fromkeys((a.pk for a in advisers), 0)
    for caller_id in Question.objects.untaken().values_list("caller", flat=True):
        waiting[caller_id] = waiting.get(caller_id, 0) + 1
    return min(near or advisers, key=lambda a: (waiting[a.pk], a.pk))


@requires(Permission.TAKE_QUESTION)
@transaction.atomic
def take_question(question: Question, *, by: User, version: int | None = None) -> Question:
    """Take a question: from now on this person answers it. Raises Refused when it is taken, Stale when it changed."""
    question = take(question, version=version)
    if question.state != Question.State.NEW:
        raise Refused(_("%(name)s has already taken this question.") % {"name": question.caller})
    question.state, question.caller, question.taken_at = Question.State.TAKEN, by, now()
    question.version += 1
    question.save(update_fields=["state", "caller", "taken_at", "version"])
    write_line(
        EntryKind.QUESTION_TAKEN,
        happened_on=today(),
        by=by,
        key=f"question:{question.pk}:taken:{question.version}",
        subject=question,
        company=question.company,
    )
    note("take", question, by=by, company_id=question.company_id)
    return question


@requires(Permission.TAKE_QUESTION)
@transaction.atomic
def attach_company(question: Question, company: Company, *, by: User, version: int | None = None) -> Question:
    """Say which company a question is of. Raises Refused when it already has one."""
    question = take(question, version=version)
    if question.company_id:
        raise Refused(_("This question already belongs to a company."))
    question.company = company
    question.version += 1
    question.save(update_fields=["company", "version"])
    note("attach_company", question, by=by, company_id=company.pk, company=company.name)
    return question


@requires(Permission.TAKE_QUESTION)
@transaction.atomic
def close_question(question: Question, *, outcome: str, by: User, version: int | None = None) -> Question:
    """Close a question with an outcome of the programme. Raises Refused when it is not taken."""
    question = take(question, version=version)
    if question.state != Question.State.TAKEN:
        raise Refused(_("Take the question first; then you can close it."))
    if outcome not in {o.code for o in current().question_outcomes}:
        raise Refused(_("Choose what came of the question."), field="outcome")
    question.state, question.closed_on, question.outcome = Question.State.CLOSED, today(), outcome
    question.version += 1
    question.save(update_fields=["state", "closed_on", "outcome", "version"])
    write_line(
        EntryKind.QUESTION_CLOSED,
        happened_on=today(),
        by=by,
        key=f"question:{question.pk}:closed:{question.version}",
        subject=question,
        company=question.company,
        outcome=outcome,
    )
    note("close", question, by=by, company_id=question.company_id, outcome=outcome)
    return question


@requires(Permission.TAKE_QUESTION)
@transaction.atomic
def reopen_question(question: Question, *, reason: str, by: User, version: int | None = None) -> Question:
    """Open a closed question again, with a reason. Also how closing by mistake is undone."""
    question = take(question, version=version)
    if question.state != Question.State.CLOSED:
        raise Refused(_("This question is open already."))
    if not reason.strip():
        raise Refused(_("Say why the question is opened again."), field="reason")
    question.state, question.closed_on, question.outcome = Question.State.TAKEN, None, ""
    question.version += 1
    question.save(update_fields=["state", "closed_on", "outcome", "version"])
    note("reopen", question, by=by, company_id=question.company_id, reason=reason.strip())
    return question
