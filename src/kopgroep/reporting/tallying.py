"""Counting everything every night, so that the day counts only whom something happened to."""

from datetime import date

from django.db import transaction

from kopgroep.base.clock import now, today
from kopgroep.reporting.models import Tally
from kopgroep.reporting.tallies import counted_on, differences

FIELDS = (
    "on", "holds_until", "last_line", "programme_hash", "code_version", "doubles", "values", "places", "total", "needs",
    "money",
)  # fmt: skip


class TallyWrongError(Exception):
    """The figures by way of the last tally are not those of counting everything. The message names each of them."""


def renew_tally(on: date) -> None:
    """Count everything and keep that as the tally, one row per programme; it is always of today or a later day.

    Raises TallyWrongError, after keeping the fresh one, when the last one plus what happened since said something else:
    then a page showed a wrong figure that day, and somebody must find out why.
    """
    fresh = counted_on(max(on, today()))
    old = Tally.objects.filter(programme=fresh.programme).first()
    wrong = differences(old, fresh) if old else []
    with transaction.atomic():
        kept = Tally.objects.select_for_update().filter(programme=fresh.programme).first()
        # Of two nights at once, what was counted last stays.
        if kept is None or kept.last_line <= fresh.last_line:
            facts = {name: getattr(fresh, name) for name in FIELDS} | {"made_at": now()}
            Tally.objects.update_or_create(programme=fresh.programme, defaults=facts)
    if wrong:
        raise TallyWrongError("The tally was wrong:\n  " + "\n  ".join(wrong))
