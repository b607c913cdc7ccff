"""Emptying a test database whose own triggers refuse that lines are deleted.

Tests that talk to a live server empty all tables afterwards. The application may never do so; the tests lift
the refusing triggers for that one moment.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSING_ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%'"
# tgtype & 32: the trigger fires on TRUNCATE, which is how Django empties tables on PostgreSQL.
REFUSING_ON_POSTGRESQL = (
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0"
)


@contextmanager
def triggers_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take away the triggers that refuse deletion for the length of the block, then put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            lifted = cursor.execute(REFUSING_ON_SQLITE).fetchall()
            undo = [f"DROP TRIGGER {connection.ops.quote_name(name)}" for name, _ in lifted]
            redo = [sql for _, sql in lifted]
        else:
            cursor.execute(REFUSING_ON_POSTGRESQL)
            tables = [row[0] for row in cursor.fetchall()]
            undo = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            redo = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        for statement in undo:
            cursor.execute(statement)
        yield
        for statement in redo:
            cursor.execute(statement)


def allow_emptying(connection: BaseDatabaseWrapper) -> None:
    """Let Django's emptying of test databases of this kind pass the refusing triggers.

    Patched on the class: a test that drives a browser runs in a context of its own, where Django hands out another
    connection to the same database.
    """
    operations: Any = type(connection.ops)
    plain = operations.execute_sql_flush

    def flush(self: Any, statements: list[str]) -> None:
        with triggers_lifted(self.connection):
            plain(self, statements)

    operations.execute_sql_flush = flush
