"""Which column of a file holds which fact. The two shapes we know are mappings too, in `shapes/`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from kopgroep.base.errors import Refused

SHAPES = Path(__file__).parent / "shapes"

FIELDS = frozenset(
    (
        *("kvk_number", "number", "rsin", "company_name", "names", "legal_form", "is_main"),
        *("sbi_scheme", "sbi_code", "side_sbi", "started_on", "ended_on"),
        *("street", "house_number", "house_letter", "house_addition", "postcode", "place", "municipality_code"),
        *("size_class", "non_mailing", "address_shielded", "website", "email", "phone"),
        *("snapshot_on", "fictional"),
    )
)
NEEDED = frozenset({"number", "names"})
YES_OR_NO = frozenset({"is_main", "non_mailing", "address_shielded", "fictional"})

Word = Annotated[str, StringConstraints(strict=True)]


class Kind(StrEnum):
    """What a register is authoritative for.

    The trade register supplies every fact. An employment register supplies the size class of establishments
    that the trade register knows, and every fact of those it does not know.
    """

    TRADE = "trade-register"
    EMPLOYMENT = "employment-register"


class Mapping(BaseModel):
    """A checked mapping file. Raises `ValidationError` for unknown keys, unknown fields and missing ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    source: Word
    licence: Word = ""
    encoding: Literal["utf-8", "cp1252", "iso-8859-1", "iso-8859-15"] = "utf-8"
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    list_separator: Annotated[str, StringConstraints(min_length=1)] = "|"
    date_format: Word = "%Y-%m-%d"
    columns: dict[str, Word]
    optional: frozenset[str] = frozenset()
    constants: dict[str, Word] = Field(default_factory=dict)
    values: dict[str, dict[Word, Word]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for key in ("columns", "optional", "constants", "values"):
            for field in sorted(set(getattr(self, key)) - FIELDS):
                raise ValueError(f"{key}.{field}: this fact is not known; known are {', '.join(sorted(FIELDS))}")
        if both := sorted(set(self.columns) & set(self.constants)):
            raise ValueError(f"constants.{both[0]}: the fact is in columns too; keep one of the two")
        if missing := sorted(NEEDED - set(self.columns)):
            raise ValueError(f"columns.{missing[0]}: every file needs a column for this fact")
        if self.kind is Kind.TRADE and "kvk_number" not in self.columns:
            raise ValueError("columns.kvk_number: a trade register needs a column for this fact")
        if self.optional & {"number", "names"}:
            raise ValueError("optional: the establishment number and the name cannot be left out")
        for field in sorted(set(self.values) & YES_OR_NO):
            if wrong := sorted(set(self.values[field].values()) - {"yes", "no"}):
                raise ValueError(f'values.{field}: "{wrong[0]}" must be "yes" or "no", in quotes')
        return self

    @property
    def supplies(self) -> frozenset[str]:
        """The facts that files of this shape say something about."""
        return frozenset(self.columns) | frozenset(self.constants)

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(column for field, column in self.columns.items() if field not in self.optional)


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file; raises `Refused` naming the file, the key and what to do."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            _("The mapping %(name)s cannot be read (%(why)s). Give a text file in UTF-8.")
            % {"name": path.name, "why": error}
        ) from error
    except yaml.YAMLError as error:
        raise Refused(
            _("The mapping %(name)s is not valid YAML: %(why)s.")
            % {"name": path.name, "why": " ".join(str(error).split())}
        ) from error
    if not isinstance(content, dict):
        raise Refused(
            _("The mapping %(name)s holds no keys. Start from an example in the manual.") % {"name": path.name}
        )
    try:
        return Mapping.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".removeprefix(": ") for fault in error.errors()
        )
        raise Refused(
            _("The mapping %(name)s has faults: %(faults)s.") % {"name": path.name, "faults": faults}
        ) from error


def known_shapes() -> tuple[Mapping, ...]:
    return tuple(load_mapping(path) for path in sorted(SHAPES.glob("*.yaml"), reverse=True))
