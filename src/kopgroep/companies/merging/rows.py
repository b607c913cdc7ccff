"""The rows that hang on a company: counting them, finding the ones that clash, moving them and putting them back."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, UniqueConstraint, Value

from kopgroep.companies.merging.rules import CLASHES, MOVING, RELATIONS, Clash, Rule
from kopgroep.companies.models import Company, Establishment

LEAD = "companies.Establishment.company"
Moved = dict[str, list[int]]
"""Per relation the keys of the rows that moved."""


def model_of(relation: str) -> type[Model]:
    """The model of ``room.Model.column``."""
    room, name, _column = relation.split(".")
    return apps.get_model(room, name)


def column_of(relation: str) -> str:
    """The column of ``room.Model.column``."""
    return relation.rpartition(".")[2]


def rows_of(relation: str, company: Company | OuterRef) -> QuerySet[Any]:
    """The rows that hang on a company by one relation, in no order."""
    return model_of(relation)._base_manager.filter(**{column_of(relation): company}).order_by()


def weights(companies: Collection[int]) -> dict[int, Counter[str]]:
    """How many rows hang on each of some companies, per relation that moves and in the ledger, with one query."""
    counted: list[Any] = []
    for relation in [*MOVING, *(name for name, rule in RELATIONS.items() if rule is Rule.LEDGER)]:
        column = column_of(relation)
        rows = model_of(relation)._base_manager.filter(**{f"{column}__in": companies}).order_by()
        grouped = rows.annotate(relation=Value(relation)).values("relation", column)
        counted.append(grouped.annotate(n=Count("pk")).values_list("relation", column, "n"))
    found: dict[int, Counter[str]] = {pk: Counter() for pk in companies}
    for relation, company, n in counted[0].union(*counted[1:], all=True).order_by():
        found[company][relation] = n
    return found


def constraints_of(relation: str) -> list[UniqueConstraint]:
    """The unique constraints of a model in which its company takes part."""
    constraints = model_of(relation)._meta.constraints
    return [c for c in constraints if isinstance(c, UniqueConstraint) and column_of(relation) in c.fields]


def clashing(relation: str, constraint: UniqueConstraint, kept: Company, gone: Company) -> QuerySet[Any]:
    """The rows of the company that goes which a constraint keeps from moving."""
    condition = constraint.condition or Q()
    same = {name: OuterRef(name) for name in constraint.fields if name != column_of(relation)}
    twins = rows_of(relation, kept).filter(condition, **same)
    return rows_of(relation, gone).filter(condition).filter(Exists(twins))


def clashes(kept: Company, gone: Company) -> Counter[str]:
    """How many rows each constraint keeps from moving, by its name, with one query."""
    asked: list[Any] = [
        clashing(relation, constraint, kept, gone).values_list(Value(constraint.name or ""))
        for relation in MOVING
        for constraint in constraints_of(relation)
    ]
    return Counter(name for (name,) in asked[0].union(*asked[1:], all=True).order_by())


def move(kept: Company, gone: Company) -> Moved:
    """Give all rows of one company to another and return their keys. Rows that say the same twice stay behind."""
    moved: Moved = {}
    for relation in MOVING:
        staying = Q(pk__in=[])
        for constraint in constraints_of(relation):
            if CLASHES[constraint.name] is Clash.STAY:
                staying |= Q(pk__in=list(clashing(relation, constraint, kept, gone).values_list("pk", flat=True)))
        keys = list(rows_of(relation, gone).exclude(staying).order_by("pk").values_list("pk", flat=True))
        if keys:
            model_of(relation)._base_manager.filter(pk__in=keys).update(**{column_of(relation): kept})
            moved[relation] = keys
    return moved


def give_way(kept: Company, gone: Company) -> int | None:
    """Let the seat of the one that goes lead no more when the other one has a seat; returns its key."""
    seat = Establishment.objects.filter(company=gone, leads=True).first()
    if seat is None or not Establishment.objects.filter(company=kept, leads=True).exists():
        return None
    Establishment.objects.filter(pk=seat.pk).update(leads=False)
    return seat.pk


def put_back(moved: Mapping[str, Iterable[int]], *, kept: Company, gone: Company) -> Counter[str]:
    """Give the moved rows back, as far as they are still there; says how many came back per relation."""
    back: Counter[str] = Counter()
    for relation, keys in moved.items():
        still = rows_of(relation, kept).filter(pk__in=list(keys))
        back[relation] = still.update(**{column_of(relation): gone})
    return back
