"""Keeping the desk of a partner, pausing it, and saying which accounts answer for it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.partners.models import Desk, Membership
from kopgroep.programme import UnknownCodeError, current


@requires(Permission.MANAGE_PARTNERS)
@transaction.atomic
def set_desk(
    partner: str, *, email: str, phone: str = "", contact_name: str = "", by: User, version: int | None = None
) -> Desk:
    """Say where the cards of a partner go and whom to ask for.

    Raises Refused for something that is not an e-mail address, Stale when the desk changed since ``version``.
    """
    desk = _desk_of(partner, version=version)
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            raise Refused(_("This is not an e-mail address. It looks like name@example.org."), field="email") from None
    desk.email, desk.phone, desk.contact_name = email.strip().lower(), phone.strip(), contact_name.strip()
    _keep(desk, "email", "phone", "contact_name")
    note("set_desk", desk, by=by, partner=partner, email=desk.email, phone=desk.phone, contact_name=desk.contact_name)
    return desk


@requires(Permission.MANAGE_PARTNERS)
@transaction.atomic
def pause_desk(partner: str, *, until: date, reason: str, by: User, version: int | None = None) -> Desk:
    """Say that a partner takes no companies until a day. Raises Refused without a reason or for a day that is past."""
    desk = _desk_of(partner, version=version)
    if until <= today():
        raise Refused(_("Choose a day after today."), field="until")
    if not reason.strip():
        raise Refused(_("Say why this partner takes no companies now."), field="reason")
    desk.paused_until, desk.pause_reason = until, reason.strip()
    _keep(desk, "paused_until", "pause_reason")
    note("pause_desk", desk, by=by, partner=partner, until=str(until), reason=desk.pause_reason)
    return desk


@requires(Permission.MANAGE_PARTNERS)
@transaction.atomic
def resume_desk(partner: str, *, by: User, version: int | None = None) -> Desk:
    """Say that a partner takes companies again. Doing it twice changes nothing."""
    desk = _desk_of(partner, version=version)
    if desk.paused_until is not None:
        desk.paused_until, desk.pause_reason = None, ""
        _keep(desk, "paused_until", "pause_reason")
        note("resume_desk", desk, by=by, partner=partner)
    return desk


@requires(Permission.MANAGE_PARTNERS)
@transaction.atomic
def join_partner(user: User, partner: str, *, by: User) -> Membership:
    """Let an account answer for a partner. Doing it twice changes nothing.

    Raises Refused for a closed account and for one that does not have the role of partner.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    _refuse_unknown(partner)
    if not user.is_active:
        raise Refused(_("This account is closed. Open it again first."), field="user")
    if Role.PARTNER not in user.roles:
        raise Refused(_("Give this person the role of partner first."), field="user")
    membership, made = Membership.objects.get_or_create(
        user=user, partner=partner, until=None, defaults={"since": today()}
    )
    if made:
        note("join_partner", user, by=by, partner=partner)
    return membership


@requires(Permission.MANAGE_PARTNERS)
@transaction.atomic
def leave_partner(membership: Membership, *, by: User) -> Membership:
    """End a membership today: the account sees nothing of this partner any more. Doing it twice changes nothing."""
    membership = Membership.objects.select_for_update().select_related("user").get(pk=membership.pk)
    if membership.until is None:
        membership.until = max(today(), membership.since)
        membership.save(update_fields=["until"])
        note("leave_partner", membership.user, by=by, partner=membership.partner)
    return membership


def _refuse_unknown(partner: str) -> None:
    """Raise Refused for a code that no partner of the programme has."""
    try:
        current().partner(partner)
    except UnknownCodeError:
        raise Refused(_("The programme has no such partner.")) from None


def _desk_of(partner: str, *, version: int | None) -> Desk:
    """The desk of a partner, locked; made when it was not there yet."""
    _refuse_unknown(partner)
    desk, _made = Desk.objects.get_or_create(partner=partner)
    return take(desk, version=version)


def _keep(desk: Desk, *fields: str) -> None:
    """Write the changed fields and the new version."""
    desk.version += 1
    desk.save(update_fields=[*fields, "version"])
