"""Choosing what comes by mail."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.errors import Refused
from kopgroep.casework.day import Section
from kopgroep.casework.digest import LEAST, MOST_LEAST, OFFERED, USUAL
from kopgroep.casework.models import DigestChoice


@requires(Permission.RECORD_CONTACT)
@transaction.atomic
def choose_digest(*, kinds: Collection[str], least: int, by: User, version: int | None = None) -> DigestChoice:
    """Choose which kinds of news one wants by mail, and from how many things on. No kinds: no mail at all.

    Raises Refused for an unknown kind or a number below one, Stale when the choice was changed in another window.
    """
    wanted = [section.value for section in OFFERED if section.value in kinds]
    if len(wanted) != len(set(kinds)):
        raise Refused(_("Choose from the kinds of news on the page."), field="kinds")
    if not 1 <= least <= MOST_LEAST:
        raise Refused(_("Choose a number from 1 to %(most)s.") % {"most": MOST_LEAST}, field="least")
    usual = {"kinds": [section.value for section in USUAL], "least": LEAST}
    choice, _made = DigestChoice.objects.get_or_create(user=by, defaults=usual)
    choice = take(choice, version=version)
    choice.kinds, choice.least = wanted, least
    choice.version += 1
    choice.save(update_fields=["kinds", "least", "version"])
    note("choose_digest", choice, by=by, kinds=[Section(kind).value for kind in wanted], least=least)
    return choice
