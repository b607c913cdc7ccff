"""What the evaluation file consists of: every file and column, with its meaning. The codebook is made from this."""

from dataclasses import dataclass
from enum import StrEnum

ALWAYS = "never missing"


class Type(StrEnum):
    """What the cells of a column are."""

    KEY = "key"
    """A pseudonym: 24 hexadecimal digits."""
    CODE = "code"
    DATE = "date"
    """Such as 2023-05-15."""
    MONTH = "month"
    INTEGER = "integer"
    NUMBER = "number"
    """With a point before the decimals."""


@dataclass(frozen=True)
class Column:
    """One column of one file."""

    name: str
    type: Type
    meaning: str
    source: str
    unit: str = ""
    allowed: str = ""
    """The values that can stand here; ``codes.csv: X`` for those of list X of that file."""
    missing: str = ALWAYS
    """When the cell is empty, and what that means."""


@dataclass(frozen=True)
class Sheet:
    """One CSV file of the ZIP."""

    name: str
    about: str
    """What one row is."""
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Its name in the ZIP."""
        return f"{self.name}.csv"

    @property
    def head(self) -> list[str]:
        """The names of the columns in their order."""
        return [column.name for column in self.columns]
