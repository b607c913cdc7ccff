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
    """A line in the ledger."""
    moment = datetime(2023, 5, 15, tzinfo=UTC)
    facts = {"recorded_at": moment, "key": f"figure:{next(_keys)}", "programme_hash": ""} | fields
    return Entry.objects.create(kind=kind, company=company, happened_on=day, **facts)


def companies_of(lines: EntryQuerySet) -> set[int | None]:
    """The keys of the companies that lines are about."""
    return set(lines.order_by().values_list("company", flat=True))


def intake_of(company: Company, needs: list[str], **fields: Any) -> Entry:
    """An intake in which these needs were named, not yet written."""
    moment = datetime(2023, 5, 15, tzinfo=UTC)
    facts = {"recorded_at": moment, "key": f"figure:{next(_keys)}", "programme_hash": ""} | fields
    return Entry(kind=EntryKind.INTAKE_HELD, company=company, happened_on=ON, detail={"needs": needs}, **facts)


def about(number: int, *, partner: str) -> dict[str, Any]:
    """What a line says of the referral that it is about."""
    return {"subject_type": "referral", "subject_id": number, "detail": {"partner": partner}}


def merge(double: Company, *, into: Company) -> None:
    """Let one company turn out to be a double of another."""
    double.kvk_number, double.merged_into = None, into
    double.save()
