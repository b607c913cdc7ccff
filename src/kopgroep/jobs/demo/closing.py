"""Closing the quarters of the demonstration: the manager proposes, the scheme officer closes a week later."""

from datetime import date

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.reporting.actions.quarters import close_quarter, propose_quarter
from kopgroep.reporting.closing import ended_quarters, next_quarter
from kopgroep.reporting.models import Closing

PROPOSED_AFTER, CLOSED_AFTER = 7, 14
"""Days after the end of a quarter."""


def propose(people: dict[str, User], on: date) -> None:
    """Propose the quarter that ended last, after closing the ones before it that nobody closed."""
    latest = ended_quarters(today())[-1]
    while (quarter := next_quarter(today())) and quarter != latest:
        propose_quarter(quarter, by=_holder(people, Role.MANAGER))
        close(people, on)
    if quarter:
        propose_quarter(quarter, by=_holder(people, Role.MANAGER))


def close(people: dict[str, User], on: date) -> None:
    """Close what is proposed."""
    for closing in Closing.objects.filter(closed_at=None).order_by("until"):
        close_quarter(closing, seen=closing.hash, by=_holder(people, Role.SCHEME_OFFICER))


def _holder(people: dict[str, User], role: Role) -> User:
    return next(user for user in people.values() if role in user.roles)
