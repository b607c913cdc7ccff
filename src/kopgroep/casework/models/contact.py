"""A contact moment: who spoke with whom, when, for how long, about what, and what comes next."""

from datetime import date

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.question import Question
from kopgroep.companies.models import Company, Person


class ContactQuerySet(models.QuerySet["Contact"]):
    """Questions about contact moments."""

    def visible_to(self, user: User) -> "ContactQuerySet":
        """The contact moments that this person may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def steps_due(self, on: date) -> "ContactQuerySet":
        """Agreed next steps that are not done and whose day has come, the latest first."""
        return self.filter(step_done_on=None, next_step_on__lte=on).order_by("next_step_on", "pk")


class Contact(models.Model):
    """One contact moment. Few fields are needed; the rest can follow."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contacts")
    people = models.ManyToManyField(Person, related_name="contacts", blank=True)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="contacts")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, related_name="contacts")
    held_on = models.DateField()
    channel = models.CharField(max_length=20)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="contacts")
    minutes_contact = models.PositiveIntegerField(default=0)
    minutes_preparation = models.PositiveIntegerField(default=0)
    minutes_travel = models.PositiveIntegerField(default=0)
    line = models.CharField(max_length=40)
    themes = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    kind = models.CharField(max_length=20)
    """Specific advice, or information only."""
    outcome = models.CharField(max_length=40, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="steps")
    next_step_on = models.DateField(null=True)
    step_done_on = models.DateField(null=True)
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["company", "-held_on"]),
            models.Index(fields=["next_step_owner", "step_done_on", "next_step_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(next_step="", next_step_owner=None, next_step_on=None)
                | ~models.Q(next_step="") & models.Q(next_step_owner__isnull=False, next_step_on__isnull=False),
                name="next_step_has_owner_and_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.channel}"

    @property
    def minutes(self) -> int:
        """Contact, preparation and travel together."""
        return self.minutes_contact + self.minutes_preparation + self.minutes_travel
