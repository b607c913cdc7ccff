"""A growth plan of at most three actions, each with who does it, by when, and what will prove it."""

from datetime import date

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.referral import Referral
from kopgroep.companies.models import Company
from kopgroep.scans.models import Filling

MOST_ACTIONS = 3


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions about plans."""

    def visible_to(self, user: User) -> "PlanQuerySet":
        """The plans that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def open(self) -> "PlanQuerySet":
        """Not ended yet."""
        return self.filter(ended_on=None)


class Plan(models.Model):
    """What a company and the programme agreed to do. A company has one open plan."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="plans")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, related_name="plans")
    filling = models.ForeignKey(Filling, on_delete=models.PROTECT, null=True, related_name="plans")
    """The scan from whose advice it was made."""
    goal = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="plans")
    """The adviser who keeps an eye on it."""
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_note = models.CharField(max_length=500, blank=True)
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company"], condition=models.Q(ended_on=None), name="one_open_plan"),
        ]

    def __str__(self) -> str:
        return self.goal


class PlanActionQuerySet(models.QuerySet["PlanAction"]):
    """Questions about the actions of plans."""

    def visible_to(self, user: User) -> "PlanActionQuerySet":
        """The actions that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def open(self) -> "PlanActionQuerySet":
        """Still to be done."""
        return self.filter(done_on=None, dropped_on=None, plan__ended_on=None)

    def due(self, on: date) -> "PlanActionQuerySet":
        """Still to be done, and the day has come; the longest first."""
        return self.open().filter(due_on__lte=on).order_by("due_on", "pk")


class PlanAction(models.Model):
    """One action of a plan."""

    class Does(models.TextChoices):
        """Who does it."""

        COMPANY = "company"
        ADVISER = "adviser"
        PARTNER = "partner"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    done_by = models.CharField(max_length=10, choices=Does)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="plan_actions")
    """The adviser who asks after it; also the one who does it when ``done_by`` is the adviser."""
    partner = models.CharField(max_length=60, blank=True)
    """Code of the partner that does it."""
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="plan_actions")
    advice = models.CharField(max_length=60, blank=True)
    """Code of the advice of the scan from which it was made."""
    minutes = models.PositiveIntegerField(default=0)
    """What it will cost, in minutes of whoever does it."""
    proof = models.CharField(max_length=300)
    """What will show that it was done."""
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    proof_seen = models.CharField(max_length=300, blank=True)
    """What was seen as proof when it was done."""
    dropped_on = models.DateField(null=True)
    drop_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        indexes = [models.Index(fields=["owner", "done_on", "due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="one_action_per_place"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=MOST_ACTIONS), name="at_most_three_actions"
            ),
            models.CheckConstraint(
                condition=models.Q(done_on=None) | ~models.Q(proof_seen=""), name="done_action_has_proof"
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_on=None, drop_reason="")
                | models.Q(dropped_on__isnull=False, done_on=None) & ~models.Q(drop_reason=""),
                name="dropped_action_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(done_by="partner") & ~models.Q(partner="")
                | ~models.Q(done_by="partner") & models.Q(partner=""),
                name="partner_action_names_partner",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PlanCheckQuerySet(models.QuerySet["PlanCheck"]):
    """Questions about the check moments of plans."""

    def visible_to(self, user: User) -> "PlanCheckQuerySet":
        """The check moments that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def open(self) -> "PlanCheckQuerySet":
        """Not held yet, of a plan that has not ended."""
        return self.filter(held_on=None, plan__ended_on=None)

    def due(self, on: date) -> "PlanCheckQuerySet":
        """Not held yet, and the day has come; the longest first."""
        return self.open().filter(due_on__lte=on).order_by("due_on", "pk")


class PlanCheck(models.Model):
    """A moment to look, together with the company, at what came of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField()
    """How many months after the agreement."""
    due_on = models.DateField()
    held_on = models.DateField(null=True)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    filling = models.ForeignKey(Filling, on_delete=models.PROTECT, null=True, related_name="plan_checks")
    """The scan that was done again for it."""

    objects = PlanCheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "months"], name="one_check_per_moment"),
            models.CheckConstraint(
                condition=models.Q(held_on=None, held_by=None) | models.Q(held_on__isnull=False, held_by__isnull=False),
                name="check_held_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.months}"
