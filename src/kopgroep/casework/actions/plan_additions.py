"""Putting advice of a scan in a growth plan that is open already."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.plans import Agreed, add_action
from kopgroep.casework.models import Plan, PlanAction
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.casework.plan_proposals import take_scan
from kopgroep.scans.models import Filling


@requires(Permission.PLAN_WORK)
@transaction.atomic
def add_actions(
    plan: Plan,
    actions: Sequence[Agreed],
    *,
    filling: Filling,
    by: User,
    version: int | None = None,
    kept: Sequence[str] = (),
) -> list[PlanAction]:
    """Put one or more actions from the advice of a scan in an open plan, all or none. Doing it twice adds them once.

    Raises Refused when there is no room, when the plan has ended, for a scan that no plan can be made from, and for
    an action that is not whole (its field ends in ``_1`` to ``_3``); Stale when the plan was changed meanwhile.
    """
    plan = take(plan, version=None)
    places = list(plan.actions.order_by("position"))
    there = {(action.advice, action.text, action.due_on): action for action in places}
    wanted = [(agreed.advice, agreed.text.strip(), agreed.due_on) for agreed in actions]
    if wanted and all(one in there for one in wanted):
        return [there[one] for one in wanted]
    take(plan, version=version)
    if not actions:
        raise Refused(_("Write down what will be done."), field="text_1")
    room = MOST_ACTIONS - len(places)
    if 0 < room < len(actions):
        sentence = ngettext(
            "This plan has room for one more action.", "This plan has room for %(n)s more actions.", room
        )
        raise Refused(sentence % {"n": room}, field=f"text_{room + 1}")
    take_scan(filling, plan.company, [agreed.advice for agreed in actions])
    added = []
    for number, agreed in enumerate(actions, start=1):
        try:
            added.append(add_action(plan, agreed, by=by, kept=kept if number == 1 else ()))
        except Refused as refused:
            raise Refused(refused.message, field=refused.field and f"{refused.field}_{number}") from refused
    if plan.filling_id is None:
        Plan.objects.filter(pk=plan.pk).update(filling=filling)
    return added
