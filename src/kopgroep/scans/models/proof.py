"""A dated file that shows something: a plan, a certificate, an invoice."""

import uuid
from datetime import date

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.scans.models.filling import Filling
from kopgroep.scans.models.measure import Measure


def place_of(_proof: models.Model, name: str) -> str:
    """Where the file is kept: under a name that nobody can guess, with the ending of the one it had."""
    ending = name.rpartition(".")[2].lower()
    return f"proofs/{uuid.uuid4().hex}.{ending}"


class ProofQuerySet(models.QuerySet["Proof"]):
    """Questions about proofs."""

    def visible_to(self, user: User) -> "ProofQuerySet":
        """The proofs that this person may see."""
        return self if user.may(Permission.SEE_JOURNEYS) else self.none()

    def seen(self) -> "ProofQuerySet":
        """Looked at by somebody of the programme. Only these make a step count."""
        return self.filter(seen_on__isnull=False, refused_reason="")

    def dated_by(self, day: date) -> "ProofQuerySet":
        """Dated on or before a day."""
        return self.filter(dated_on__lte=day)


class Proof(models.Model):
    """One file, with the day on it and what it shows. It counts once somebody of the programme has looked at it."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="proofs")
    """None as long as the company of the scan is not known."""
    filling = models.ForeignKey(Filling, on_delete=models.PROTECT, null=True, related_name="proofs")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="proofs")
    """The position that it shows, when that was not found by a scan."""
    item = models.CharField(max_length=60, blank=True)
    """The question of the scan that it belongs to."""
    dated_on = models.DateField()
    """The day on the document itself."""
    file = models.FileField(upload_to=place_of, max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    """In bytes."""
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """None when the entrepreneur added it."""
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    seen_on = models.DateField(null=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    """Why it shows nothing after all."""

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(filling=None, measure__isnull=False) | models.Q(filling__isnull=False, measure=None),
                name="proof_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(seen_by=None, seen_on=None) | models.Q(seen_by__isnull=False, seen_on__isnull=False),
                name="proof_seen_by_and_on",
            ),
            models.UniqueConstraint(fields=["filling", "item", "sha256"], name="proof_once_per_question"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> bool:
        """Whether somebody of the programme has seen it and found that it shows what it should."""
        return self.seen_on is not None and not self.refused_reason
