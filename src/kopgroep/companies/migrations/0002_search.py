"""The index behind the search: see ``companies/search/index.py``.

SQLite drops triggers and hand-made indexes when a later migration remakes the table of establishments. Such a
migration ends with the same operation as this one; a test notices when it does not.
"""

from typing import Any

from django.db import migrations

from kopgroep.companies.search import index


def put_on(apps: Any, schema_editor: Any) -> None:
    """Make the index."""
    index.rebuild(schema_editor.connection)


def take_off(apps: Any, schema_editor: Any) -> None:
    """Undo it."""
    index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Index for the search."""

    dependencies = [("companies", "0001_initial")]
    operations = [migrations.RunPython(put_on, take_off)]
