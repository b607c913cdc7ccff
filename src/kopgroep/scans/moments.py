"""Which time it is that a company does a scan: T0 the first, T1 the second, and so on."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kopgroep.scans.models import Edition, Filling


def with_moment(rows: QuerySet[Filling]) -> QuerySet[Filling]:
    """With ``earlier``: how many finished scans of the same company and kind came before, of those that count."""
    before = Q(finished_on__lt=OuterRef("finished_on")) | Q(finished_on=OuterRef("finished_on"), pk__lt=OuterRef("pk"))
    same = Filling.objects.finished().filter(before, company=OuterRef("company"), scan=OuterRef("scan"), counts=True)
    counted = same.order_by().values("company").annotate(n=Count("pk")).values("n")
    return rows.annotate(earlier=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def moment_word(number: int) -> str:
    """``T0`` for the first time."""
    return f"T{number}"


def give_editions(fillings: Iterable[Filling]) -> None:
    """Let scans share the few editions that they were made under: each definition is fetched once, not per scan."""
    fillings = list(fillings)
    editions = Edition.objects.in_bulk({filling.edition_id for filling in fillings})
    for filling in fillings:
        filling.edition = editions[filling.edition_id]
