"""Remembering which establishments a file has given, however many there are, in little memory."""

import sqlite3
from collections.abc import Iterable


class Seen:
    """Numbers with the line they were first on, in a private temporary database that lives partly on disk."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA cache_size = -4000")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE seen (number INTEGER PRIMARY KEY, line INTEGER)")

    def fill(self, numbers: Iterable[str]) -> None:
        """Add what an earlier, interrupted reading of this file had written; the lines are not known any more."""
        self._database.executemany("INSERT OR IGNORE INTO seen VALUES (?, NULL)", ((int(n),) for n in numbers))

    def first_line(self, number: str, line: int) -> int | None:
        """None the first time a number comes by; after that the line it was first on, or 0 when not known."""
        cursor = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (int(number), line))
        if cursor.rowcount:
            return None
        known = self._database.execute("SELECT line FROM seen WHERE number = ?", (int(number),)).fetchone()
        return int(known[0] or 0)

    def close(self) -> None:
        self._database.close()
