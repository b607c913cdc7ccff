"""A scan that is being filled in, or was."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.results import Result
from kopgroep.scans.models.edition import Edition


class FillingQuerySet(models.QuerySet["Filling"]):
    """Questions about scans that were filled in."""

    def visible_to(self, user: User) -> "FillingQuerySet":
        """The scans that this person may see. What companies answer in a survey is in none of the pages about scans."""
        return self.exclude(scan__in=current().survey_scans) if user.may(Permission.SEE_JOURNEYS) else self.none()

    def open(self) -> "FillingQuerySet":
        """Still being filled in."""
        return self.filter(finished_at=None, withdrawn_on=None)

    def finished(self) -> "FillingQuerySet":
        """Finished, and not withdrawn."""
        return self.filter(finished_at__isnull=False, withdrawn_on=None)

    def unlinked(self) -> "FillingQuerySet":
        """Finished by somebody of whom nobody has said yet which company it is; the longest waiting first."""
        return self.finished().filter(company=None).order_by("finished_at", "pk")

    def counting(self) -> "FillingQuerySet":
        """Finished, of a known company, and by somebody whose answers stand for it: what figures are made of."""
        return self.finished().filter(company__isnull=False, counts=True)

    def series(self, company: Company, scan: str) -> "FillingQuerySet":
        """The finished scans of one company, the first first: T0, T1, T2 and so on."""
        found = self.finished().filter(company=company, scan=scan, counts=True)
        return found.order_by("finished_on", "pk")


class Filling(models.Model):
    """One scan of one company: its answers while they come in, and its result once it is finished.

    A finished one does not change any more: whoever made a mistake withdraws it, with a reason, and fills in another.
    """

    class Mode(models.TextChoices):
        """How the answers came in."""

        ALONE = "alone", _("By the entrepreneur alone")
        TOGETHER = "together", _("Together with the adviser")
        UPLOAD = "upload", _("From a spreadsheet")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="fillings")
    scan = models.CharField(max_length=60)
    """Code of the scan, as in its edition."""
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="fillings")
    """None until somebody of the programme has said which company this is."""
    company_guess = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    """The company of the register that a visitor pointed at; shown to the adviser, who says whether it is right."""
    company_typed = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    mode = models.CharField(max_length=10, choices=Mode)
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="fillings")
    """Who asked for it, fills it in with the company, or is to call about it."""

    answers = models.JSONField(default=dict, blank=True)
    """Per question ``{"value": ...}`` or ``{"state": "dont_know"}``; see ``engine/answers.py``."""
    prefilled = models.JSONField(default=dict, blank=True)
    """Where an answer came from that was filled in beforehand and that nobody has looked at yet, per question."""
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)
    """Time spent on it, as far as the pages were open; pauses of more than ten minutes do not count."""

    finished_at = models.DateTimeField(null=True)
    finished_on = models.DateField(null=True)
    finished_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """None when the entrepreneur finished it alone."""
    result = models.TextField(blank=True)
    """What the engine made of it, as canonical JSON: scoring again under the same edition gives the same bytes."""
    engine = models.CharField(max_length=10, blank=True)
    counts = models.BooleanField(default=True)
    """False for answers that do not say how the company stands, such as an employee's, or those to a survey."""
    size_group = models.CharField(max_length=60, blank=True)
    sector_group = models.CharField(max_length=60, blank=True)
    municipality_code = models.CharField(max_length=6, blank=True)
    """The three facts by which it is grouped, frozen when the company was known."""
    snapshot = models.ForeignKey("scans.Snapshot", on_delete=models.PROTECT, null=True, related_name="+")
    """The benchmark that it was first held against."""
    peer_group = models.CharField(max_length=130, blank=True)
    """Which group of that benchmark: ``sector/size``, ``/size``, ``sector/`` or ``/`` for all; empty without one."""
    programme_hash = models.CharField(max_length=64, blank=True)

    withdrawn_on = models.DateField(null=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)
    submission = models.UUIDField(unique=True)
    """Made with the form that started it, so that sending it twice starts one."""
    version = models.PositiveIntegerField(default=1)

    objects = FillingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["company", "scan", "finished_on"]),
            models.Index(fields=["scan", "finished_on"]),
            models.Index(fields=["adviser", "finished_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None, finished_on=None, result="", engine="")
                | models.Q(finished_at__isnull=False, finished_on__isnull=False)
                & ~models.Q(result="")
                & ~models.Q(engine=""),
                name="finished_scan_has_result",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None, withdraw_reason="")
                | models.Q(withdrawn_on__isnull=False) & ~models.Q(withdraw_reason=""),
                name="withdrawn_scan_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.company_name}".strip()

    @property
    def definition(self) -> Scan:
        """The scan as it was when this was filled in."""
        return self.edition.definition_as_scan

    @property
    def company_name(self) -> str:
        """The company as known, or as pointed at or typed by the visitor."""
        known = self.company or self.company_guess
        return known.name if known else self.company_typed

    @property
    def is_open(self) -> bool:
        """Whether answers may still come in."""
        return self.finished_at is None and self.withdrawn_on is None

    @property
    def scored(self) -> Result:
        """The result as an object. Raises ValueError for one that is not finished."""
        return Result.read(self.result)

    @property
    def day(self) -> date:
        """The day of the scan: when it was finished, or was last saved."""
        return self.finished_on or self.saved_at.date()
