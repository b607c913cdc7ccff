"""Writing one chunk: the database compares the staged rows with what it holds and changes only what differs.

Every statement runs on SQLite and on PostgreSQL. The staged rows drive each join (`CROSS JOIN` tells SQLite so),
so a chunk costs the same however large the tables are. The SQL is put together from names of our own only.
"""

from typing import NamedTuple

from kopgroep.companies.register.staging import CHANGED, NEW, SAME
from kopgroep.companies.register.writing.chunk import Chunk
from kopgroep.companies.register.writing.companies import add_companies, change_companies, leads
from kopgroep.companies.register.writing.comparing import compare, find
from kopgroep.companies.register.writing.establishments import (
    add_establishments,
    change_establishments,
    remember_activities,
    snapshots,
)
from kopgroep.companies.register.writing.several import side_activities, trade_names
from kopgroep.companies.register.writing.sizes import supply_sizes

__all__ = ["Chunk", "Counts", "write"]


class Counts(NamedTuple):
    """Establishments that were new, changed, or already as the file says."""

    new: int
    changed: int
    unchanged: int


def write(chunk: Chunk) -> Counts:
    """Bring the staged rows into the tables; the caller holds the transaction."""
    find(chunk)
    add_companies(chunk)
    compare(chunk)
    remember_activities(chunk)
    add_establishments(chunk)
    change_establishments(chunk)
    supply_sizes(chunk)
    trade_names(chunk)
    side_activities(chunk)
    snapshots(chunk)
    leads(chunk)
    change_companies(chunk)
    chunk.cursor.execute("SELECT state, count(*) FROM register_stage GROUP BY state")
    found = dict(chunk.cursor.fetchall())
    return Counts(found.get(NEW, 0), found.get(CHANGED, 0), found.get(SAME, 0))
