"""A round of the survey can be paused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_results_and_surveys"),
    ]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="paused_at",
            field=models.DateTimeField(null=True),
        ),
    ]
