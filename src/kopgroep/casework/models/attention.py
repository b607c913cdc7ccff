"""What somebody wants to hear of by mail, what was told already, and the lists that people keep."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission


class DigestChoice(models.Model):
    """How one person wants the daily digest."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="digest_choice")
    kinds = models.JSONField(default=list)
    """Codes of the kinds of news that are wanted."""
    least = models.PositiveSmallIntegerField(default=1)
    """No mail below this number of things to tell."""
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.user} {self.least}"


class DigestTold(models.Model):
    """One thing that one person was told in a digest, so that it is never told twice."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    """Names the thing and its term, such as ``referral:12:sent:2023-05-15``."""
    told_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="told_once")]

    def __str__(self) -> str:
        return self.key


class SavedListQuerySet(models.QuerySet["SavedList"]):
    """Questions about saved lists."""

    def visible_to(self, user: User) -> "SavedListQuerySet":
        """One's own lists and the shared ones, for who works in the workspace."""
        if not user.may(Permission.SEE_COMPANIES):
            return self.none()
        return self.filter(models.Q(owner=user) | models.Q(shared=True))


class SavedList(models.Model):
    """A list with its filters under a name. It holds the question, not the rows: those are asked again each time."""

    class Of(models.TextChoices):
        """The list that was filtered."""

        COMPANIES = "companies"
        PORTFOLIO = "portfolio"
        REFERRALS = "referrals"
        JOURNEYS = "journeys"
        QUESTIONS = "questions"

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_lists")
    name = models.CharField(max_length=80)
    of = models.CharField(max_length=20, choices=Of)
    query = models.CharField(max_length=1000, blank=True)
    """The filters as they stand in the address."""
    shared = models.BooleanField(default=False)
    made_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "of", "name"], name="name_of_list_once")]

    def __str__(self) -> str:
        return self.name
