"""People who log in, the roles they hold, and the two logs: who changed what, who read what."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from kopgroep.accounts.permissions import Permission
from kopgroep.accounts.roles import ROLES, Role


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail address is the name they log in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user. Without a password only a code by mail, a passkey or OpenID Connect opens the account."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def visible_to(self, user: "User") -> models.QuerySet["User"]:
        """The accounts that this person may look after."""
        return self.all() if user.may(Permission.MANAGE_ROLES) else self.none()

    def advisers(self) -> models.QuerySet["User"]:
        """People of the first line and specialists who still work here, by name."""
        held = RoleGrant.objects.current().filter(role__in=[Role.ADVISER, Role.SPECIALIST])
        return self.filter(is_active=True, pk__in=held.values("user")).order_by("name")

    def first_line(self) -> models.QuerySet["User"]:
        """The first-line advisers who still work here, by name."""
        held = RoleGrant.objects.current().filter(role=Role.ADVISER)
        return self.filter(is_active=True, pk__in=held.values("user")).order_by("name")


class User(AbstractBaseUser):
    """A person who logs in. Rights come only from roles; there is no superuser."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    areas = models.JSONField(default=list, blank=True)
    """Municipality codes for which this adviser is the first to call."""
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    # Django's admin asks for these; nobody gets in that way.
    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(Role(r) for r in RoleGrant.objects.current().filter(user=self).values_list("role", flat=True))

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything that the roles together allow; nothing for a closed account."""
        if not self.is_active:
            return frozenset()
        return frozenset().union(*(ROLES[role] for role in self.roles))

    def may(self, permission: Permission) -> bool:
        """True when one of the roles held now has this permission."""
        return permission in self.permissions

    def get_full_name(self) -> str:
        """The name, for libraries that ask it so."""
        return self.name

    def get_short_name(self) -> str:
        """The first name."""
        return self.name.partition(" ")[0]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Questions about who holds which role."""

    def current(self) -> "RoleGrantQuerySet":
        """The grants that have not been withdrawn."""
        return self.filter(withdrawn_at=None)


class RoleGrant(models.Model):
    """That a person holds a role, since when and through whom. Withdrawn, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(withdrawn_at=None),
                name="one_current_grant_per_role",
            ),
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="known_role"),
        ]


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Questions about changes."""

    def visible_to(self, user: User) -> "AuditEventQuerySet":
        """The changes that this person may see."""
        return self if user.may(Permission.SEE_AUDIT) else self.none()


class AuditEvent(models.Model):
    """Who changed what, when. Written in the transaction of the change; the database refuses to alter it."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    company_id = models.BigIntegerField(null=True, db_index=True)
    detail = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class ReadEventQuerySet(models.QuerySet["ReadEvent"]):
    """Questions about who looked at what."""

    def visible_to(self, user: User) -> "ReadEventQuerySet":
        """The readings that this person may see."""
        return self if user.may(Permission.SEE_READ_LOG) else self.none()


class ReadEvent(models.Model):
    """Who looked at which company or person, when, and on which page."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    page = models.CharField(max_length=60)

    objects = ReadEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]
