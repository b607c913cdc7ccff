"""SQL by which the database itself refuses to change or delete rows of a table. Used in migrations; no Django here."""

from collections.abc import Iterator

SENTENCE = "{table} is append-only: write a reversal instead"


def guard(table: str, vendor: str, *, unique: tuple[str, ...] = ("id",)) -> Iterator[str]:
    """The statements that make a table append-only, for ``sqlite`` or ``postgresql``.

    ``unique`` are all columns of which each value may occur once: through any of them a row could be replaced.
    """
    sentence = SENTENCE.format(table=table)
    if vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        # INSERT OR REPLACE deletes without firing the delete trigger.
        # Names of tables and columns come from our own migrations; a trigger takes no parameters.
        known = " OR ".join(f"EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = NEW.{column})" for column in unique)  # noqa: S608
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {known} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


def unguard(table: str, vendor: str) -> Iterator[str]:
    """The statements that take the guard away: for undoing the migration and for emptying a test database."""
    if vendor == "sqlite":
        for act in ("update", "delete", "replace"):
            yield f"DROP TRIGGER IF EXISTS {table}_no_{act}"
        return
    yield f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}"
    yield f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}"
