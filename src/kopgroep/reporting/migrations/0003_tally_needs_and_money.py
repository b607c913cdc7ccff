"""The tally of the night counts needs and money too. What was kept before is thrown away: the night makes it anew."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def throw_away(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A tally without its needs would say that nobody named any."""
    apps.get_model("reporting", "Tally").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0002_tally"),
    ]

    operations = [
        migrations.RunPython(throw_away, migrations.RunPython.noop),
        migrations.AddField("tally", "needs", models.JSONField(blank=True, default=dict)),
        migrations.AddField("tally", "money", models.JSONField(blank=True, default=dict)),
    ]
