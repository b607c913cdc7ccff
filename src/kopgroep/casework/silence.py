"""Companies that went silent: nobody of the programme spoke with them for a while."""

from datetime import date, timedelta

from django.db.models import F, Max, Q, QuerySet

from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind

SPOKEN = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD, EntryKind.HOURS_WRITTEN)
"""The kinds of line that mean somebody spoke with the company."""


def silent(companies: QuerySet[Company], *, on: date) -> QuerySet[Company]:
    """Of these companies the ones without contact for the programme's silent days, the longest silent first.

    Adds ``last_on``, the day on which somebody last spoke with it; None for a company with a manager that nobody
    spoke with yet.
    """
    limit = on - timedelta(days=current().clocks.silent_days)
    spoken = companies.filter(ended_on=None).annotate(
        last_on=Max("entries__happened_on", filter=Q(entries__kind__in=SPOKEN, entries__reversed_by=None))
    )
    quiet = spoken.filter(Q(last_on__lt=limit) | Q(last_on=None, manager_since__lt=limit))
    return quiet.order_by(F("last_on").asc(nulls_first=True), "pk")
