"""Register files as they were read, and the dated state of each establishment in them."""

from django.db import models


class RegisterRun(models.Model):
    """One reading of a register file. A killed run goes on at ``position``."""

    source = models.CharField(max_length=80)
    licence = models.CharField(max_length=120, blank=True)
    shape = models.CharField(max_length=40)
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64)
    snapshot_on = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    position = models.BigIntegerField(default=0)
    line = models.BigIntegerField(default=0)
    rows_new = models.BigIntegerField(default=0)
    rows_changed = models.BigIntegerField(default=0)
    rows_unchanged = models.BigIntegerField(default=0)
    rows_refused = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file_hash", "snapshot_on", "source"], name="one_run_per_file_and_date")
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.snapshot_on}"


class EstablishmentSnapshot(models.Model):
    """What a register said of an establishment on one date. Kept for ever: growth and comparison are read from it."""

    establishment = models.ForeignKey("companies.Establishment", on_delete=models.PROTECT, related_name="snapshots")
    snapshot_on = models.DateField()
    run = models.ForeignKey(RegisterRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    municipality_code = models.CharField(max_length=6, blank=True)
    sbi_scheme = models.CharField(max_length=4, blank=True)
    sbi_code = models.CharField(max_length=6, blank=True)
    size_class = models.CharField(max_length=10, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["establishment", "snapshot_on", "run"], name="one_snapshot_per_date")
        ]
