"""What came of the help: forecast by an adviser, stated by the company, verified by somebody else. Three facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.referral import Referral
from kopgroep.companies.models import Company
from kopgroep.programme.kinds import Evidence


class ResultQuerySet(models.QuerySet["Result"]):
    """Questions about results."""

    def visible_to(self, user: User) -> "ResultQuerySet":
        """The results that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def asked(self) -> "ResultQuerySet":
        """Sent to the company, which has not answered yet."""
        return self.filter(state=Result.State.ASKED)

    def to_verify(self, by: User) -> "ResultQuerySet":
        """Stated by the company and not verified yet, the longest waiting first: what this person may verify.

        Who wrote a result down never verifies it, so one's own are not among them.
        """
        rows = self.filter(state=Result.State.STATED).exclude(written_by=by).order_by("answered_at", "pk")
        return rows if by.may(Permission.VERIFY_RESULT) else rows.none()


class Result(models.Model):
    """One result of one company. An adviser writes it down; only the company can state it, only a third can verify it.

    The amounts of the three stages stand beside each other: none of them ever takes the place of another.
    """

    class State(models.TextChoices):
        """How far it is. The next step may always be left out; a forecast that stays one is an honest end."""

        FORECAST = "forecast", _("Forecast")
        ASKED = "asked", _("Asked the company")
        STATED = "stated", _("Stated by the company")
        DENIED = "denied", _("Not so, says the company")
        UNANSWERED = "unanswered", _("No answer")
        VERIFIED = "verified", pgettext_lazy("result", "Verified")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="results")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, related_name="results")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="results")
    kind = models.CharField(max_length=60)
    """Code of a kind of result of the programme; it says the unit."""
    theme = models.CharField(max_length=40, blank=True)
    line = models.CharField(max_length=40)
    happened_on = models.DateField()
    """The day on which it was reached, or is expected."""
    description = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=State, default=State.FORECAST)

    forecast = models.DecimalField(max_digits=14, decimal_places=2)
    """The amount that the adviser wrote down, in the unit of the kind."""
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    asked_at = models.DateTimeField(null=True)
    asked_name = models.CharField(max_length=120, blank=True)
    asked_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    round = models.PositiveSmallIntegerField(default=0)
    """How often it was asked; a link of an earlier round opens nothing."""
    answered_at = models.DateTimeField(null=True)
    stated = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    """The amount that the company states."""
    without = models.CharField(max_length=60, blank=True)
    """Code of its answer to "what would have happened without the help?"."""
    remark = models.CharField(max_length=500, blank=True)

    verified = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    verified_on = models.DateField(null=True)
    verified_with = models.CharField(max_length=300, blank=True)
    """What it was held against: a register with its date, an annual account."""
    evidence = models.PositiveSmallIntegerField(
        choices=[(level.value, level.name) for level in Evidence], default=Evidence.ASKED
    )
    withdraw_reason = models.CharField(max_length=300, blank=True)
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["state", "asked_at"]), models.Index(fields=["company", "happened_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified=None, verified_by=None, verified_on=None, verified_with="")
                | models.Q(verified__isnull=False, verified_by__isnull=False, verified_on__isnull=False)
                & ~models.Q(verified_with=""),
                name="verified_result_says_how",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["stated", "verified"]) | models.Q(stated__isnull=False),
                name="stated_result_has_amount",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_by=None) | ~models.Q(verified_by=models.F("written_by")),
                name="result_verified_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.kind}"
