"""The database itself keeps these rows as they were written."""

from typing import Any

from django.db import migrations

from kopgroep.base.append_only import guard, unguard

TABLES = ["ledger_entry"]


def put_on(apps: Any, schema_editor: Any) -> None:
    """Make the tables append-only."""
    for table in TABLES:
        for statement in guard(table, schema_editor.connection.vendor, unique=("id", "key", "reverses_id")):
            schema_editor.execute(statement)


def take_off(apps: Any, schema_editor: Any) -> None:
    """Undo it."""
    for table in TABLES:
        for statement in unguard(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Guard on the tables."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(put_on, take_off)]
