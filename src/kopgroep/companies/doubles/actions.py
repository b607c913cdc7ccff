"""Judging a likely pair. That both are one company is said by merging them."""

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.companies.doubles.finding import in_order
from kopgroep.companies.doubles.likeness import Reason, likeness
from kopgroep.companies.doubles.traits import traits_of
from kopgroep.companies.models import Company, LikelyDouble


@requires(Permission.MERGE_COMPANIES)
@transaction.atomic
def judge_distinct(pair: LikelyDouble, *, by: User) -> LikelyDouble:
    """Say that these are two companies; nobody is asked about them again. Raises Refused when they were merged."""
    pair = LikelyDouble.objects.select_for_update().get(pk=pair.pk)
    if pair.state == LikelyDouble.State.MERGED:
        raise Refused(_("A colleague merged these two. Undo that first."))
    if pair.state == LikelyDouble.State.DISTINCT:
        return pair
    pair.state, pair.decided_by, pair.decided_on = LikelyDouble.State.DISTINCT, by, today()
    pair.save(update_fields=["state", "decided_by", "decided_on"])
    note("judge_distinct", pair, by=by, companies=[pair.first.name, pair.second.name])
    return pair


@requires(Permission.MERGE_COMPANIES)
@transaction.atomic
def judge_again(pair: LikelyDouble, *, by: User) -> LikelyDouble:
    """Take back that these are two companies: the pair waits again. Raises Refused when they were merged."""
    pair = LikelyDouble.objects.select_for_update().get(pk=pair.pk)
    if pair.state == LikelyDouble.State.MERGED:
        raise Refused(_("A colleague merged these two. Undo that first."))
    if pair.state == LikelyDouble.State.OPEN:
        return pair
    pair.state, pair.decided_by, pair.decided_on = LikelyDouble.State.OPEN, None, None
    pair.save(update_fields=["state", "decided_by", "decided_on"])
    note("judge_again", pair, by=by, companies=[pair.first.name, pair.second.name])
    return pair


@requires(Permission.MERGE_COMPANIES)
@transaction.atomic
def name_pair(company: Company, other: Company, *, by: User) -> LikelyDouble:
    """Say that two companies may be one, so that they can be compared and merged; naming them twice gives one pair.

    Raises Refused for one company, for a double that was merged already, and for two with a KVK number each.
    """
    if company.pk == other.pk:
        raise Refused(_("Choose two different companies."), field="other")
    if company.merged_into_id or other.merged_into_id:
        raise Refused(_("One of the two was merged already."), field="other")
    if company.kvk_number and other.kvk_number:
        raise Refused(_("Both have a KVK number of their own, so they are two companies."), field="other")
    first, second = in_order(company.pk, other.pk)
    traits = traits_of([first, second])
    reasons = [*likeness(traits[first], traits[second]).reasons, Reason.TOLD]
    pair, made = LikelyDouble.objects.get_or_create(
        first_id=first, second_id=second, defaults={"score": 1.0, "reasons": reasons, "found_on": today()}
    )
    if made or pair.state == LikelyDouble.State.DISTINCT:
        pair.state, pair.decided_by, pair.decided_on = LikelyDouble.State.OPEN, None, None
        pair.save(update_fields=["state", "decided_by", "decided_on"])
        note("name_pair", pair, by=by, companies=[company.name, other.name])
    return pair
