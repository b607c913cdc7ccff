"""The definition of a scan as it was when answers were given; kept for ever, so that they can be scored again."""

from functools import lru_cache

from django.db import models

from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.reading import read


class Edition(models.Model):
    """One version of a scan, whole."""

    scan = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    hash = models.CharField(max_length=64, unique=True)
    """Fingerprint of the definition: 64 hexadecimal digits."""
    definition = models.TextField()
    """The definition as canonical JSON."""
    first_used_at = models.DateTimeField()

    class Meta:
        ordering = ["scan", "pk"]

    def __str__(self) -> str:
        return f"{self.scan} {self.version}"

    @property
    def definition_as_scan(self) -> Scan:
        """The definition as an object; read once per version."""
        return _read(self.definition)


@lru_cache(maxsize=64)
def _read(definition: str) -> Scan:
    return read(definition)
