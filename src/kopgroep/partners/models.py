"""What a programme folder cannot hold of a partner: the address for its cards, a pause, and the people who answer.

The partners themselves and their services are data of the programme; ``partner`` is the code of one.
"""

from datetime import date

from django.db import models
from django.db.models import Q

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about who answers for which partner."""

    def current(self) -> "MembershipQuerySet":
        """The memberships that have not ended."""
        return self.filter(until=None)

    def visible_to(self, user: User) -> "MembershipQuerySet":
        """Everybody who sees the directory sees all; a partner sees who answers for the same organisation."""
        if user.may(Permission.SEE_PARTNERS):
            return self
        own = partners_of(user)
        return self.filter(partner__in=own) if own else self.none()


class Membership(models.Model):
    """That an account answers for a partner, from a day, and until a day when it has ended. Never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    partner = models.CharField(max_length=60, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The day on which it ended; the account answers no more from that day on."""

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["partner", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partner"], condition=Q(until=None), name="one_open_membership_per_partner"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.partner}"


def partners_of(user: User) -> set[str]:
    """The codes of the partners for which this account answers now; none for a closed account."""
    if not user.is_active:
        return set()
    return set(Membership.objects.current().filter(user=user).values_list("partner", flat=True))


class DeskQuerySet(models.QuerySet["Desk"]):
    """Questions about desks."""

    def visible_to(self, user: User) -> "DeskQuerySet":
        """Everybody who sees the directory sees all; a partner sees the desk of its own organisation."""
        if user.may(Permission.SEE_PARTNERS):
            return self
        own = partners_of(user)
        return self.filter(partner__in=own) if own else self.none()

    def pauses(self, on: date) -> dict[str, date]:
        """The partners that take no companies on a day, with the first day on which they do again."""
        paused = self.filter(paused_until__gt=on).values_list("partner", "paused_until")
        return {partner: until for partner, until in paused if until}


class Desk(models.Model):
    """Where a partner takes its cards: the address, whom to ask for, and until when it takes none."""

    partner = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    """The first day on which the partner takes companies again."""
    pause_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["partner"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_until=None, pause_reason="") | (Q(paused_until__isnull=False) & ~Q(pause_reason="")),
                name="pause_has_day_and_reason",
            )
        ]

    def __str__(self) -> str:
        return self.partner

    def is_paused(self, on: date | None = None) -> bool:
        """Whether the partner takes no companies on a day (today unless another is given)."""
        return self.paused_until is not None and (on or today()) < self.paused_until
