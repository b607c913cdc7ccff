"""The lines of a result: one for each of its three stages, never added up and never changed."""

from datetime import date
from decimal import Decimal
from typing import Any

from kopgroep.accounts.models import User
from kopgroep.casework.models import Result
from kopgroep.ledger.actions import take_back, write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind

HUNDRED = 100
STAGES = (EntryKind.RESULT_FORECAST, EntryKind.RESULT_STATED, EntryKind.RESULT_VERIFIED)


def write_stage(result: Result, kind: EntryKind, amount: Decimal, *, on: date, by: User | None, **told: Any) -> Entry:
    """Write the line of one stage, inside the act. ``quantity`` are hundredths of the unit, ``outcome`` is the kind.

    The line stands on the day that somebody said it, so that a closed quarter does not change when a company answers
    later; the day of the result itself is in ``detail``.
    """
    return write_line(
        kind,
        happened_on=on,
        by=by,
        key=f"result:{result.pk}:{kind}",
        subject=result,
        company=result.company,
        quantity=int(amount * HUNDRED),
        theme=result.theme,
        line=result.line,
        outcome=result.kind,
        detail={"reached_on": result.happened_on.isoformat(), **told},
    )


def take_lines_back(result: Result, *, reason: str, by: User) -> None:
    """Reverse every line of a result that still counts."""
    for entry in Entry.objects.standing().about(result).filter(kind__in=STAGES).order_by("pk"):
        take_back(entry, reason=reason, by=by)
