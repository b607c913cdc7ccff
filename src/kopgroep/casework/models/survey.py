"""The yearly survey: one round a year, one row per company asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.scans.models import Filling


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Questions about rounds of a survey."""

    def visible_to(self, user: User) -> "SurveyQuerySet":
        """The rounds that this person may see: their figures name nobody."""
        return self if user.may(Permission.SEE_MONITOR) else self.none()

    def open(self) -> "SurveyQuerySet":
        """Letters may still leave, and answers come in."""
        return self.filter(closed_at=None)


class Survey(models.Model):
    """One round: all companies that were in a trajectory in one year."""

    survey = models.CharField(max_length=60)
    """Code of the yearly survey of the programme."""
    year = models.PositiveSmallIntegerField()
    """The year that is asked about."""
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_on = models.DateField()
    """The last day on which an answer counts."""
    closed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    """While it stands here no letter leaves; answers still come in."""
    programme_hash = models.CharField(max_length=64)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "survey"]
        constraints = [models.UniqueConstraint(fields=["survey", "year"], name="one_round_a_year")]

    def __str__(self) -> str:
        return f"{self.survey} {self.year}"


class SurveyAskQuerySet(models.QuerySet["SurveyAsk"]):
    """Questions about who was asked."""

    def visible_to(self, user: User) -> "SurveyAskQuerySet":
        """Who was asked: for whoever may see companies."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def waiting(self) -> "SurveyAskQuerySet":
        """Not written to yet, in the order in which they are."""
        return self.filter(state=SurveyAsk.State.WAITING).order_by("order", "pk")


class SurveyAsk(models.Model):
    """One company in one round: whether it was asked, and what came of that."""

    class State(models.TextChoices):
        """How far it is, and if it never answered: why."""

        WAITING = "waiting", _("Waiting for its letter")
        SENT = "sent", _("Asked")
        REMINDED = "reminded", _("Reminded")
        ANSWERED = "answered", _("Answered")
        REFUSED = "refused", _("Does not want to take part")
        NO_ADDRESS = "no_address", _("No address known")
        NOT_MAILED = "not_mailed", _("Must not be mailed")
        BOUNCED = "bounced", _("Letter came back")
        SILENT = "silent", _("No answer")

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="asks")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="survey_asks")
    theme = models.CharField(max_length=40, blank=True)
    """Theme of its latest trajectory of that year, for figures per theme."""
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    order = models.PositiveIntegerField()
    """Drawn with a recorded seed, so that an early batch is a fair picture."""
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    filling = models.OneToOneField(Filling, on_delete=models.PROTECT, null=True, related_name="survey_ask")
    sent_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    objects = SurveyAskQuerySet.as_manager()

    class Meta:
        ordering = ["survey", "order", "pk"]
        indexes = [models.Index(fields=["survey", "state"])]
        constraints = [models.UniqueConstraint(fields=["survey", "company"], name="asked_once_a_round")]

    def __str__(self) -> str:
        return f"{self.survey} {self.company}"
