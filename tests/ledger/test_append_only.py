"""The database itself keeps the lines: what raw SQL tries, it refuses, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kopgroep.accounts.models import User
from kopgroep.ledger.actions import reverse_line, write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind
from tests.factories import TODAY, make_company

FORBIDDEN = {
    "change": "UPDATE ledger_entry SET quantity = 2 WHERE id = %(pk)s",
    "change of another kind": "UPDATE ledger_entry SET kind = 'contact_held'",
    "delete": "DELETE FROM ledger_entry WHERE id = %(pk)s",
    "delete all": "DELETE FROM ledger_entry",
}
ON_SQLITE = {
    "replace": "REPLACE INTO ledger_entry SELECT * FROM ledger_entry WHERE id = %(pk)s",
    "insert or replace": "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry WHERE id = %(pk)s",
    "upsert": "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE id = %(pk)s "
    "ON CONFLICT (id) DO UPDATE SET quantity = 2",
}
ON_POSTGRESQL = {
    "truncate": "TRUNCATE ledger_entry CASCADE",
    "upsert": "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE id = %(pk)s "
    "ON CONFLICT (id) DO UPDATE SET quantity = 2",
}


@pytest.fixture
def line(anna: User, today_is: Callable[[date], None]) -> Entry:
    today_is(TODAY)
    return write_line(EntryKind.INTAKE_HELD, happened_on=TODAY, by=anna, key="proef:1", company=make_company())


def everything() -> list[tuple[object, ...]]:
    """All lines as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind, quantity, happened_on, key FROM ledger_entry ORDER BY id")
        return cursor.fetchall()


@pytest.mark.parametrize("name", sorted({*FORBIDDEN, *ON_SQLITE, *ON_POSTGRESQL}))
def test_lines_cannot_be_changed_by_raw_sql(line: Entry, name: str) -> None:
    own = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
    statement = (FORBIDDEN | own).get(name)
    if statement is None:
        # A statement that this engine does not have must be refused as such.
        statement = (ON_SQLITE | ON_POSTGRESQL)[name]
    before = everything()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.replace("%(pk)s", str(line.pk)))
    assert everything() == before


def test_refusal_says_what_to_do(line: Entry) -> None:
    with pytest.raises(DatabaseError, match="append-only: write a reversal instead"), transaction.atomic():
        Entry.objects.filter(pk=line.pk).update(quantity=5)
    with pytest.raises(DatabaseError, match="append-only: write a reversal instead"), transaction.atomic():
        Entry.objects.filter(pk=line.pk)._raw_delete("default")


@pytest.mark.parametrize("column", ["key", "reverses_id"])
def test_line_cannot_be_replaced_through_another_unique_column(line: Entry, marieke: User, column: str) -> None:
    reverse_line(line, reason="Verkeerd bedrijf", by=marieke)
    names = [field.column for field in Entry._meta.concrete_fields]
    fresh = {"id": "id + 1000", "key": "key || '-2'", "reverses_id": "NULL"} | {column: column}
    values = ", ".join(fresh.get(name, name) for name in names)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    before = everything()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO ledger_entry ({', '.join(names)}) SELECT {values} FROM ledger_entry "
            "WHERE reverses_id IS NOT NULL"
        )
    assert everything() == before
