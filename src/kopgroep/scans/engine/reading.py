"""A definition as text that is kept for ever, and back."""

import json
from typing import Any

from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.scans import Scan


def definition_of(scan: Scan) -> dict[str, Any]:
    """The definition as plain JSON data.

    What stands at its default is left out. So a key that the model of a scan learns later does not change the
    definitions of before, nor their hash.
    """
    return scan.model_dump(mode="json", exclude_defaults=True)


def as_text(scan: Scan) -> str:
    """The definition as canonical JSON: keys in the alphabet, no spaces."""
    return json.dumps(definition_of(scan), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def hash_of(scan: Scan) -> str:
    """The sha256 of what the definition says, as 64 hexadecimal digits."""
    return fingerprint(definition_of(scan))


def read(definition: str | dict[str, Any]) -> Scan:
    """The scan of a kept definition, as text or as data. Raises pydantic's ValidationError when it is none."""
    text = definition if isinstance(definition, str) else json.dumps(definition)
    return Scan.model_validate_json(text)
