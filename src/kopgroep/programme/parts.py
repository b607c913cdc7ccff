"""What every part of a programme is made of: frozen models, codes, texts in two languages, periods."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

from kopgroep.programme.faults import MistakeError

CODE_PATTERN = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
URL_PATTERN = r"^https?://\S+$"
AREA_PATTERN = r"^[A-Z]{2}[0-9]{4}$"
SECTOR_PATTERN = r"^(2008|2025)-[A-V]$"
SIZE_PATTERN = r"^[0-9]+(-[0-9]+|\+)?$"
QUARTER_PATTERN = r"^[0-9]{4}Q[1-4]$"
VERSION_PATTERN = r"^[0-9]+\.[0-9]+\.[0-9]+$"
LANGUAGES = ("nl", "en")


def _amount(value: Any) -> Any:
    """Only numbers are amounts: YAML text and yes or no would otherwise be turned into one."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise MistakeError(f"{value!r} is not an amount", "Write euros as a number, such as 2500 or 2500.50")
    return value


Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=60)]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Day = Annotated[date, Field(strict=True)]
Number = Annotated[float, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]
Euros = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Field(ge=0, decimal_places=2, max_digits=14),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
AreaCode = Annotated[str, StringConstraints(pattern=AREA_PATTERN)]
SectorLetter = Annotated[str, StringConstraints(pattern=SECTOR_PATTERN)]
Quarter = Annotated[str, StringConstraints(pattern=QUARTER_PATTERN)]
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN)]


class Part(BaseModel):
    """A part of a programme: frozen after reading, and without keys that the code does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class Text(Part):
    """A text that people read, in Dutch and in English."""

    nl: Sentence
    en: Sentence

    def in_(self, language: str) -> str:
        """The text in a language such as ``nl`` or ``en-gb``; Dutch for any language that is not English."""
        return self.en if language.partition("-")[0].lower() == "en" else self.nl


class Coded(Part):
    """Something with a code that keeps its meaning for ever. What ends gets ``retired_on`` and stays."""

    code: Code
    retired_on: Day | None = None

    def is_active(self, on: date) -> bool:
        """Whether it may still be chosen on a day: up to, and not including, ``retired_on``."""
        return self.retired_on is None or on < self.retired_on


class Choice(Coded):
    """One option of a list from which people choose."""

    name: Text
    description: Text | None = None


class Period(Part):
    """From the first day up to and including the last."""

    starts_on: Day
    ends_on: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_on < self.starts_on:
            problem = f"ends on {self.ends_on}, before it starts on {self.starts_on}"
            raise MistakeError(problem, "Mend one of the two days")
        return self

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def covers(self, other: "Period") -> bool:
        """Whether the other period lies wholly inside this one."""
        return other.starts_on in self and other.ends_on in self

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(self.starts_on.year, self.ends_on.year + 1)
