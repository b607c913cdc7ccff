"""The index that lets the database find names. It lives beside the table and follows it by triggers or by itself.

On SQLite: a full-text table of trigrams over ``search_text``, which stores no text of its own, and an index on the
first letters. Triggers keep it in step. On PostgreSQL: pg_trgm and the same index on the first letters.
That triggers or indexes are missing *is* the sign that a load suspended them and died; ``mend`` sets it right.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "companies_establishment"
PREFIX_LETTERS = 40
"""So many first letters of the search text are indexed for "starts with"."""

_TRIGGERS = {
    "companies_search_added": "AFTER INSERT ON companies_establishment BEGIN "
    "INSERT INTO companies_search (rowid, search_text) VALUES (NEW.id, NEW.search_text); END",
    "companies_search_removed": "AFTER DELETE ON companies_establishment BEGIN "
    "INSERT INTO companies_search (companies_search, rowid, search_text) "
    "VALUES ('delete', OLD.id, OLD.search_text); END",
    "companies_search_changed": "AFTER UPDATE OF search_text ON companies_establishment "
    "WHEN OLD.search_text IS NOT NEW.search_text BEGIN "
    "INSERT INTO companies_search (companies_search, rowid, search_text) "
    "VALUES ('delete', OLD.id, OLD.search_text); "
    "INSERT INTO companies_search (rowid, search_text) VALUES (NEW.id, NEW.search_text); END",
}

_FIRST_LETTERS = f"CREATE INDEX companies_search_prefix ON {TABLE} (substr(search_text, 1, {PREFIX_LETTERS})"

_SQLITE = [
    # columnsize=0: no ranking by the database, so no table of lengths to keep.
    f"CREATE VIRTUAL TABLE IF NOT EXISTS companies_search USING fts5("
    f"search_text, content='{TABLE}', content_rowid='id', tokenize='trigram', columnsize=0)",
    "INSERT INTO companies_search (companies_search) VALUES ('rebuild')",
    "DROP INDEX IF EXISTS companies_search_prefix",
    _FIRST_LETTERS + ")",
]

_POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX IF NOT EXISTS companies_search_trigrams ON {TABLE} USING gin (search_text gin_trgm_ops)",
    # The letters are compared byte by byte, whatever language the database speaks.
    _FIRST_LETTERS.replace("INDEX", "INDEX IF NOT EXISTS") + ' COLLATE "C")',
]


_INDEXES = ("companies_search_prefix", "companies_search_trigrams")
"""The indexes of PostgreSQL; SQLite has the first of them only."""


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew from the table, in one transaction. Takes about a minute for a million rows."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            _drop_triggers(connection)
            for name, body in _TRIGGERS.items():
                cursor.execute(f"CREATE TRIGGER {name} {body}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the index away: for undoing the migration."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _drop_triggers(connection)
            cursor.execute("DROP TABLE IF EXISTS companies_search")
        else:
            cursor.execute("DROP INDEX IF EXISTS companies_search_trigrams")
        cursor.execute("DROP INDEX IF EXISTS companies_search_prefix")


def is_current(connection: BaseDatabaseWrapper) -> bool:
    """False after a load that suspended the index and died, and after SQLite remade the table."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = ANY(%s)", [list(_INDEXES)])
            return bool(cursor.fetchone()[0] == len(_INDEXES))
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE tbl_name = %s AND name LIKE 'companies_search_%%'", [TABLE]
        )
        return bool(cursor.fetchone()[0] == len(_TRIGGERS) + 1)


def mend(connection: BaseDatabaseWrapper) -> bool:
    """Rebuild the index when it is out of step; says whether that was needed."""
    stale = not is_current(connection)
    if stale:
        with sorting_on_disk(connection):
            rebuild(connection)
    return stale


@contextmanager
def sorting_on_disk(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let SQLite sort in a file: in memory, a new index over a million rows takes as much as all its keys.

    Inside a transaction SQLite cannot change where it sorts, and this changes nothing.
    """
    movable = connection.vendor == "sqlite" and not connection.in_atomic_block
    if movable:
        _set_temp_store(connection, "FILE")
    try:
        yield
    finally:
        if movable:
            _set_temp_store(connection, "MEMORY")


def _set_temp_store(connection: BaseDatabaseWrapper, place: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA temp_store = {place}")


@contextmanager
def suspended(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Load many rows without following each of them; the index is made anew at the end.

    Meanwhile the search finds what it found before (SQLite) or is slow (PostgreSQL). When the block fails or the
    process dies, triggers and indexes stay away and ``is_current`` answers False until somebody mends.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _drop_triggers(connection)
        for name in _INDEXES:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
    yield
    mend(connection)


def _drop_triggers(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
