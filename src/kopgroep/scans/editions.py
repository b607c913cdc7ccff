"""Keeping the definition under which answers are given."""

import json

from kopgroep.base.clock import now
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.scans import Scan
from kopgroep.scans.models import Edition


def edition_of(scan: Scan) -> Edition:
    """The edition of a definition; kept the first time that it is used."""
    data = scan.model_dump(mode="json")
    edition, _made = Edition.objects.get_or_create(
        hash=fingerprint(data),
        defaults={
            "scan": scan.code,
            "version": scan.version,
            "definition": json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
            "first_used_at": now(),
        },
    )
    return edition
