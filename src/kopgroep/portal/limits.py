"""How often one visitor may do something. Counted here, without a third party that would watch visitors.

The network address is kept as a keyed hash for as long as the count lasts, and no longer. The count lives in Django's
cache; with several server processes and the default cache in memory, each process counts for itself.
"""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most ``most`` times in ``seconds`` seconds for one network address."""

    name: str
    most: int
    seconds: int


# An office of advisers shares one address, so the limits are wide: they stop machines, not people.
QUESTIONS = Limit("questions", most=10, seconds=60 * 60)
LINKS = Limit("links", most=10, seconds=60 * 60)
ANSWERS = Limit("answers", most=60, seconds=60 * 60)
SCANS = Limit("scans", most=20, seconds=60 * 60)
SCAN_ANSWERS = Limit("scan-answers", most=600, seconds=60)
# A harvester fetches every file of every quarter once.
OPEN_DATA = Limit("open-data", most=1200, seconds=60 * 60)
SUGGESTIONS = Limit("suggestions", most=240, seconds=60)


def too_often(request: HttpRequest, limit: Limit) -> bool:
    """Count this request; true when the visitor is now over the limit."""
    address = get_adapter(request).get_client_ip(request)
    key = f"limit:{limit.name}:{salted_hmac(__name__, address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        return cache.incr(key) > limit.most
    except ValueError:  # the count ran out between the two lines above
        return False
