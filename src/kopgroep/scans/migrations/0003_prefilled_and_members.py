"""Which answers were filled in beforehand, and which scans a frozen quarter was made of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scans", "0002_scans"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="snapshot",
            name="fillings",
        ),
        migrations.AddField(
            model_name="filling",
            name="prefilled",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="members",
            field=models.ManyToManyField(related_name="snapshots", to="scans.filling"),
        ),
        migrations.AlterField(
            model_name="cell",
            name="hidden",
            field=models.CharField(
                blank=True,
                choices=[("small", "Small"), ("changed", "Changed"), ("secondary", "Secondary")],
                max_length=10,
            ),
        ),
    ]
