"""Results as the product's own actions leave them, at each state."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.result_answers import close_unanswered_results, deny_result, state_result
from kopgroep.casework.actions.results import Reached, ask_result, verify_result, withdraw_result, write_result
from kopgroep.casework.models import Result
from kopgroep.companies.models import Company
from kopgroep.programme import current
from tests.cast import make_user
from tests.factories import TODAY

State = Result.State
JOBS, FTE, TURNOVER = "banen-erbij", "fte-erbij", "omzet-erbij"
"""Kinds of result of the programme: counted in people, in full-time jobs, in euros."""


def reached(**changes: Any) -> Reached:
    """Two jobs, the day before the test."""
    facts = {"kind": JOBS, "amount": Decimal(2), "happened_on": TODAY - timedelta(days=1), "line": "basis"}
    return Reached(**{**facts, "description": "Twee monteurs aangenomen.", "theme": "digitalisering", **changes})


def stated(**changes: Any) -> dict[str, Any]:
    """The answer of a company that has three jobs, half of which would have come anyway."""
    answer = {"amount": Decimal(3), "happened_on": TODAY, "without": "kleiner", "remark": "Fijn geholpen."}
    return {**answer, **changes}


def make_result(company: Company, by: User, state: str = State.FORECAST, **changes: Any) -> Result:
    """A result that came as far as ``state``; what the company answers goes by ``amount_stated`` and ``without``."""
    answer = stated(amount=changes.pop("amount_stated", Decimal(3)), without=changes.pop("without", "kleiner"))
    result = write_result(company, reached(**changes), submission=uuid.uuid4(), by=by)
    if state in (State.FORECAST, State.WITHDRAWN):
        return withdraw_result(result, reason="Dubbel", by=by) if state == State.WITHDRAWN else result
    result = ask_result(result, name="Bram Jansen", email="bram@example.org", by=by)
    if state == State.UNANSWERED:
        close_unanswered_results(TODAY + timedelta(days=current().results.link_days + 1))
        result.refresh_from_db()
    if state == State.DENIED:
        return deny_result(result, link_round=result.round)
    if state in (State.STATED, State.VERIFIED):
        result = state_result(result, link_round=result.round, **answer)
    return verified(result) if state == State.VERIFIED else result


def verified(result: Result, amount: Decimal = Decimal(2), on: date = TODAY) -> Result:
    """Somebody else held it against the payroll."""
    other = User.objects.filter(email="vera@example.org").first() or make_user("Vera Kijker", Role.SCHEME_OFFICER)
    return verify_result(result, amount=amount, on=on, against="Loonstaat mei 2023", evidence=1, by=other)
