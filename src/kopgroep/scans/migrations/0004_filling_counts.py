"""Answers that are laid beside those of the company, and count nowhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scans", "0003_prefilled_and_members"),
    ]

    operations = [
        migrations.AddField(
            model_name="filling",
            name="counts",
            field=models.BooleanField(default=True),
        ),
    ]
