"""Companies that went silent: nobody of the programme spoke with them for a while."""

from datetime import date, timedelta

from django.db.models import Case, DateField, F, Max, Q, QuerySet, Value, When

from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
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
    last = Max("entries__happened_on", filter=Q(entries__kind__in=SPOKEN, entries__reversed_by=None))
    spoken = companies.filter(ended_on=None, merged_into=None).annotate(own_last=last).annotate(last_on=_with_doubles())
    quiet = spoken.filter(Q(last_on__lt=limit) | Q(last_on=None, manager_since__lt=limit))
    return quiet.order_by(F("last_on").asc(nulls_first=True), "pk")


def _with_doubles() -> Case:
    """The last day on which somebody spoke with a company or with a double that was merged into it."""
    whose = Company.objects.doubles()
    latest: dict[int, date] = {}
    heard = Entry.objects.standing().filter(company__in=whose, kind__in=SPOKEN).order_by()
    for double, day in heard.values_list("company", "happened_on"):
        kept = whose[double]
        latest[kept] = max(day, latest.get(kept, day))
    later = [
        When(Q(own_last=None) | Q(own_last__lt=day), pk=kept, then=Value(day, output_field=DateField()))
        for kept, day in latest.items()
    ]
    return Case(*later, default=F("own_last"), output_field=DateField())
