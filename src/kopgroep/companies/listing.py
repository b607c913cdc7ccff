"""The list of companies as questions: one establishment per company, filtered and in order."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.db.models import Case, F, IntegerField, Value, When

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.companies.models import Establishment
from kopgroep.companies.models.establishment import EstablishmentQuerySet
from kopgroep.companies.search.narrowing import holding_words
from kopgroep.programme import current

CHUNK = 1_000


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to. An empty value narrows nothing."""

    text: str = ""
    municipality: str = ""
    sector: str = ""
    """Scheme and section, such as ``2008-C``."""
    size: str = ""
    manager: str = ""
    """The key of a user."""

    def shown(self) -> dict[str, str]:
        """The filters that are set, for the audit trail."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


def listed(wanted: Wanted, *, user: User) -> EstablishmentQuerySet:
    """One establishment per company that this person may see, with its company and account manager, in no order."""
    rows = Establishment.objects.visible_to(user).leading().select_related("company", "company__account_manager")
    if wanted.municipality:
        rows = rows.filter(municipality_code=wanted.municipality)
    if wanted.sector:
        scheme, _, section = wanted.sector.partition("-")
        rows = rows.filter(sbi_scheme=scheme, sbi_section=section)
    if wanted.size:
        rows = rows.filter(size_class=wanted.size)
    if wanted.manager:
        rows = rows.filter(company__account_manager=int(wanted.manager))
    return holding_words(rows, wanted.text) if wanted.text.strip() else rows


def size_order() -> Case:
    """The place of a size class in the programme's list, small first; what is not known comes before all."""
    cases = [When(size_class=size.code, then=Value(n)) for n, size in enumerate(current().sizes, start=1)]
    return Case(*cases, default=Value(0), output_field=IntegerField())


ORDERS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "place": ("place", "name"),
    "size": ("size", "name"),
}
"""What a list can be ordered by; a minus sign before the key turns it around."""


def in_order(rows: EstablishmentQuerySet, key: str) -> EstablishmentQuerySet:
    """The rows by one of ``ORDERS``, and then by key, so that pages never overlap. Raises KeyError for another."""
    names = ORDERS[key.removeprefix("-")]
    if "size" in names:
        rows = rows.annotate(size=size_order())
    # All columns turn together, the key as well: then one index serves both directions.
    columns = [F(name) for name in (*names, "pk")]
    return rows.order_by(*(column.desc() if key.startswith("-") else column.asc() for column in columns))


@requires(Permission.EXPORT_COMPANIES)
def export_rows(
    rows: EstablishmentQuerySet, *, filters: dict[str, str], form: str, by: User
) -> Iterator[Establishment]:
    """The rows to export, read in small portions, after writing down who took how many with which filters.

    ``form`` is the kind of file. What a shielded address hides stays hidden: take addresses from ``address`` only.
    """
    note("export_companies", by, by=by, rows=rows.count(), filters=filters, form=form)
    return iter(rows.iterator(chunk_size=CHUNK))
