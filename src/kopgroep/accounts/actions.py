"""Giving and taking roles, and closing an account."""

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import now
from kopgroep.base.errors import Refused


def give_role(user: User, role: Role, *, granted_by: User | None) -> RoleGrant:
    """Give a role without asking a permission: for set-up from the command line and for OpenID Connect."""
    grant, made = RoleGrant.objects.get_or_create(
        user=user, role=role, withdrawn_at=None, defaults={"granted_at": now(), "granted_by": granted_by}
    )
    if made:
        note("grant_role", user, by=granted_by, role=str(role))
    forget_rights(user)
    return grant


def forget_rights(user: User) -> None:
    """Drop the roles and permissions that this object remembered."""
    for name in ("roles", "permissions"):
        user.__dict__.pop(name, None)


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def grant_role(user: User, role: Role, *, by: User) -> RoleGrant:
    """Give a person a role. Doing it twice changes nothing. Raises Refused for a closed account."""
    if not user.is_active:
        raise Refused(_("This account is closed. Open it again first."))
    return give_role(user, role, granted_by=by)


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def withdraw_role(user: User, role: Role, *, by: User) -> None:
    """Take a role away. Raises Refused when that would leave nobody who can give roles."""
    grants = RoleGrant.objects.select_for_update().current()
    if (
        role == Role.MANAGER
        and not grants.filter(role=role, user__is_active=True).exclude(user=user).exists()
    ):
        raise Refused(_("This is the last programme manager. Give somebody else the role first."))
    if grants.filter(user=user, role=role).update(withdrawn_at=now()):
        note("withdraw_role", user, by=by, role=str(role))
    forget_rights(user)
