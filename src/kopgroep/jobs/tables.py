"""Whether the database is ready for a command."""

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def demand_tables() -> None:
    """Raise CommandError with the remedy when the database lacks tables, or has those of an older version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            _("The database %(name)s has no tables yet, or older ones. Run ./kopgroep migrate first.")
            % {"name": connection.settings_dict["NAME"]}
        )
