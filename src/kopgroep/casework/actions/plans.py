"""A growth plan: agree it, change it, tick its actions off with proof, end it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import months_after
from kopgroep.casework.models import Journey, Plan, PlanAction, PlanCheck, Referral
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.casework.note_warnings import keep_words
from kopgroep.casework.plan_proposals import take_scan
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import take_back, write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.scans.models import Filling

Does = PlanAction.Does


@dataclass(frozen=True)
class Agreed:
    """What is agreed on one action: what, who does it, who asks after it, by when, and what will prove it."""

    text: str
    done_by: str
    owner: User
    proof: str
    due_on: date
    minutes: int = 0
    partner: str = ""
    referral: Referral | None = None
    advice: str = ""
    """Code of the advice of a scan that it came from."""


NAMES = frozenset(field.name for field in fields(Agreed))


def _check(agreed: Agreed, company: Company, *, place: str = "", since: date) -> None:
    """Refuse what is not whole. ``place`` is put behind the name of the field, as in a form with several actions."""

    def refuse(sentence: str, field: str) -> None:
        raise Refused(sentence, field=field + place)

    if not agreed.text.strip():
        refuse(_("Write down what will be done."), "text")
    if agreed.done_by not in Does.values:
        refuse(_("Choose who does it."), "done_by")
    if not agreed.proof.strip():
        refuse(_("Write down what will show that it was done."), "proof")
    if agreed.due_on < since:
        refuse(_("The action would be due before it was agreed."), "due_on")
    if not agreed.owner.may(Permission.PLAN_WORK):
        refuse(_("%(name)s does not advise companies.") % {"name": agreed.owner}, "owner")
    if agreed.done_by == Does.PARTNER and agreed.partner not in {partner.code for partner in current().partners}:
        refuse(_("Choose the partner that does it."), "partner")
    if agreed.done_by != Does.PARTNER and (agreed.partner or agreed.referral):
        refuse(_("Only an action of a partner names one."), "partner")
    if agreed.referral and (agreed.referral.company_id, agreed.referral.partner) != (company.pk, agreed.partner):
        refuse(_("This referral is of another company or another partner."), "referral")


def _words(agreed: Agreed) -> dict[str, Any]:
    found = {name: getattr(agreed, name) for name in NAMES}
    return found | {name: str(found[name]).strip() for name in ("text", "proof")}


@requires(Permission.PLAN_WORK)
@transaction.atomic
def agree_plan(
    company: Company,
    *,
    goal: str,
    actions: Sequence[Agreed],
    submission: uuid.UUID,
    by: User,
    journey: Journey | None = None,
    filling: Filling | None = None,
    agreed_on: date | None = None,
    kept: Sequence[str] = (),
) -> Plan:
    """Write down what a company and the programme agreed to do, and when they will look at it together.

    ``filling`` is the scan from whose advice it was made. The same ``submission`` twice gives one plan. Raises Refused
    without a goal, with no action or more than three, for an action that is not whole (its field ends in ``_1`` to
    ``_3``), for a scan that no plan can be made from, and when the company has an open plan already.
    """
    # Lines of others may go on pointing at the company: only who agrees on a plan of it too has to wait.
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    known = Plan.objects.filter(submission=submission).first()
    if known:
        return known
    day = agreed_on or today()
    if not goal.strip():
        raise Refused(_("Write down what the company wants to reach."), field="goal")
    if day > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="agreed_on")
    if not 1 <= len(actions) <= MOST_ACTIONS:
        raise Refused(_("A plan has one, two or three actions."), field="text_1")
    if journey and journey.company_id != company.pk:
        raise Refused(_("This trajectory belongs to another company."), field="journey")
    for number, agreed in enumerate(actions, start=1):
        _check(agreed, company, place=f"_{number}", since=day)
    filling = take_scan(filling, company, [agreed.advice for agreed in actions])
    if Plan.objects.open().filter(company=company).exists():
        raise Refused(_("This company has an open plan. End that one first."))
    facts: dict[str, Any] = {"company": company, "journey": journey, "filling": filling, "by": by}
    plan = Plan.objects.create(goal=goal.strip(), agreed_on=day, submission=submission, **facts)
    for number, agreed in enumerate(actions, start=1):
        PlanAction.objects.create(plan=plan, position=number, **_words(agreed))
    for months in current().clocks.plan_check_months:
        PlanCheck.objects.create(plan=plan, months=months, due_on=months_after(day, months))
    write_line(
        EntryKind.PLAN_AGREED,
        happened_on=day,
        by=by,
        key=f"plan:{plan.pk}:agreed",
        subject=plan,
        company=company,
        quantity=len(actions),
        theme=journey.theme if journey else "",
        line=journey.line if journey else "",
    )
    note("agree", plan, by=by, company_id=company.pk, actions=len(actions))
    keep_words(plan, kept, by=by, company_id=company.pk)
    return plan


@requires(Permission.PLAN_WORK)
@transaction.atomic
def add_action(
    plan: Plan, agreed: Agreed, *, by: User, version: int | None = None, kept: Sequence[str] = ()
) -> PlanAction:
    """Put one more action in an open plan. Raises Refused when it has three already, or has ended."""
    plan = take(plan, version=version)
    if plan.ended_on:
        raise Refused(_("This plan has ended."))
    places = set(range(1, MOST_ACTIONS + 1)) - set(plan.actions.values_list("position", flat=True))
    if not places:
        raise Refused(_("A plan has at most three actions. Finish it and agree on the next one."))
    _check(agreed, plan.company, since=plan.agreed_on)
    action = PlanAction.objects.create(plan=plan, position=min(places), **_words(agreed))
    plan.version += 1
    plan.save(update_fields=["version"])
    note("add", action, by=by, company_id=plan.company_id, position=action.position)
    keep_words(plan, kept, by=by, company_id=plan.company_id)
    return action


def _take_open(action: PlanAction, version: int | None) -> PlanAction:
    action = take(action, version=version)
    if action.done_on or action.dropped_on:
        raise Refused(_("This action is not open any more."))
    if action.plan.ended_on:
        raise Refused(_("This plan has ended."))
    return action


def _write(action: PlanAction, **changes: Any) -> PlanAction:
    for name, value in changes.items():
        setattr(action, name, value)
    action.version += 1
    action.save(update_fields=[*changes, "version"])
    return action


@requires(Permission.PLAN_WORK)
@transaction.atomic
def change_action(
    action: PlanAction, agreed: Agreed, *, by: User, version: int | None = None, kept: Sequence[str] = ()
) -> PlanAction:
    """Agree otherwise on one action that is still open. Raises Refused for what is not whole, Stale after a change."""
    action = _take_open(action, version)
    _check(agreed, action.plan.company, since=action.plan.agreed_on)
    words = _words(agreed)
    changed = sorted(name for name, value in words.items() if getattr(action, name) != value)
    action = _write(action, **words)
    note("change", action, by=by, company_id=action.plan.company_id, changed=changed)
    keep_words(action.plan, kept, by=by, company_id=action.plan.company_id)
    return action


@requires(Permission.PLAN_WORK)
@transaction.atomic
def finish_action(
    action: PlanAction, *, proof_seen: str, by: User, on: date | None = None, version: int | None = None
) -> PlanAction:
    """Tick an action off, once its proof was seen. Doing it twice changes nothing.

    Raises Refused without proof, and for a day before the plan or after today.
    """
    if take(action, version=None).done_on:
        return action
    action = _take_open(action, version)
    day = on or today()
    if not proof_seen.strip():
        raise Refused(_("Write down what you saw that proves it."), field="proof_seen")
    if not action.plan.agreed_on <= day <= today():
        raise Refused(_("Choose a day between the agreement and today."), field="done_on")
    action = _write(action, done_on=day, proof_seen=proof_seen.strip())
    journey = action.plan.journey
    write_line(
        EntryKind.ACTION_DONE,
        happened_on=day,
        by=by,
        key=_line_key(action),
        subject=action,
        company=action.plan.company,
        theme=journey.theme if journey else "",
        line=journey.line if journey else "",
        outcome=action.done_by,
        detail={"minutes": action.minutes, "partner": action.partner},
    )
    note("finish", action, by=by, company_id=action.plan.company_id, proof=action.proof_seen)
    return action


def _line_key(action: PlanAction) -> str:
    """A key of its own for each time that the action is finished; the version counts them."""
    return f"plan_action:{action.pk}:done:{action.version}"


@requires(Permission.PLAN_WORK)
@transaction.atomic
def reopen_action(action: PlanAction, *, by: User) -> PlanAction:
    """Undo the tick or the dropping: the line is reversed and the action is open again. Twice changes nothing."""
    action = take(action, version=None)
    if action.plan.ended_on:
        raise Refused(_("This plan has ended."))
    if not action.done_on and not action.dropped_on:
        return action
    lines = Entry.objects.standing().about(action).filter(kind=EntryKind.ACTION_DONE)
    for entry in lines.order_by("pk"):
        take_back(entry, reason=_("Ticked off by mistake"), by=by)
    action = _write(action, done_on=None, proof_seen="", dropped_on=None, drop_reason="")
    note("reopen", action, by=by, company_id=action.plan.company_id)
    return action


@requires(Permission.PLAN_WORK)
@transaction.atomic
def drop_action(action: PlanAction, *, reason: str, by: User, version: int | None = None) -> PlanAction:
    """Give an action up, with a reason. Raises Refused without one, or when it is not open any more."""
    action = _take_open(action, version)
    if not reason.strip():
        raise Refused(_("Say why this action will not be done."), field="reason")
    action = _write(action, dropped_on=today(), drop_reason=reason.strip())
    note("drop", action, by=by, company_id=action.plan.company_id, reason=action.drop_reason)
    return action


@requires(Permission.PLAN_WORK)
@transaction.atomic
def end_plan(plan: Plan, *, by: User, note_at_end: str = "", version: int | None = None) -> Plan:
    """End a plan. While actions are still open a note must say why. Raises Refused without it, or when it has ended."""
    plan = take(plan, version=version)
    if plan.ended_on:
        raise Refused(_("This plan has ended."))
    left = plan.actions.open().count()
    if left and not note_at_end.strip():
        raise Refused(_("Some actions are still open. Say why the plan ends now."), field="note_at_end")
    plan.ended_on, plan.end_note = today(), note_at_end.strip()
    plan.version += 1
    plan.save(update_fields=["ended_on", "end_note", "version"])
    note("end", plan, by=by, company_id=plan.company_id, open_actions=left)
    return plan
