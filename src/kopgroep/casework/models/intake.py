"""An intake on one theme: a specific question, coded needs, and what was agreed."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models.question import Question
from kopgroep.companies.models import Company


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Questions about intakes."""

    def visible_to(self, user: User) -> "IntakeQuerySet":
        """The intakes that this person may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()


class Intake(models.Model):
    """One intake, with a dated copy of what the register said of the company that day."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="intakes")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="intakes")
    held_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="intakes")
    theme = models.CharField(max_length=40)
    line = models.CharField(max_length=40)
    needs = models.JSONField(default=list)
    asked = models.TextField(max_length=2000)
    """The specific question."""
    agreed = models.TextField(max_length=1000)
    """The agreed next step, or why it ends here."""
    register_facts = models.JSONField(default=dict)
    submission = models.UUIDField(unique=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["company", "theme", "held_on"])]

    def __str__(self) -> str:
        return f"{self.held_on} {self.theme}"
