"""How companies stood at the end of a quarter: frozen, so that figures never move under a reader."""

from django.db import models


class Snapshot(models.Model):
    """One quarter, frozen. It is made once and never changed."""

    quarter = models.CharField(max_length=6, unique=True)
    """Such as ``2023Q1``."""
    until = models.DateField()
    """The last day of which scans count: per company the latest finished one of each scan."""
    taken_at = models.DateTimeField()
    members = models.ManyToManyField("scans.Filling", related_name="snapshots")
    """The scans it was made of."""
    hash = models.CharField(max_length=64)
    """Fingerprint of all its cells; making the snapshot again from the same scans gives the same."""
    programme_hash = models.CharField(max_length=64)
    register = models.JSONField(default=dict, blank=True)
    """Companies of the register per ``sector/size``, as counted that day; what weights are made with."""

    class Meta:
        ordering = ["-until"]

    def __str__(self) -> str:
        return self.quarter


class Cell(models.Model):
    """How one group of companies scores on one scale. An empty group name means all."""

    class Hidden(models.TextChoices):
        """Why a cell is not shown."""

        SMALL = "small"
        """Too few companies."""
        CHANGED = "changed"
        """Large enough, but too few companies came or went since a quarter in which it was shown."""
        SECONDARY = "secondary"
        """Large enough, but a hidden one could be computed from it."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="cells")
    scan = models.CharField(max_length=60)
    major = models.PositiveSmallIntegerField()
    """First number of the version of the scan: scores of another one never come into the same cell."""
    scale = models.CharField(max_length=60)
    sector_group = models.CharField(max_length=60, blank=True)
    size_group = models.CharField(max_length=60, blank=True)
    municipality_code = models.CharField(max_length=6, blank=True)
    n = models.PositiveIntegerField()
    """Companies with a score; 0 is a cell too."""
    mean = models.FloatField(null=True)
    weighted_mean = models.FloatField(null=True)
    """Mean after weighting to the register's counts by sector and size; None where it cannot be made."""
    q1 = models.FloatField(null=True)
    median = models.FloatField(null=True)
    q3 = models.FloatField(null=True)
    levels = models.JSONField(default=dict, blank=True)
    """Number of companies per level of the scale."""
    histogram = models.JSONField(default=list, blank=True)
    """Sorted pairs of score and number of companies; for placing one company, never published."""
    hidden = models.CharField(max_length=10, choices=Hidden, blank=True)

    class Meta:
        ordering = ["snapshot", "scan", "scale", "municipality_code", "sector_group", "size_group"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "scan", "major", "scale", "sector_group", "size_group", "municipality_code"],
                name="one_cell_per_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} {self.scan} {self.scale} {self.sector_group}/{self.size_group}"

    @property
    def shown(self) -> bool:
        """Whether its figures may be shown."""
        return not self.hidden
