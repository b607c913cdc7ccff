"""A tailor-made trajectory on one theme, with hours against a cap."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind


class JourneyQuerySet(models.QuerySet["Journey"]):
    """Questions about trajectories."""

    def visible_to(self, user: User) -> "JourneyQuerySet":
        """The trajectories that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def open(self) -> "JourneyQuerySet":
        """Not closed yet."""
        return self.filter(closed_on=None)

    def with_minutes(self) -> "JourneyQuerySet":
        """Add ``written`` and ``reserved``, the minutes that the ledger holds, so that a list asks once."""

        def minutes(*kinds: EntryKind) -> models.Subquery:
            lines = Entry.objects.filter(subject_type="journey", subject_id=models.OuterRef("pk"), kind__in=kinds)
            return models.Subquery(
                lines.order_by().values("subject_id").annotate(total=models.Sum("quantity")).values("total")
            )

        zero = models.Value(0)
        sums: Any = {
            "written": Coalesce(minutes(EntryKind.HOURS_WRITTEN), zero),
            "reserved": Coalesce(minutes(EntryKind.HOURS_RESERVED, EntryKind.HOURS_RELEASED), zero),
        }
        return self.annotate(**sums).annotate(left=models.F("cap_minutes") - models.F("written") - models.F("reserved"))


class Journey(models.Model):
    """A trajectory of one company on one theme. Its hours are lines in the ledger, over all advisers together."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="journeys")
    theme = models.CharField(max_length=40)
    line = models.CharField(max_length=40)
    goal = models.CharField(max_length=300)
    specialist = models.ForeignKey(User, on_delete=models.PROTECT, related_name="journeys")
    opened_on = models.DateField()
    cap_minutes = models.PositiveIntegerField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    result = models.TextField(max_length=1000, blank=True)
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    # Only on rows that came through ``with_minutes``.
    written: int
    reserved: int

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["specialist", "closed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None, outcome="")
                | models.Q(closed_on__isnull=False) & ~models.Q(outcome=""),
                name="closed_journey_has_outcome",
            ),
            models.UniqueConstraint(
                fields=["company", "theme"],
                condition=models.Q(closed_on=None),
                name="one_open_journey_per_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.theme}"

    def _sum(self, *kinds: EntryKind) -> int:
        return Entry.objects.about(self).filter(kind__in=kinds).total()

    @property
    def minutes_written(self) -> int:
        """Minutes of work, over all advisers and partners."""
        return self._sum(EntryKind.HOURS_WRITTEN)

    @property
    def minutes_reserved(self) -> int:
        """Minutes set aside and not yet worked or given back."""
        return self._sum(EntryKind.HOURS_RESERVED, EntryKind.HOURS_RELEASED)

    @property
    def minutes_left(self) -> int:
        """Minutes that can still be written or reserved; negative only after a manager's override."""
        return self.cap_minutes - self.minutes_written - self.minutes_reserved

    @property
    def nearly_full(self) -> bool:
        """True from the programme's warning percentage of the cap on."""
        return nearly_full(self.minutes_written, self.cap_minutes)


def nearly_full(written: int, cap: int) -> bool:
    """Whether so many written minutes come near the cap; the programme says from which percentage on."""
    return 100 * written >= current().clocks.hours_warning_percent * cap
