"""What every step of writing a chunk needs to know, and how it speaks to the database."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper

from kopgroep.companies.models import RegisterRun
from kopgroep.companies.register.mapping import Kind
from kopgroep.companies.register.staging import CHANGED, SAME


@dataclass(frozen=True, slots=True)
class Chunk:
    """The run that a chunk belongs to, and the other runs that decide whose facts count.

    `supplies` are the facts that the file says something about. `sizes_kept` are the employment-register runs
    whose size class this run must leave alone because they are newer; on the same date the employment
    register, which counts people, knows better than the trade register.
    """

    cursor: CursorWrapper
    run: RegisterRun
    supplies: frozenset[str]
    employment_runs: tuple[int, ...]
    sizes_kept: tuple[int, ...]

    @classmethod
    def of(cls, run: RegisterRun, supplies: frozenset[str], cursor: CursorWrapper) -> "Chunk":
        runs = RegisterRun.objects.filter(shape=Kind.EMPLOYMENT)
        later = "gt" if run.shape == Kind.EMPLOYMENT else "gte"
        kept = runs.filter(**{f"snapshot_on__{later}": run.snapshot_on})
        keys = [tuple(found.values_list("pk", flat=True)) for found in (runs, kept)]
        return cls(cursor, run, supplies, *keys)

    @property
    def employment(self) -> bool:
        return self.run.shape == Kind.EMPLOYMENT

    @property
    def on(self) -> str:
        """The snapshot date as SQL, of the type that the columns have."""
        return "%(on)s" if on_sqlite() else "%(on)s::date"

    def do(self, sql: str) -> None:
        """Run a statement of our own; `%(on)s` is the snapshot date and `%(run)s` the key of the run."""
        self.cursor.execute(sql, {"on": self.run.snapshot_on.isoformat(), "run": self.run.pk})

    def mark_changed(self, lines: str) -> None:
        """Count the rows on these lines (a query) as changed."""
        self.do(f"UPDATE register_stage SET state = {CHANGED} WHERE state = {SAME} AND line IN ({lines})")


def keys(found: Iterable[int]) -> str:
    """Keys for IN (…); -1 keeps the list from being empty."""
    return ", ".join(str(int(key)) for key in (-1, *found))


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"
