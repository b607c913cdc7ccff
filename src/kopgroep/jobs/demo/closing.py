"""Closing the quarters of the demonstration: the manager proposes, the scheme officer closes a week later."""

from datetime import date

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.base.periods import quarter_of
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind
from kopgroep.reporting.actions.quarters import close_quarter, propose_quarter
from kopgroep.reporting.closing import ended_quarters, latest_closed, next_quarter
from kopgroep.reporting.models import Closing

PROPOSED_AFTER, CLOSED_AFTER, CORRECTED_AFTER = 7, 14, 28
"""Days after the end of a quarter."""
LATER = "Deze intake stond er twee keer in."


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


def correct(people: dict[str, User], on: date) -> None:
    """Take back one intake of a closed quarter, so that there is something to restate."""
    closing = latest_closed(on)
    if closing is None:
        return
    intakes = Entry.objects.standing().filter(kind=EntryKind.INTAKE_HELD).between(*quarter_of(closing.until))
    if line := intakes.order_by("-happened_on", "-pk").first():
        reverse_line(line, reason=LATER, by=_holder(people, Role.MANAGER))


def _holder(people: dict[str, User], role: Role) -> User:
    return next(user for user in people.values() if role in user.roles)
