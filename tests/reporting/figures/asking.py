"""Figures and lines for tests: short to write, and written as the product writes them."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import EntryKind, KeyFigure

ON = date(2023, 5, 15)
_keys = count(1)


def figure(ask: dict[str, Any], **more: Any) -> KeyFigure:
    """A figure that asks this."""
    words = {"nl": "proef", "en": "trial"}
    return KeyFigure.model_validate({"code": "proef", "name": words, "description": words, "ask": ask} | more)


def counting(kind: str, **more: Any) -> dict[str, Any]:
    """A question how many companies have such a line."""
    return {"ask": "count", "rule": {"count": "companies", "kind": kind} | more}


def line(kind: EntryKind, company: Company | None = None, day: date = ON, **fields: Any) -> Entry:
    """A line in the ledger; ``about`` is the key of the referral that it is about."""
    about = fields.pop("about", None)
    subject = {"subject_type": "referral", "subject_id": about} if about else {}
    moment = datetime(2023, 5, 15, tzinfo=UTC)
    facts = {"recorded_at": moment, "key": f"figure:{next(_keys)}", "programme_hash": ""} | subject | fields
    return Entry.objects.create(kind=kind, company=company, happened_on=day, **facts)


def companies_of(lines: EntryQuerySet) -> set[int | None]:
    """The keys of the companies that lines are about."""
    return set(lines.order_by().values_list("company", flat=True))
