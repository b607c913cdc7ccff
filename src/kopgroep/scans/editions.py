"""Keeping the definition under which answers are given."""

from kopgroep.base.clock import now
from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.reading import as_text, hash_of
from kopgroep.scans.models import Edition


def edition_of(scan: Scan) -> Edition:
    """The edition of a definition; kept the first time that it is used."""
    facts = {"scan": scan.code, "version": scan.version, "definition": as_text(scan), "first_used_at": now()}
    edition, _made = Edition.objects.get_or_create(hash=hash_of(scan), defaults=facts)
    return edition
