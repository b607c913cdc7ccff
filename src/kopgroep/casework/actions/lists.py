"""Keeping a list with its filters under a name, sharing it, and letting it go."""

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.models import SavedList

LONGEST = SavedList._meta.get_field("query").max_length or 0


@requires(Permission.SEE_COMPANIES)
@transaction.atomic
def keep_list(name: str, *, of: SavedList.Of, query: str, shared: bool, by: User) -> SavedList:
    """Keep the filters of a list under a name. The same again changes nothing.

    ``query`` is the part of the address with the filters; whoever calls has taken out what is no filter. Raises
    Refused without a name, and when this person has another list under that name.
    """
    name = _named(name)
    if len(query) > LONGEST:
        raise Refused(_("These filters are too long to keep. Use fewer words."))
    # One person's lists one after the other, so that a double click keeps one.
    User.objects.select_for_update().get(pk=by.pk)
    known = SavedList.objects.filter(owner=by, of=of, name=name).first()
    if known and known.query == query:
        return known
    if known:
        raise Refused(_("You have a list with this name already. Choose another one."), field="name")
    kept = SavedList.objects.create(owner=by, name=name, of=of, query=query, shared=shared, made_on=today())
    note("keep_list", kept, by=by, name=name, shared=shared)
    return kept


@requires(Permission.SEE_COMPANIES)
@transaction.atomic
def change_list(kept: SavedList, *, name: str, shared: bool, by: User, version: int | None = None) -> SavedList:
    """Give one's own list another name, share it, or stop sharing. Raises Refused for somebody else's."""
    kept = _own(take(kept, version=version), by)
    name = _named(name)
    if SavedList.objects.filter(owner=by, of=kept.of, name=name).exclude(pk=kept.pk).exists():
        raise Refused(_("You have a list with this name already. Choose another one."), field="name")
    kept.name, kept.shared = name, shared
    kept.version += 1
    kept.save(update_fields=["name", "shared", "version"])
    note("change_list", kept, by=by, name=name, shared=shared)
    return kept


@requires(Permission.SEE_COMPANIES)
@transaction.atomic
def drop_list(kept: SavedList, *, by: User) -> None:
    """Let one's own list go. It held a question, no facts: nothing else is lost. Raises Refused for somebody else's."""
    kept = _own(take(kept, version=None), by)
    note("drop_list", kept, by=by, name=kept.name, of=kept.of, query=kept.query)
    kept.delete()


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(_("Give the list a name."), field="name")
    return " ".join(name.split())


def _own(kept: SavedList, by: User) -> SavedList:
    if kept.owner_id != by.pk:
        raise Refused(_("This list is of %(name)s. Only the owner changes it.") % {"name": kept.owner})
    return kept
