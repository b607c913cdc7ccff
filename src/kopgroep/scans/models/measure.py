"""Where a company stands: benchmarks taken and dated positions on a ladder."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Questions about measures."""

    def visible_to(self, user: User) -> "MeasureQuerySet":
        """The measures that this person may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def positions(self) -> "MeasureQuerySet":
        """Positions on a ladder, the latest first."""
        return self.exclude(phase="").order_by("-taken_on", "-pk")


class Measure(models.Model):
    """A benchmark of a company on a theme or, with ``phase``, its position on the ladder of that theme."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="measures")
    theme = models.CharField(max_length=40)
    taken_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down; None when the entrepreneur filled in a scan alone."""
    filling = models.ForeignKey("scans.Filling", on_delete=models.PROTECT, null=True, related_name="measures")
    """The scan that it comes from; None for a measure that was taken elsewhere."""
    instrument = models.CharField(max_length=120, blank=True)
    phase = models.CharField(max_length=40, blank=True)
    proof = models.CharField(max_length=300, blank=True)
    """What shows that the company stands there, in words. A step up counts only with a dated file (``Proof``)."""
    submission = models.UUIDField(unique=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "-pk"]
        indexes = [models.Index(fields=["company", "theme", "taken_on"])]

    def __str__(self) -> str:
        return f"{self.taken_on} {self.theme} {self.phase}".strip()
