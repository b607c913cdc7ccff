"""The database itself keeps these rows as they were written."""

from typing import Any

from django.db import migrations

from kopgroep.base.append_only import guard, unguard

TABLES = ["accounts_auditevent", "accounts_readevent"]


def put_on(apps: Any, schema_editor: Any) -> None:
    """Make the tables append-only."""
    for table in TABLES:
        for statement in guard(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)


def take_off(apps: Any, schema_editor: Any) -> None:
    """Undo it."""
    for table in TABLES:
        for statement in unguard(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Guard on the tables."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(put_on, take_off)]
