"""Inviting people, giving and taking roles, closing an account."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import now
from kopgroep.base.errors import Refused


@dataclass(frozen=True)
class Rights:
    """Who holds which roles, and since when."""

    user: User
    roles: Mapping[Role, date]


def give_role(user: User, role: Role, *, granted_by: User | None) -> RoleGrant:
    """Give a role without asking a permission: for set-up from the command line and for OpenID Connect."""
    grant, made = RoleGrant.objects.get_or_create(
        user=user, role=role, withdrawn_at=None, defaults={"granted_at": now(), "granted_by": granted_by}
    )
    if made:
        note("grant_role", user, by=granted_by, role=str(role))
    forget_rights(user)
    return grant


def take_role(user: User, role: Role, *, taken_by: User | None) -> None:
    """Take a role away without asking a permission. Raises Refused when nobody could give roles any more."""
    refuse_without_manager(user, role)
    if RoleGrant.objects.current().filter(user=user, role=role).update(withdrawn_at=now()):
        note("withdraw_role", user, by=taken_by, role=str(role))
    forget_rights(user)


def keep_roles(user: User, *, held: set[Role], among: set[Role]) -> None:
    """Make the roles in ``among`` be those in ``held``, as OpenID Connect tells them; other roles stay as they are.

    The last programme manager keeps that role, whatever is told: somebody must be able to give roles.
    """
    for role in held & among:
        give_role(user, role, granted_by=None)
    for role in (among - held) & user.roles:
        try:
            take_role(user, role, taken_by=None)
        except Refused as refused:
            note("keep_role", user, by=None, role=str(role), reason=refused.message)


def refuse_without_manager(user: User, role: Role) -> None:
    """Raise Refused when this person is the last one who holds the role of programme manager."""
    grants = RoleGrant.objects.select_for_update().current().filter(role=Role.MANAGER, user__is_active=True)
    holders = {grant.user_id for grant in grants}
    if role == Role.MANAGER and holders == {user.pk}:
        raise Refused(_("This is the last programme manager. Give somebody else the role first."))


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
    take_role(user, role, taken_by=by)


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def invite_user(
    *,
    email: str,
    name: str,
    by: User,
    roles: Sequence[Role] = (),
    phone: str = "",
    areas: Sequence[str] = (),
    then: Callable[[User], object] | None = None,
) -> User:
    """Make an account. ``then`` is called inside the transaction: the mail with how to log in is written there.

    Raises Refused without a name, for something that is not an address, and for an address that has an account.
    """
    user = make_user(email=email, name=name, phone=phone, areas=areas)
    note("invite", user, by=by, roles=[str(role) for role in roles])
    for role in roles:
        give_role(user, role, granted_by=by)
    if then:
        then(user)
    return user


def make_user(*, email: str, name: str, phone: str = "", areas: Sequence[str] = ()) -> User:
    """Make an account without asking a permission: for set-up from the command line.

    Raises Refused as ``invite_user`` does.
    """
    email = email.strip().lower()
    if not name.strip():
        raise Refused(_("Fill in a name."), field="name")
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("This is not an e-mail address. It looks like name@example.org."), field="email") from None
    known = User.objects.filter(email=email).first()
    if known and not known.is_active:
        raise Refused(_("There is a closed account with this address. Open that one again."), field="email")
    if known:
        raise Refused(_("There is an account with this address already."), field="email")
    return User.objects.create_user(email, name=name.strip(), phone=phone.strip(), areas=list(areas))


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def change_details(user: User, *, name: str, phone: str, areas: Sequence[str], by: User) -> User:
    """Change name, telephone and the municipalities for which this person is the first to call."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not name.strip():
        raise Refused(_("Fill in a name."), field="name")
    user.name, user.phone, user.areas = name.strip(), phone.strip(), list(areas)
    user.save(update_fields=["name", "phone", "areas"])
    note("change_details", user, by=by, name=user.name, phone=user.phone, areas=user.areas)
    return user


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def close_account(user: User, *, by: User) -> User:
    """Close an account: the person is logged out everywhere and cannot come in; what was done keeps the name.

    Raises Refused for one's own account and for the last programme manager. Doing it twice changes nothing.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise Refused(_("You cannot close your own account. Ask a colleague who gives roles."))
    refuse_without_manager(user, Role.MANAGER)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        for session in UserSession.objects.filter(user=user):
            session.end()
        note("close_account", user, by=by)
    forget_rights(user)
    return user


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def reopen_account(user: User, *, by: User) -> User:
    """Open a closed account again, with the roles it had. Doing it twice changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        note("reopen_account", user, by=by)
    forget_rights(user)
    return user


@requires(Permission.MANAGE_ROLES)
@transaction.atomic
def export_rights(*, by: User) -> list[Rights]:
    """Everybody with an account and the roles held now, for the yearly review of rights; that it was taken is noted."""
    grants = Prefetch("grants", RoleGrant.objects.current(), to_attr="held")
    people = list(User.objects.order_by("name", "pk").prefetch_related(grants))
    note("export_rights", by, by=by, rows=len(people))
    return [Rights(user, {Role(grant.role): grant.granted_at.date() for grant in user.held}) for user in people]
