"""Quarters that are closed, for whoever asks what was frozen."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from kopgroep.accounts.models import User
from kopgroep.base.money import euros
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import record_money
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.actions.quarters import close_quarter, propose_quarter
from kopgroep.reporting.closing import ended_quarters
from kopgroep.reporting.models import Closing
from tests.factories import make_company

Stand = Callable[[date], None]
SOON = date(2021, 4, 12)
"""A day on which the first quarter of the programme is over and no other one."""
HELD = date(2021, 2, 8)
INTAKES = "digitalisering-intakes"


def intake(company: Company, by: User, *, on: date = HELD, theme: str = "digitalisering") -> None:
    """An intake on a day in the first quarter."""
    words = {"asked": "Welke stap past bij ons?", "agreed": "Specialist belt."}
    hold_intake(company, theme=theme, line="basis", needs=[], held_on=on, submission=uuid.uuid4(), by=by, **words)


def some_work(anna: User, marieke: User, today_is: Stand, *, companies: int = 3) -> list[Company]:
    """Intakes of some companies and a payment in the first quarter; the clock then stands after it."""
    today_is(SOON)
    met = [make_company(f"Bedrijf {number}") for number in range(companies)]
    for company in met:
        intake(company, anna)
    pay(marieke, 250_000)
    return met


def pay(by: User, cents: int, *, on: date = HELD) -> None:
    """Money that was spent."""
    words = {"source": "provincie", "description": f"Besluit over {euros(cents)}", "key": str(uuid.uuid4())}
    record_money(EntryKind.MONEY_SPENT, cents=cents, happened_on=on, by=by, **words)


def closed(quarter: str, *, proposed_by: User, closed_by: User, remark: str = "") -> Closing:
    """A quarter that two people closed."""
    closing = propose_quarter(quarter, remark=remark, by=proposed_by)
    return close_quarter(closing, seen=closing.hash, by=closed_by)


def close_all(on: date, *, proposed_by: User, closed_by: User) -> list[Closing]:
    """Every quarter that ended before a day."""
    return [closed(quarter, proposed_by=proposed_by, closed_by=closed_by) for quarter in ended_quarters(on)]


def with_rule(**changes: Any) -> Any:
    """The programme with another rule for the intakes."""
    programme = current()
    changed = [
        item.model_copy(update={"rule": item.rule.model_copy(update=changes)}) if item.code == INTAKES else item
        for item in programme.indicators
    ]
    return programme.model_copy(update={"indicators": tuple(changed)})
