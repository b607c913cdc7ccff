"""Merging two companies, and undoing it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import changes_of
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused, Stale
from kopgroep.companies.merging import rows
from kopgroep.companies.merging.consents import write_refusals
from kopgroep.companies.merging.preview import preview_of
from kopgroep.companies.models import Company, Consent, LikelyDouble, Merge

TOGETHER = {"account_manager_id", "manager_since"}
"""A manager and the day on which that began go back together or not at all."""


@requires(Permission.MERGE_COMPANIES)
@transaction.atomic
def merge_companies(kept: Company, gone: Company, *, by: User, reason: str = "", seen: str | None = None) -> Merge:
    """Make one company of two: all that hangs on ``gone`` moves to ``kept``, and ``gone`` vanishes from every list.

    ``seen`` is the name of the preview that the person agreed to. Raises Stale when the merge would do something else
    by now, and Refused when it cannot be done; the preview says the same sentences.
    """
    kept, gone = _locked(kept, gone)
    preview = preview_of(kept, gone)
    if preview.hindrances:
        raise Refused(preview.hindrances[0])
    if seen is not None and seen != preview.seen:
        message = _("Something changed after you opened this page. Look again at what moves.")
        raise Stale(message, row=kept, changes=changes_of(kept))
    lead = rows.give_way(kept, gone)
    moved: dict[str, Any] = {
        "rows": rows.move(kept, gone),
        "lead": lead,
        "consents": write_refusals(preview.refusals, kept=kept, noted_by=by),
        "values": {
            "kept": _change(kept, preview.values),
            "gone": _change(gone, {"merged_into_id": kept.pk, "account_manager_id": None, "manager_since": None}),
        },
    }
    merge = Merge.objects.create(kept=kept, gone=gone, by=by, at=now(), reason=reason.strip(), moved=moved)
    first, second = sorted([kept.pk, gone.pk])
    judged = {"state": LikelyDouble.State.MERGED, "decided_by": by, "decided_on": today()}
    LikelyDouble.objects.update_or_create(
        first_id=first, second_id=second, defaults=judged, create_defaults={**judged, "score": 1, "found_on": today()}
    )
    told = {"double": gone.name, "reason": merge.reason, "rows": sum(preview.moves.values())}
    note("merge", kept, by=by, company_id=kept.pk, **told)
    return merge


@requires(Permission.MERGE_COMPANIES)
@transaction.atomic
def undo_merge(merge: Merge, *, by: User, reason: str = "") -> Merge:
    """Make two companies again: every row that moved and still hangs on the kept company goes back.

    What was written after the merge stays where it was written. Raises Refused when it was undone already, and when
    a later merge of the kept company must be undone first.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, gone = _locked(merge.kept, merge.gone)
    if merge.undone_at:
        raise Refused(_("This merge was undone already."))
    later = Merge.objects.filter(undone_at=None, pk__gt=merge.pk)
    last = (later.filter(kept=kept) | later.filter(gone=kept)).select_related("gone", "kept").order_by("-pk").first()
    if last:
        names = {"gone": last.gone.name, "kept": last.kept.name}
        raise Refused(_("First undo the later merge of %(gone)s with %(kept)s.") % names)
    back = rows.put_back(merge.moved["rows"], kept=kept, gone=gone)
    if lead := merge.moved["lead"]:
        rows.rows_of(rows.LEAD, gone).filter(pk=lead).update(leads=True)
    Consent.objects.filter(pk__in=merge.moved["consents"], referrals=None).delete()
    for company, side in ((kept, "kept"), (gone, "gone")):
        _restore(company, merge.moved["values"][side])
    merge.undone_by, merge.undone_at = by, now()
    merge.save(update_fields=["undone_by", "undone_at"])
    pair = LikelyDouble.objects.filter(first__in=[kept, gone], second__in=[kept, gone])
    pair.update(state=LikelyDouble.State.OPEN, decided_by=None, decided_on=None)
    note("undo_merge", kept, by=by, company_id=kept.pk, double=gone.name, reason=reason.strip(), rows=back.total())
    return merge


def _locked(kept: Company, gone: Company) -> tuple[Company, Company]:
    """Both rows, fresh and locked. In the order of their keys, so that two who merge the same pair cannot lock up."""
    found = Company.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk").in_bulk()
    return found[kept.pk], found[gone.pk]


def _change(company: Company, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Set columns of a company; returns of each that changed what stood there and what stands there now, as text."""
    changed: dict[str, list[Any]] = {}
    for name, value in values.items():
        if getattr(company, name) != value:
            changed[name] = [_plain(company, name), _plain(company, name, value)]
            setattr(company, name, value)
    company.version += 1
    company.save(update_fields=[*values, "version"])
    return changed


def _restore(company: Company, changed: dict[str, list[Any]]) -> None:
    """Put back what stood in each column, unless somebody changed it since."""
    back = {name: was for name, (was, then) in changed.items() if _plain(company, name) == then}
    if TOGETHER & (changed.keys() - back.keys()):
        back = {name: was for name, was in back.items() if name not in TOGETHER}
    for name, was in back.items():
        column: Any = Company._meta.get_field(name)
        setattr(company, name, column.to_python(was))
    company.version += 1
    company.save(update_fields=[*back, "version"])


def _plain(company: Company, name: str, *value: Any) -> Any:
    """A column as it can be kept as text: days as year, month, day."""
    found = value[0] if value else getattr(company, name)
    return found.isoformat() if hasattr(found, "isoformat") else found
