"""The two ways in which a change can be turned down. Everything else is a bug and stays loud."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):  # noqa: N818  (a sentence for a person, not a programming error)
    """A rule of the programme says no. The message is a sentence for the person who must act.

    A page shows it beside what was typed; an API answers 409.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(Exception):  # noqa: N818
    """This person may not do this. A page answers 403."""


class Stale(Refused):
    """Somebody else changed the row after this form was opened; nothing was written.

    ``row`` is how it is now; ``changes`` are the latest events of its audit trail, newest first.
    """

    def __init__(self, message: str, *, row: Any, changes: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.row = row
        self.changes = list(changes)
