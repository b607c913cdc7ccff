"""No relation to a company is forgotten when two of them are merged."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from kopgroep.companies.merging.rows import constraints_of, model_of
from kopgroep.companies.merging.rules import CLASHES, MOVING, RELATIONS, REMEDIES, Clash
from kopgroep.companies.models import Company

KEY = "company_id"
"""The name of a column that holds a company without a relation, in the rooms below the companies."""


def columns(rooms: Iterable[type[models.Model]]) -> set[str]:
    """Every column of some models that holds a company, as ``room.Model.column``."""
    return {
        f"{model._meta.app_label}.{model._meta.object_name}.{field.name}"
        for model in rooms
        for field in model._meta.local_fields
        if (field.remote_field and field.remote_field.model is Company) or field.name == KEY
    }


def test_a_merge_has_a_rule_for_every_relation_to_a_company() -> None:
    found = columns(apps.get_models(include_auto_created=True))
    assert found - RELATIONS.keys() == set(), "a merge would lose these; say in companies/merging/rules.py what it does"
    assert RELATIONS.keys() - found == set()


@isolate_apps("kopgroep.companies")
def test_a_new_relation_is_noticed_by_its_name() -> None:
    class Voucher(models.Model):
        holder = models.ForeignKey(Company, on_delete=models.PROTECT)

        class Meta:
            app_label = "companies"

    class Marker(models.Model):
        company_id = models.BigIntegerField()

        class Meta:
            app_label = "companies"

    assert columns([Voucher, Marker]) - RELATIONS.keys() == {"companies.Voucher.holder", "companies.Marker.company_id"}


def test_a_merge_has_a_rule_for_every_constraint_that_a_move_could_break() -> None:
    assert {constraint.name for relation in MOVING for constraint in constraints_of(relation)} == CLASHES.keys()
    assert {name for name, clash in CLASHES.items() if clash is Clash.REFUSE} == REMEDIES.keys()


def test_no_moving_column_is_unique_by_itself() -> None:
    unique = [name for name in MOVING if model_of(name)._meta.get_field(name.rpartition(".")[2]).unique]  # type: ignore[union-attr]
    assert unique == []
    assert [name for name in MOVING if model_of(name)._meta.unique_together] == []
