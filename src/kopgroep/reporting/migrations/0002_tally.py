"""The figures as last night counted them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(max_length=60, unique=True)),
                ("on", models.DateField()),
                ("holds_until", models.DateField(null=True)),
                ("last_line", models.BigIntegerField()),
                ("programme_hash", models.CharField(max_length=64)),
                ("code_version", models.CharField(max_length=60)),
                ("doubles", models.JSONField(blank=True, default=dict)),
                ("values", models.JSONField(blank=True, default=dict)),
                ("places", models.JSONField(blank=True, default=dict)),
                ("total", models.PositiveBigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "tallies",
            },
        ),
    ]
