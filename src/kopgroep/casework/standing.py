"""Where the programme stands with a company, read from the ledger and the trajectories."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from kopgroep.casework.models import Contact, Intake, Journey
from kopgroep.companies.models import Company
from kopgroep.companies.models.establishment import EstablishmentQuerySet
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind


class Standing(StrEnum):
    """How far the programme came with a company. The later ones win."""

    UNKNOWN = "unknown"
    """Nobody of the programme spoke with it."""
    CONTACT = "contact"
    """Somebody spoke with it, or held an intake."""
    HELPED = "helped"
    """A trajectory was closed, and none is open."""
    TRAJECTORY = "trajectory"
    """A trajectory is open."""
    ENDED = "ended"
    """The company no longer exists."""


SPOKE = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD)


def _spoken() -> QuerySet[Entry]:
    return Entry.objects.standing().filter(kind__in=SPOKE, company__isnull=False)


def standings_of(company_ids: Collection[int], ended: Collection[int] = ()) -> dict[int, Standing]:
    """The standing of some companies, in three queries. ``ended`` are the keys of those that no longer exist."""
    journeys = Journey.objects.filter(company__in=company_ids).order_by().values_list("company", "closed_on")
    # What was written under a double counts for the company that it was merged into.
    whose = Company.objects.doubles(of=company_ids)
    heard = _spoken().filter(company__in=[*company_ids, *whose]).order_by().values_list("company", flat=True)
    spoken = {whose.get(pk, pk) for pk in heard}
    found = {pk: Standing.CONTACT if pk in spoken else Standing.UNKNOWN for pk in company_ids}
    for pk, closed_on in journeys:
        if found[pk] is not Standing.TRAJECTORY:
            found[pk] = Standing.HELPED if closed_on else Standing.TRAJECTORY
    return found | dict.fromkeys(ended, Standing.ENDED)


def with_standing(rows: EstablishmentQuerySet, standing: Standing) -> EstablishmentQuerySet:
    """Only the establishments of companies with this standing; the same rule as ``standings_of``."""
    ended = Q(company__ended_on__isnull=False)
    if standing is Standing.ENDED:
        return rows.filter(ended)
    rows = rows.exclude(ended)
    journeys = Journey.objects.order_by()
    if standing is Standing.TRAJECTORY:
        return rows.filter(company__in=journeys.filter(closed_on=None).values("company"))
    rows = rows.exclude(Exists(journeys.filter(closed_on=None, company=OuterRef("company"))))
    if standing is Standing.HELPED:
        return rows.filter(company__in=journeys.values("company"))
    rows = rows.exclude(Exists(journeys.filter(company=OuterRef("company"))))
    through_double = _spoken_with_double()
    if standing is Standing.CONTACT:
        return rows.filter(Q(company__in=_spoken().values("company")) | Q(company__in=through_double))
    rows = rows.exclude(Exists(_spoken().filter(company=OuterRef("company"))))
    return rows.exclude(company__in=through_double) if through_double else rows


def _spoken_with_double() -> set[int]:
    """The companies that somebody spoke with while they still stood in the file twice."""
    whose = Company.objects.doubles()
    heard = _spoken().filter(company__in=whose).order_by().values_list("company", flat=True) if whose else ()
    return {whose[pk] for pk in heard if pk}


def on_theme(rows: EstablishmentQuerySet, theme: str) -> EstablishmentQuerySet:
    """Only the establishments of companies with an intake or a trajectory on this theme."""
    held = Intake.objects.order_by().filter(theme=theme).values("company")
    opened = Journey.objects.order_by().filter(theme=theme).values("company")
    return rows.filter(Q(company__in=held) | Q(company__in=opened))


def last_contacts(company_ids: Collection[int]) -> dict[int, date]:
    """The day on which somebody last spoke with each of some companies; companies without contact are left out."""
    rows = Contact.objects.filter(company__in=company_ids).order_by().values_list("company")
    return dict(rows.annotate(last=Max("held_on")))
