"""Indexes from which the figures are read without touching the lines themselves."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_search"),
        ("ledger", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_question",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_of_company",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_reach",
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["kind", "theme", "happened_on", "company", "outcome", "line", "reverses"], name="entry_figure"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["kind", "happened_on", "company", "municipality_code", "reverses"], name="entry_reach"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["company", "kind", "happened_on", "outcome", "reverses"], name="entry_of_company"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("reverses__isnull", False)), fields=["reverses"], name="entry_reversal"
            ),
        ),
    ]
