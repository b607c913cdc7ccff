"""A task: one thing that somebody of the programme promised to do by a day."""

from datetime import date

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.question import Question
from kopgroep.casework.models.referral import Referral
from kopgroep.companies.models import Company


class TaskQuerySet(models.QuerySet["Task"]):
    """Questions about tasks."""

    def visible_to(self, user: User) -> "TaskQuerySet":
        """The tasks that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def open(self) -> "TaskQuerySet":
        """Still to be done."""
        return self.filter(done_on=None)

    def due(self, on: date) -> "TaskQuerySet":
        """Still to be done, and the day has come; the longest first."""
        return self.open().filter(due_on__lte=on).order_by("due_on", "pk")


class Task(models.Model):
    """One task, with or without a company, a question, a trajectory or a referral that it belongs to."""

    title = models.CharField(max_length=200)
    note = models.CharField(max_length=1000, blank=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="tasks")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="tasks")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, related_name="tasks")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="tasks")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    """Who wrote it down."""
    made_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "done_on", "due_on"]), models.Index(fields=["company", "done_on"])]

    def __str__(self) -> str:
        return self.title
