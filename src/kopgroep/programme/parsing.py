"""From plain data to checked objects; pydantic's complaints become faults with a remedy."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kopgroep.programme.faults import Fault
from kopgroep.programme.parts import Part
from kopgroep.programme.sheets import SHEETS
from kopgroep.programme.yaml_lines import Marked


def parse(name: str, marked: Marked) -> tuple[Part | None, list[Fault]]:
    """The object of one file, or its faults."""
    try:
        return SHEETS[name].model_validate(marked.data), []
    except ValidationError as error:
        return None, [_fault(name, marked, details) for details in error.errors(include_url=False)]


def _fault(name: str, marked: Marked, details: ErrorDetails) -> Fault:
    return Fault(name, str(details["loc"]), details["msg"], "See docs/reference/programme.md", None)


def as_dict(part: Part) -> dict[str, Any]:
    """The fields of a part without turning the parts below into dictionaries."""
    return {name: getattr(part, name) for name in type(part).model_fields}
