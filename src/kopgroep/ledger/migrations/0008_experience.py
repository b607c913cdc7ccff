"""How long the company existed on the day of the line."""

from django.db import migrations, models

ADD = "ALTER TABLE ledger_entry ADD COLUMN experience varchar(12) DEFAULT '' NOT NULL"
DROP = "ALTER TABLE ledger_entry DROP COLUMN experience"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_keys_in_the_indexes")]

    # In plain words, since Django would make the table anew on SQLite and drop the guard with the old one. A column
    # with a default of the database writes no row, so that the guard on the lines stands.
    operations = [
        migrations.RunSQL(
            ADD,
            DROP,
            state_operations=[
                migrations.AddField(
                    model_name="entry",
                    name="experience",
                    field=models.CharField(blank=True, db_default="", max_length=12),
                ),
            ],
        ),
    ]
