"""A number that reports show and that is no target and no figure of the programme: what every such number can tell."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import RoleCode
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.view import View

DOT = "."
"""Stands between the words of a code. No code of a programme holds one, so that none can be taken for the other."""


class Reported(ABC):
    """A family of numbers with one code; each of them is a cell of it, and the one without a cell is the whole."""

    version = ""
    """It is counted as the software counts it, under the version of the software: a region defines nothing here."""
    open_to_all = False
    """Whether its cells tell of money or plans alone, never of companies, so that no cell is hidden."""
    owner = RoleCode.MANAGER

    @property
    def hides_small_whole(self) -> bool:
        """Whether a small whole is hidden too: of a pool to compare with, where other wholes are work that was done."""
        return False

    @property
    @abstractmethod
    def code(self) -> str:
        """Its name in an address."""

    @abstractmethod
    def families(self, cell: str) -> Sequence[str] | None:
        """The cells that stand beside a cell in one table, itself included, so that a hidden one stays hidden.

        None for a cell that does not exist.
        """

    @abstractmethod
    def lines(self, view: View, cell: str) -> EntryQuerySet:
        """The lines that a cell is made of."""

    @abstractmethod
    def read(self, view: View, cell: str) -> Reading:
        """The value of a cell."""
