"""What a company answers about a result, through the link in the mail; and what the clock does without an answer."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.permissions import open_to_all
from kopgroep.base.clock import now, start_of, today
from kopgroep.base.errors import Refused
from kopgroep.casework import result_letters as letters
from kopgroep.casework.models import Result
from kopgroep.casework.result_checks import check_amount, check_day
from kopgroep.casework.result_lines import write_stage
from kopgroep.casework.result_links import ANSWERED, is_open
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind, Evidence

State = Result.State


@open_to_all
@transaction.atomic
def state_result(
    result: Result, *, amount: Decimal, happened_on: date, without: str, link_round: int, remark: str = ""
) -> Result:
    """State a result: how much, when, and what would have happened without the help. An amount of 0 denies it.

    ``link_round`` comes from the signed link. The same answer twice changes nothing. Raises Refused for a link of an
    earlier round or after its term, another answer than was given, a day to come, and without the last question.
    """
    if amount == 0:
        return deny_result(result, link_round=link_round, remark=remark)
    result = take(result, version=None)
    if result.state in ANSWERED and (result.stated, result.happened_on, result.without) == (
        amount,
        happened_on,
        without,
    ):
        return result
    _check_link(result, link_round)
    check_amount(amount, result.kind)
    check_day(happened_on, journey=result.journey, referral=result.referral, until=today())
    if without not in {answer.code for answer in current().results.without if answer.is_active(today())}:
        raise Refused(_("Choose what would have happened without the help."), field="without")
    result.stated, result.happened_on, result.without = amount, happened_on, without
    _answer(result, State.STATED, remark, "stated", "happened_on", "without")
    told = {"without": without, "evidence": int(Evidence.ASKED)}
    write_stage(result, EntryKind.RESULT_STATED, amount, on=today(), by=None, **told)
    note("state", result, by=None, company_id=result.company_id, amount=str(amount), who=result.asked_name)
    letters.tell_adviser(result)
    return result


@open_to_all
@transaction.atomic
def deny_result(result: Result, *, link_round: int, remark: str = "") -> Result:
    """Say that it is not so. The forecast stays what it was; nothing is stated. Twice changes nothing.

    Raises Refused for a link of an earlier round or after its term, and when it was stated already.
    """
    result = take(result, version=None)
    if result.state == State.DENIED and result.round == link_round:
        return result
    _check_link(result, link_round)
    _answer(result, State.DENIED, remark)
    note("deny", result, by=None, company_id=result.company_id, who=result.asked_name)
    letters.tell_adviser(result)
    return result


@open_to_all
def close_unanswered_results(on: date) -> int:
    """Write down that companies did not answer in time: that counts too. Returns how many."""
    since = start_of(on - timedelta(days=current().results.link_days))
    waiting = Result.objects.asked().filter(asked_at__lt=since).order_by("pk")
    return sum(_leave(result, on) for result in list(waiting))


@transaction.atomic
def _leave(result: Result, on: date) -> bool:
    result = take(result, version=None)
    if result.state != State.ASKED:
        return False
    result.state = State.UNANSWERED
    result.version += 1
    result.save(update_fields=["state", "version"])
    note("leave_unanswered", result, by=None, company_id=result.company_id, on=str(on))
    return True


def _check_link(result: Result, link_round: int) -> None:
    if result.state in ANSWERED:
        raise Refused(_("This question was answered already. Thank you."))
    if result.round != link_round:
        raise Refused(_("This link is of an earlier round and changes nothing any more."))
    if not is_open(result):
        raise Refused(_("The time to answer is over. Call us when you still want to tell."))


def _answer(result: Result, state: Result.State, remark: str, *changed: str) -> None:
    result.state, result.answered_at, result.remark = state, now(), remark.strip()[:500]
    result.version += 1
    result.save(update_fields=[*changed, "state", "answered_at", "remark", "version"])
