"""The lines. Everything the programme does for a company becomes one of them, and none is ever changed."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.programme.kinds import EntryKind


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions asked of the ledger."""

    def visible_to(self, user: User) -> "EntryQuerySet":
        """The lines that this person may open. What one company thinks of us is for whoever runs the survey."""
        if not user.may(Permission.SEE_LINES):
            return self.none()
        return self if user.may(Permission.RUN_SURVEY) else self.exclude(kind=EntryKind.SURVEY_SCORED)

    def standing(self, last: int | None = None, *, few: bool = False) -> "EntryQuerySet":
        """The lines that count: not reversed, and not reversals themselves.

        With ``last``, the key of a line: those that counted when no later line had been written yet. ``few`` is for
        who asks about a small part of the ledger: each line is then looked up by itself, with the same answer.
        """
        # Said as exclude, since SQLite takes "reverses IS NULL" for a search in a unique index and reads every line.
        # And as a list of keys, which both databases make once and keep at hand; joined, PostgreSQL expects as many
        # reversals as lines.
        reversals = Entry.objects.filter(reverses__isnull=False)
        if last is not None:
            self, reversals = self.filter(pk__lte=last), reversals.filter(pk__lte=last)
        if few:
            taken_back = models.Exists(reversals.filter(reverses=models.OuterRef("pk")))
            return self.filter(~taken_back).exclude(reverses__isnull=False)
        return self.exclude(pk__in=reversals.values("reverses")).exclude(reverses__isnull=False)

    def of(self, company: Company) -> "EntryQuerySet":
        """The lines about one company, and about the doubles of it that were merged into it."""
        rows = Company.objects.filter(models.Q(pk=company.pk) | models.Q(merged_into=company.pk))
        return self.filter(company__in=rows.values("pk"))

    def with_whose(self) -> "EntryQuerySet":
        """Add ``whose``: the key of the company as it is known now, which is another one for a line of a double.

        It joins every line to its company. Whoever counts all lines asks ``Company.objects.doubles()`` instead.
        """
        return self.annotate(whose=Coalesce("company__merged_into", "company"))

    def about(self, subject: models.Model) -> "EntryQuerySet":
        """The lines that one row of another room wrote."""
        return self.filter(subject_type=subject._meta.model_name, subject_id=subject.pk)

    def until(self, day: date) -> "EntryQuerySet":
        """What happened on or before a day."""
        return self.filter(happened_on__lte=day)

    def between(self, first: date, last: date) -> "EntryQuerySet":
        """What happened from the first day up to and including the last."""
        return self.filter(happened_on__range=(first, last))

    def total(self) -> int:
        """The sum of the quantities, reversals included: they carry the opposite sign."""
        return int(self.aggregate(total=models.Sum("quantity", default=0))["total"])


class Entry(models.Model):
    """One dated line: what happened, to whom, how much, for which theme, paid by whom.

    ``quantity`` counts in the unit of its kind: 1 for an event, minutes for hours, euro cents for money. The facts of
    the company (municipality, sector, size, experience) are those of that day. The database refuses to change or
    delete a line; a mistake is undone by a second line with ``reverses`` and a reason.
    """

    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in EntryKind])
    quantity = models.BigIntegerField(default=1)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="entries")
    theme = models.CharField(max_length=40, blank=True)
    line = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    """Code of the money source, for money lines."""
    outcome = models.CharField(max_length=40, blank=True)
    """Code of the outcome, kind or phase that goes with this kind of line."""
    municipality_code = models.CharField(max_length=6, blank=True)
    sector = models.CharField(max_length=6, blank=True)
    size_class = models.CharField(max_length=10, blank=True)
    experience = models.CharField(max_length=12, blank=True, db_default="")
    """How long the company existed on that day; empty for lines of no company, or written before this was kept."""
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    reason = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=80, unique=True)
    """Names the act, so that writing the same act twice gives one line."""
    programme_hash = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            # The first four hold all that counting asks, so that a figure is read from the index alone; with the key,
            # since whether a line was taken back is asked of that.
            models.Index(
                fields=["kind", "theme", "happened_on", "company", "outcome", "line", "reverses", "id"],
                name="entry_figure",
            ),
            models.Index(
                fields=["kind", "happened_on", "company", "municipality_code", "reverses", "id"], name="entry_reach"
            ),
            models.Index(
                fields=["company", "kind", "happened_on", "outcome", "reverses", "id"], name="entry_of_company"
            ),
            models.Index(fields=["kind", "source", "happened_on", "quantity"], name="entry_money"),
            models.Index(fields=["subject_type", "subject_id"], name="entry_of_subject"),
            models.Index(fields=["reverses"], condition=models.Q(reverses__isnull=False), name="entry_reversal"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reverses=None) | ~models.Q(reason=""), name="reversal_has_reason"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in EntryKind]), name="known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.kind} {self.quantity}"
