"""A step that a later scan shows, with its proof."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.scans.models.filling import Filling
from kopgroep.scans.models.proof import Proof


class StepQuerySet(models.QuerySet["Step"]):
    """Questions about steps."""

    def visible_to(self, user: User) -> "StepQuerySet":
        """The steps that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()


class Step(models.Model):
    """Between two scans of one company something rose by as much as the scan asks, and a dated file shows it."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="steps")
    scan = models.CharField(max_length=60)
    before = models.ForeignKey(Filling, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Filling, on_delete=models.PROTECT, related_name="steps")
    rule = models.PositiveSmallIntegerField()
    """Which of the rules of the scan holds, counted from nought, in the edition of ``after``."""
    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="steps")
    shown_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["shown_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["after", "rule"], name="step_once_per_scan")]

    def __str__(self) -> str:
        return f"{self.scan} {self.shown_on}"
