"""The temporary tables into which a chunk of rows is loaded before the database itself compares and writes."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from collections.abc import Sequence
from typing import Any

from django.db import connection

from kopgroep.companies.register.rows import Facts, Row

TYPES = {
    "line": "bigint",
    "non_mailing": "boolean",
    "fictional": "boolean",
    "is_main": "boolean",
    "address_shielded": "boolean",
    "started_on": "date",
    "ended_on": "date",
}
WORKED_OUT = (
    "company_id bigint",
    "establishment_id bigint",
    "takes boolean",  # the file is new enough, and of the right register, to change the facts
    "keeps_size boolean",  # another register gave the size class, and gave it later
    "size_now text",
    "state smallint",
)
NEW, CHANGED, SAME = 0, 1, 2


def create_tables() -> None:
    """Tables of this connection only; they go when it closes. An earlier import may have left them."""
    facts = ", ".join(f"{name} {TYPES.get(name, 'text')}" for name in Facts._fields)
    with connection.cursor() as cursor:
        for table in ("register_stage", "register_names", "register_side", "register_leads"):
            cursor.execute(f"DROP TABLE IF EXISTS temp.{table}" if _sqlite() else f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TEMPORARY TABLE register_stage ({facts}, {', '.join(WORKED_OUT)})")
        cursor.execute("CREATE TEMPORARY TABLE register_names (line bigint, position smallint, name text)")
        cursor.execute("CREATE TEMPORARY TABLE register_side (line bigint, code text)")
        cursor.execute("CREATE TEMPORARY TABLE register_leads (company_id bigint, establishment_id bigint)")
        cursor.execute("CREATE INDEX register_stage_line ON register_stage (line)")
        cursor.execute("CREATE INDEX register_stage_establishment ON register_stage (establishment_id)")
        cursor.execute("CREATE INDEX register_names_line ON register_names (line)")
        cursor.execute("CREATE INDEX register_side_line ON register_side (line)")


def load(rows: Sequence[Row]) -> None:
    """Replace what the tables hold by these rows."""
    with connection.cursor() as cursor:
        for table in ("register_stage", "register_names", "register_side", "register_leads"):
            cursor.execute(f"DELETE FROM {table}" if _sqlite() else f"TRUNCATE {table}")
        _put(cursor, "register_stage", Facts._fields, [row.facts for row in rows])
        names = [(row.facts.line, place, name) for row in rows for place, name in enumerate(row.names, start=1)]
        _put(cursor, "register_names", ("line", "position", "name"), names)
        _put(cursor, "register_side", ("line", "code"), [(r.facts.line, code) for r in rows for code in r.side_sbi])
        if not _sqlite():
            cursor.execute("ANALYZE register_stage")


def _put(cursor: Any, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    names = ", ".join(columns)
    if _sqlite():
        marks = ", ".join("?" * len(columns))
        # The driver itself, because Django turns every row into a new parameter tuple first.
        cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        return
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _sqlite() -> bool:
    return connection.vendor == "sqlite"
