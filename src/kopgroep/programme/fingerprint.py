"""A fingerprint of a programme's content."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def fingerprint(content: Mapping[str, Any]) -> str:
    """The sha256 of parsed content, as 64 hexadecimal digits.

    It is taken over what the files say and not over their bytes: comments, the order of keys, indents and
    quotes do not change it; the order of a list, a number or a word of text does.
    """
    canonical = json.dumps(_plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """JSON without losing the difference between a date and the same text, or between 1 and "1" as a key."""
    if isinstance(value, Mapping):
        return {f"{type(key).__name__}:{key}": _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value
