"""Handing over the work of somebody who leaves, all of it in one go."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.casework.handover import MOVES, Heirs, Work, counted, pieces_of, shared_out
from kopgroep.casework.handover_letter import tell_heir
from kopgroep.casework.models import AgendaLink, SavedList
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import write_line
from kopgroep.programme.kinds import EntryKind


@requires(Permission.HAND_OVER)
@transaction.atomic
def hand_over(
    leaver: User, *, heir: User, by: User, by_municipality: Mapping[str, User] | None = None
) -> dict[User, Counter[str]]:
    """Give everything that is open and waits for one person to others; what was done keeps the name of who did it.

    ``by_municipality`` names, by code, who gets the work at companies in that municipality instead of ``heir``. Each
    heir gets one mail with what came. Doing it twice moves nothing the second time. Returns how much each got.
    Raises Refused for an heir who does not advise companies, or who is the leaver.
    """
    # Two managers at once: the second one finds nothing left.
    leaver = User.objects.select_for_update().get(pk=leaver.pk)
    heirs = Heirs(heir, by_municipality or {})
    for person in heirs:
        if person.pk == leaver.pk:
            raise Refused(_("Choose somebody else than who leaves."), field="heir")
        if not person.may(Permission.RECORD_CONTACT):
            raise Refused(_("%(name)s does not advise companies.") % {"name": person}, field="heir")
    AgendaLink.objects.filter(user=leaver, ended_at=None).update(ended_at=now())
    pieces = pieces_of(leaver)
    shares = shared_out(pieces, heirs)
    for work in MOVES:
        of_work = [piece for piece in pieces if piece.code == work.code]
        for person in heirs:
            _give(work, {piece.pk for piece in of_work if heirs.of(piece) == person}, leaver=leaver, heir=person, by=by)
    if not pieces:
        return shares
    names = sorted(person.name for person, share in shares.items() if share)
    event = note("hand_over", leaver, by=by, to=names, **counted(pieces))
    for person, share in shares.items():
        if share:
            tell_heir(person, leaver=leaver, share=share, key=f"handover:{event.pk}:{person.pk}")
    return shares


def _give(work: Work, keys: set[int], *, leaver: User, heir: User, by: User) -> None:
    """Give the rows with these keys to one heir, each with its line in the trail."""
    # Locked and asked again: somebody may have finished one meanwhile, and a finished one keeps its name.
    for row in work.of(leaver).filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk"):
        changed = {work.field: heir, "version": row.version + 1, **_with_it(row, leaver=leaver, heir=heir)}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        if isinstance(row, Company):
            _write_manager(row, heir=heir, by=by)
        else:
            note("hand_over", row, by=by, company_id=_company_of(row), new=heir.name)


def _with_it(row: Any, *, leaver: User, heir: User) -> dict[str, Any]:
    """What else changes when a row gets another owner."""
    if isinstance(row, Company):
        return {"manager_since": today()}
    return {"name": _free_name(row, leaver=leaver, heir=heir)} if isinstance(row, SavedList) else {}


def _write_manager(company: Company, *, heir: User, by: User) -> None:
    """The line and the trail of another account manager."""
    key = f"manager:{company.pk}:{company.version}"
    write_line(EntryKind.MANAGER_ASSIGNED, happened_on=today(), by=by, key=key, company=company)
    note("assign_manager", company, by=by, company_id=company.pk, manager=heir.name)


def _company_of(row: Any) -> int | None:
    """The key of the company that a row is about."""
    return row.plan.company_id if hasattr(row, "plan") else getattr(row, "company_id", None)


def _free_name(row: SavedList, *, leaver: User, heir: User) -> str:
    """The name of a list; with whose it was, when its new owner has one of that name already."""
    taken = set(SavedList.objects.filter(owner=heir, of=row.of).values_list("name", flat=True))
    whose = f"{row.name[:40]} ({leaver.get_short_name()[:30]})"
    names = [row.name, whose, *(f"{whose} {n}" for n in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)
