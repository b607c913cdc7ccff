"""A question that an entrepreneur asked at the counter."""

from datetime import date

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.working_days import working_days_between
from kopgroep.companies.models import Company


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions about questions."""

    def visible_to(self, user: User) -> "QuestionQuerySet":
        """The questions that this person may see."""
        return self if user.may(Permission.SEE_QUESTIONS) else self.none()

    def untaken(self) -> "QuestionQuerySet":
        """Nobody has taken it yet; the longest waiting first."""
        return self.filter(state=Question.State.NEW).order_by("call_by", "pk")

    def open(self) -> "QuestionQuerySet":
        """Not closed."""
        return self.exclude(state=Question.State.CLOSED)

    def overdue(self, on: date) -> "QuestionQuerySet":
        """Nobody called within the promised time."""
        return self.filter(state=Question.State.NEW, call_by__lt=on)


class Question(models.Model):
    """One question in the entrepreneur's own words, with who promised to call and by when."""

    class State(models.TextChoices):
        """Where the question stands."""

        NEW = "new"
        TAKEN = "taken"
        CLOSED = "closed"

    NEXT = {State.NEW: {State.TAKEN}, State.TAKEN: {State.CLOSED}, State.CLOSED: {State.TAKEN}}
    """Which state may follow which; a closed question can be opened again, with a reason."""

    reference = models.CharField(max_length=12, unique=True)
    text = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    language = models.CharField(max_length=2, default="nl")
    channel = models.CharField(max_length=20, default="counter")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="questions")
    company_typed = models.CharField(max_length=200, blank=True)
    """What the entrepreneur typed when the company was not found in the register."""
    not_started = models.BooleanField(default=False)
    municipality_code = models.CharField(max_length=6, blank=True)
    caller = models.ForeignKey(User, on_delete=models.PROTECT, related_name="questions")
    """The person whose name the entrepreneur was given."""
    call_by = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    taken_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    submission = models.UUIDField(unique=True)
    """Made with the form, so that sending it twice asks one question."""
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "call_by"]), models.Index(fields=["caller", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_on__isnull=False) & ~models.Q(outcome="")
                | ~models.Q(state="closed") & models.Q(closed_on=None, outcome=""),
                name="closed_question_has_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def company_name(self) -> str:
        """The company as known, or as typed, or empty for who has not started yet."""
        return self.company.name if self.company else self.company_typed

    def days_left(self, on: date) -> int:
        """Working days left to call; negative when too late."""
        return working_days_between(on, self.call_by)
