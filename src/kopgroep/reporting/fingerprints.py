"""Fingerprints by which a frozen quarter is known again: of its lines, of its seal, of the code that counted."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from kopgroep.ledger.models import Entry
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.reporting.models import Closing

ROOT = Path(__file__).resolve().parents[3]
CHUNK = 2000
ADDED = "experience"
"""A column that lines once had not. It is left out where it is empty, so that quarters of before stay the same."""
SHORT = 12


@dataclass(frozen=True)
class Lines:
    """How many lines there were, and the fingerprint of every column of each."""

    count: int
    hash: str


def last_line() -> int:
    """The key of the newest line, such that no line with a smaller key can still appear.

    In a transaction of its own where possible, so that nobody waits longer than for this one question.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Keys are drawn before a transaction ends: an older key may still be on its way. The lock waits for all who
            # are writing and holds off new ones. SQLite has one writer at a time, and that is this transaction.
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE ledger_entry IN SHARE MODE")
        return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def fingerprint_of_lines(until: date, last: int) -> Lines:
    """Read every line that happened up to a day and existed, reversals too, in the order of their keys.

    One line after the other goes into the fingerprint, so that a long ledger needs no memory. The same on every
    database.
    """
    columns = [field.attname for field in Entry._meta.concrete_fields]
    found = Entry.objects.filter(pk__lte=last, happened_on__lte=until).order_by("pk")
    hashed, count = hashlib.sha256(), 0
    added = columns.index(ADDED)
    for row in found.values_list(*columns).iterator(chunk_size=CHUNK):
        said = row if row[added] else row[:added] + row[added + 1 :]
        text = json.dumps(said, default=_written, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        hashed.update(text.encode() + b"\n")
        count += 1
    return Lines(count, hashed.hexdigest())


def seal_of(closing: Closing) -> dict[str, Any]:
    """What a closed quarter rests on, for the audit trail: a second place, that the database does not let change."""
    return {
        "until": closing.until.isoformat(),
        "last_line": closing.last_line,
        "lines": closing.lines,
        "lines_hash": closing.lines_hash,
        "doubles": fingerprint(closing.doubles),
        "definitions": fingerprint(closing.definitions),
        "programme_hash": closing.programme_hash,
        "code_version": closing.code_version,
        "values": closing.hash,
    }


@cache
def code_version() -> str:
    """Version of the software, with the revision of its source when a file says so: ``REVISION``, or git's own."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    revision = _revision()
    return f"{version}+{revision[:SHORT]}" if revision else str(version)


def _revision() -> str:
    stated, git = ROOT / "REVISION", ROOT / ".git"
    if stated.is_file():
        return stated.read_text(encoding="utf-8").strip()
    if not (git / "HEAD").is_file():
        return ""
    head = (git / "HEAD").read_text(encoding="utf-8").strip()
    if not head.startswith("ref: "):
        return head
    reference = head.removeprefix("ref: ")
    if (git / reference).is_file():
        return (git / reference).read_text(encoding="utf-8").strip()
    packed = git / "packed-refs"
    lines = packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else []
    return next((line.split()[0] for line in lines if line.endswith(f" {reference}")), "")


def _written(value: Any) -> str:
    """A moment in UTC, a day as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of a line")
