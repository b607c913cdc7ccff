"""Closed quarters and their frozen values; the database keeps the values as they are."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kopgroep.base.append_only import guard, unguard


def keep(apps: Any, schema_editor: Any) -> None:
    """Let the database refuse every change of a frozen value."""
    vendor = schema_editor.connection.vendor
    for statement in guard("reporting_frozen", vendor):
        schema_editor.execute(statement)


def free(apps: Any, schema_editor: Any) -> None:
    """Take the guard away again."""
    for statement in unguard("reporting_frozen", schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.CharField(max_length=6, unique=True)),
                ("until", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("remark", models.CharField(blank=True, max_length=500)),
                ("closed_at", models.DateTimeField(null=True)),
                ("last_line", models.BigIntegerField()),
                ("lines", models.PositiveBigIntegerField()),
                ("lines_hash", models.CharField(max_length=64)),
                ("doubles", models.JSONField(blank=True, default=dict)),
                ("definitions", models.JSONField(blank=True, default=dict)),
                ("programme_hash", models.CharField(max_length=64)),
                ("code_version", models.CharField(max_length=60)),
                ("hash", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-until"],
            },
        ),
        migrations.CreateModel(
            name="Frozen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("indicator", "Indicator"), ("figure", "Figure"), ("money", "Money")], max_length=10
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("part", models.BigIntegerField(null=True)),
                ("whole", models.BigIntegerField(null=True)),
                ("n", models.BigIntegerField()),
                ("dimension", models.CharField(blank=True, max_length=20)),
                ("cell", models.CharField(blank=True, max_length=60)),
                ("definition_hash", models.CharField(max_length=64)),
                (
                    "closing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="values", to="reporting.closing"
                    ),
                ),
            ],
            options={
                "ordering": ["closing", "kind", "code", "dimension", "cell"],
            },
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("closed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="quarter_closed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozen",
            constraint=models.UniqueConstraint(
                fields=("closing", "kind", "code", "dimension", "cell"), name="one_frozen_value"
            ),
        ),
        migrations.RunPython(keep, free),
    ]
