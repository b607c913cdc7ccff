"""The key of a line in the indexes that counting reads (a line is taken back by its key), and one for money."""

from django.conf import settings
from django.db import migrations, models

FIGURE = ["kind", "theme", "happened_on", "company", "outcome", "line", "reverses", "id"]
REACH = ["kind", "happened_on", "company", "municipality_code", "reverses", "id"]
OF_COMPANY = ["company", "kind", "happened_on", "outcome", "reverses", "id"]
MONEY = ["kind", "source", "happened_on", "quantity"]


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_search"),
        ("ledger", "0006_results_and_surveys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_figure"),
        migrations.RemoveIndex(model_name="entry", name="entry_reach"),
        migrations.RemoveIndex(model_name="entry", name="entry_of_company"),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=FIGURE, name="entry_figure")),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=REACH, name="entry_reach")),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=OF_COMPANY, name="entry_of_company")),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=MONEY, name="entry_money")),
    ]
