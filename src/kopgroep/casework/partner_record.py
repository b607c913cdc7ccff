"""How partners dealt with what was sent to them, read from the referrals and their lines in the ledger."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from kopgroep.base.working_days import add_working_days, working_days_between
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.programme import current

FEW = 5
"""Below this number of referrals nothing can be said of a partner: the figures are left out."""


@dataclass(frozen=True)
class Record:
    """What can be said of one partner over the referrals that were sent to it in a period.

    Days are working days. ``accept_days`` runs from sending to accepting, ``contact_days`` from accepting to the first
    contact. ``ended`` are referrals with a known result or an end; ``helped`` counts yes and partly.
    """

    sent: int = 0
    accepted: int = 0
    declined: int = 0
    expired: int = 0
    accept_days: float | None = None
    contact_days: float | None = None
    contacted: int = 0
    """Referrals on which ``contact_days`` rests."""
    due: int = 0
    """Referrals accepted whose term for a result is over, or that have a result: what outcomes are asked of."""
    known: int = 0
    """Of those, with a result."""
    answered: int = 0
    """Referrals of which the entrepreneur answered whether it helped."""
    helped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Codes of the reasons to decline, with how often."""

    @property
    def enough(self) -> bool:
        """Whether there are enough referrals to say something."""
        return self.sent >= FEW

    @property
    def median_days_to_accept(self) -> float | None:
        """Median working days to accept; None with too few referrals."""
        return self.accept_days if self.enough else None

    @property
    def outcome_known_percent(self) -> float | None:
        """Per cent with a known result; None with too few referrals or none due."""
        return 100 * self.known / self.due if self.enough and self.due else None

    @property
    def confirmed_percent(self) -> float | None:
        """Per cent of the known results of which the entrepreneur says that it helped; None with too few."""
        return 100 * self.helped / self.known if self.enough and self.known else None


def records(
    partners: Collection[str] | None = None, *, on: date, since: date | None = None, until: date | None = None
) -> dict[str, Record]:
    """The record of each partner over the referrals first sent between ``since`` and ``until``, both included.

    One query. Withdrawn referrals count as sent, and as due only when they had a result.
    """
    rows = Referral.objects.exclude(sent_on=None)
    if partners is not None:
        rows = rows.filter(partner__in=partners)
    if since:
        rows = rows.filter(sent_on__gte=since)
    if until:
        rows = rows.filter(sent_on__lte=until)
    # As tuples: this runs at every letter that is typed in the choice of a partner, over all that was ever sent.
    by_partner: dict[str, list[Any]] = defaultdict(list)
    for row in rows.order_by("pk").values_list(*FIELDS, named=True):
        by_partner[row.partner].append(row)
    return {partner: _record(found, on) for partner, found in by_partner.items()}


BUSY = (State.ACCEPTED, State.CONTACTED, State.ACTIVE)
FIELDS = (
    "partner",
    "state",
    "sent_on",
    "accepted_on",
    "contacted_on",
    "result_on",
    "decline_reason",
    "helped",
)


def _record(found: list[Any], on: date) -> Record:
    accepting = [working_days_between(r.sent_on, r.accepted_on) for r in found if r.sent_on and r.accepted_on]
    contacting = [
        working_days_between(r.accepted_on, r.contacted_on) for r in found if r.accepted_on and r.contacted_on
    ]
    reasons = Counter(r.decline_reason for r in found if r.decline_reason)
    term = current().clocks.referral_result
    # Who accepted and was never heard of again is late as well, with the term for a result.
    late = [r for r in found if r.state in BUSY and add_working_days(r.accepted_on, term) < on]
    known = [r for r in found if r.result_on]
    return Record(
        sent=len(found),
        accepted=len(accepting),
        declined=reasons.total(),
        expired=sum(r.state in (State.EXPIRED, State.REROUTED) and not r.decline_reason for r in found),
        accept_days=median(accepting) if accepting else None,
        contact_days=median(contacting) if contacting else None,
        contacted=len(contacting),
        due=len(known) + len(late),
        known=len(known),
        answered=sum(bool(r.helped) for r in found),
        helped=sum(r.helped in (Referral.Helped.YES, Referral.Helped.PARTLY) for r in found),
        reasons=reasons,
    )
