"""Companies that stand twice in the file: likely pairs, and the merges that made one of two."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models.company import Company


class LikelyDoubleQuerySet(models.QuerySet["LikelyDouble"]):
    """Questions about likely doubles."""

    def visible_to(self, user: User) -> "LikelyDoubleQuerySet":
        """The pairs that this person may judge."""
        return self if user.may(Permission.MERGE_COMPANIES) else self.none()

    def open(self) -> "LikelyDoubleQuerySet":
        """Nobody judged them yet; the likeliest first."""
        return self.filter(state=LikelyDouble.State.OPEN).order_by("-score", "pk")


class LikelyDouble(models.Model):
    """Two companies that may be one, with why. A judgement is remembered, so that a pair is asked about once."""

    class State(models.TextChoices):
        """What a person made of it."""

        OPEN = "open"
        DISTINCT = "distinct"
        MERGED = "merged"

    first = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="likely_doubles_first")
    second = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="likely_doubles_second")
    score = models.FloatField()
    """From 0 to 1: how alike they are."""
    reasons = models.JSONField(default=list)
    """Codes of what is alike, such as name, telephone or e-mail address."""
    found_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    objects = LikelyDoubleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-score"])]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_by=None, decided_on=None)
                | ~models.Q(state="open") & models.Q(decided_by__isnull=False, decided_on__isnull=False),
                name="judged_pair_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class MergeQuerySet(models.QuerySet["Merge"]):
    """Questions about merges."""

    def visible_to(self, user: User) -> "MergeQuerySet":
        """The merges that this person may see and undo."""
        return self if user.may(Permission.MERGE_COMPANIES) else self.none()


class Merge(models.Model):
    """One merge, with all that is needed to undo it."""

    kept = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="merged_away")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    moved = models.JSONField(default=dict)
    """Per relation the keys of the rows that moved, and the values that were changed with what stood there before."""
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_of_two"),
            models.CheckConstraint(
                condition=models.Q(undone_by=None, undone_at=None)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="undone_by_and_at_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} -> {self.kept_id}"
