"""Looking at a growth plan together with the company, half a year and a year after it was agreed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.models import PlanCheck
from kopgroep.casework.note_warnings import keep_words
from kopgroep.scans.models import Filling


@requires(Permission.PLAN_WORK)
@transaction.atomic
def hold_check(
    check: PlanCheck,
    *,
    came_of_it: str,
    by: User,
    on: date | None = None,
    filling: Filling | None = None,
    kept: Sequence[str] = (),
) -> PlanCheck:
    """Write what came of the plan, with the scan that was done again for it, if any. Doing it twice changes nothing.

    Raises Refused without a word on what came of it, for a day before the plan or after today, for a scan of another
    company, and when the plan has ended.
    """
    check = take(check, version=None)
    if check.held_on:
        return check
    day = on or today()
    if check.plan.ended_on:
        raise Refused(_("This plan has ended."))
    if not came_of_it.strip():
        raise Refused(_("Write down what came of the plan."), field="came_of_it")
    if not check.plan.agreed_on <= day <= today():
        raise Refused(_("Choose a day between the agreement and today."), field="held_on")
    if filling and (filling.company_id != check.plan.company_id or not filling.finished_on or filling.withdrawn_on):
        raise Refused(_("Choose a finished scan of this company."), field="filling")
    check.held_on, check.held_by, check.note, check.filling = day, by, came_of_it.strip(), filling
    check.save(update_fields=["held_on", "held_by", "note", "filling"])
    note("hold", check, by=by, company_id=check.plan.company_id, months=check.months)
    keep_words(check, kept, by=by, company_id=check.plan.company_id)
    return check
