"""Frozen quarters: what was said on a day, and of which lines it was made. And the tally of last night."""

from datetime import date
from fractions import Fraction

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission


class ClosingQuerySet(models.QuerySet["Closing"]):
    """Questions about closed quarters."""

    def visible_to(self, user: User) -> "ClosingQuerySet":
        """The quarters that this person may see."""
        return self if user.may(Permission.SEE_MONITOR) else self.none()

    def closed(self) -> "ClosingQuerySet":
        """Closed by two people, the latest quarter first."""
        return self.filter(closed_at__isnull=False)


class Closing(models.Model):
    """A quarter that one person proposes to close and another one closes. Once closed it never changes.

    The proposal notes the fingerprint of all figures as the first person saw them; the second closes exactly those.
    """

    quarter = models.CharField(max_length=6, unique=True)
    """Such as ``2023Q1``."""
    until = models.DateField()
    """The last day of the quarter: what happened later does not count."""
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    remark = models.CharField(max_length=500, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    last_line = models.BigIntegerField()
    """The key of the last line of the ledger that existed; later ones are later knowledge."""
    lines = models.PositiveBigIntegerField()
    """How many lines happened up to ``until`` and existed."""
    lines_hash = models.CharField(max_length=64)
    """Fingerprint of those lines, every column of each."""
    doubles = models.JSONField(default=dict, blank=True)
    """Key of each double with that of the company it was merged into, as known that day."""
    definitions = models.JSONField(default=dict, blank=True)
    """Every target and figure as it was defined, by code, with what it rests on, such as the phases of a ladder."""
    programme_hash = models.CharField(max_length=64)
    code_version = models.CharField(max_length=60)
    """Version of the software that counted."""
    hash = models.CharField(max_length=64)
    """Fingerprint of all figures."""
    version = models.PositiveIntegerField(default=1)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-until"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_by=None, closed_at=None)
                | models.Q(closed_by__isnull=False, closed_at__isnull=False)
                & ~models.Q(closed_by=models.F("proposed_by")),
                name="quarter_closed_by_another",
            )
        ]

    def __str__(self) -> str:
        return self.quarter

    @property
    def is_closed(self) -> bool:
        """Whether two people agreed."""
        return self.closed_at is not None


class Frozen(models.Model):
    """One value of one figure at the end of a quarter. The database refuses to change or delete it."""

    class Kind(models.TextChoices):
        """From which list the code comes."""

        INDICATOR = "indicator"
        FIGURE = "figure"
        MONEY = "money"

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="values")
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=60)
    part = models.BigIntegerField(null=True)
    """The count, or what stands above the line of a share or mean; None when there was nothing to say."""
    whole = models.BigIntegerField(null=True)
    """What stands under that line; None for a count."""
    n = models.BigIntegerField()
    """How many companies (or lines, where companies are not counted) it is based on."""
    dimension = models.CharField(max_length=20, blank=True)
    """By what it is split; empty for the whole."""
    cell = models.CharField(max_length=60, blank=True)
    """Which part of that split: the code of a municipality, a theme, a need."""
    definition_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["closing", "kind", "code", "dimension", "cell"]
        constraints = [
            models.UniqueConstraint(fields=["closing", "kind", "code", "dimension", "cell"], name="one_frozen_value")
        ]

    def __str__(self) -> str:
        return f"{self.closing} {self.code} {self.dimension}/{self.cell}"

    @property
    def value(self) -> Fraction | None:
        """The exact value; None when there was nothing to say."""
        if self.part is None or self.whole == 0:
            return None
        return Fraction(self.part, 1 if self.whole is None else self.whole)


class Tally(models.Model):
    """The figures of a programme as last night counted them: a shortcut, which can be thrown away and made again."""

    programme = models.CharField(max_length=60, unique=True)
    on = models.DateField()
    holds_until = models.DateField(null=True)
    """The last day before a line that was known already comes to count; None when no such line lies ahead."""
    last_line = models.BigIntegerField()
    """The key of the last line that it saw."""
    programme_hash = models.CharField(max_length=64)
    code_version = models.CharField(max_length=60)
    doubles = models.JSONField(default=dict, blank=True)
    """Key of each double with that of the company it was merged into, as known then."""
    values = models.JSONField(default=dict, blank=True)
    """The figure of every target, by code."""
    places = models.JSONField(default=dict, blank=True)
    """How many companies were spoken with, by municipality."""
    total = models.PositiveBigIntegerField()
    """How many in the whole area, each once."""
    needs = models.JSONField(default=dict, blank=True)
    """Per figure of needs: how many companies named each, and under "" how many named any."""
    money = models.JSONField(default=dict, blank=True)
    """Euro cents by source, year and kind of line."""
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.programme} {self.on}"

    def holds_for(self, day: date, *, programme_hash: str, code_version: str) -> bool:
        """Whether a figure of this day, under these rules and this software, can begin from this tally."""
        rules = (programme_hash, code_version) == (self.programme_hash, self.code_version)
        return rules and self.on <= day and (self.holds_until is None or day <= self.holds_until)
