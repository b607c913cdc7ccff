"""What waits for one person: every piece of open work, and who gets it when that person leaves."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from kopgroep.accounts.models import User
from kopgroep.casework.models import (
    Appointment,
    Contact,
    ContactDraft,
    Journey,
    Plan,
    PlanAction,
    Question,
    Referral,
    SavedList,
    Task,
)
from kopgroep.companies.models import Company, Establishment
from kopgroep.scans.models import Filling


@dataclass(frozen=True)
class Work:
    """One relation to a person that must never be left with somebody who is gone."""

    code: str
    rows: QuerySet[Any]
    """What is still open, of everybody."""
    field: str
    """The field that says whose it is."""
    company: str = "company"
    """The way to the company; empty for what belongs to none."""
    municipality: str = ""
    """The field that names a municipality when there is no company."""

    @property
    def label(self) -> str:
        """The relation as the table of all relations names it."""
        return f"{self.rows.model._meta.label}.{self.field}"

    def of(self, user: User) -> QuerySet[Any]:
        """What is still open of one person."""
        return self.rows.filter(**{self.field: user})


MOVES = (
    Work("companies", Company.objects.all(), "account_manager", company="pk"),
    Work("questions", Question.objects.open(), "caller", municipality="municipality_code"),
    Work("steps", Contact.objects.filter(step_done_on=None, next_step_on__isnull=False), "next_step_owner"),
    Work("tasks", Task.objects.open(), "owner"),
    Work("plans", Plan.objects.open(), "by"),
    Work("actions", PlanAction.objects.open(), "owner", company="plan__company"),
    Work("referrals", Referral.objects.open(), "owner"),
    Work("journeys", Journey.objects.open(), "specialist"),
    Work("scans", Filling.objects.open(), "adviser"),
    Work("appointments", Appointment.objects.standing().filter(contact=None), "owner"),
    Work("drafts", ContactDraft.objects.filter(state=ContactDraft.State.OPEN), "owner"),
    Work("lists", SavedList.objects.filter(shared=True), "owner", company=""),
)
"""What moves at a hand-over."""

DID_IT = "says who did it"
OWN = "belongs to the account itself"
STAYS: dict[str, str] = {
    "accounts.AuditEvent.actor": DID_IT,
    "accounts.ReadEvent.actor": DID_IT,
    "accounts.RoleGrant.granted_by": DID_IT,
    "accounts.RoleGrant.user": OWN,
    "casework.AgendaLink.user": "is ended at the hand-over",
    "casework.Appointment.by": DID_IT,
    "casework.Contact.by": DID_IT,
    "casework.DigestChoice.user": OWN,
    "casework.DigestTold.user": OWN,
    "casework.Intake.by": DID_IT,
    "casework.PlanCheck.held_by": DID_IT,
    # Who answers for a result is the account manager of the company, who moves.
    "casework.Result.verified_by": DID_IT,
    "casework.Result.written_by": DID_IT,
    "casework.Survey.opened_by": DID_IT,
    "casework.Task.by": DID_IT,
    "companies.Consent.noted_by": DID_IT,
    "companies.LikelyDouble.decided_by": DID_IT,
    "companies.Merge.by": DID_IT,
    "companies.Merge.undone_by": DID_IT,
    "companies.StatedFact.noted_by": DID_IT,
    "events.Event.by": DID_IT,
    "ledger.Entry.actor": DID_IT,
    "partners.Membership.user": "a partner's account: the partner names another one",
    "scans.Filling.finished_by": DID_IT,
    "scans.Measure.by": DID_IT,
    "scans.Proof.added_by": DID_IT,
    "scans.Proof.seen_by": DID_IT,
    "scans.Step.by": DID_IT,
    "account.EmailAddress.user": OWN,
    "mfa.Authenticator.user": OWN,
    "socialaccount.SocialAccount.user": OWN,
    "usersessions.UserSession.user": OWN,
    "reporting.Closing.closed_by": DID_IT,
    "reporting.Closing.proposed_by": DID_IT,
}
"""What does not move, with why. Every relation to a person stands here or in ``MOVES``; a test names a new one."""


@dataclass(frozen=True)
class Piece:
    """One piece of open work."""

    code: str
    pk: int
    municipality: str
    """Code of the municipality of the company, when it is known."""


@dataclass(frozen=True)
class Heirs:
    """Who gets the work: one person, and for some municipalities another one."""

    default: User
    by_municipality: Mapping[str, User] = field(default_factory=dict)

    def __iter__(self) -> Any:
        return iter({user.pk: user for user in (self.default, *self.by_municipality.values())}.values())

    def of(self, piece: Piece) -> User:
        """Who gets this piece."""
        return self.by_municipality.get(piece.municipality, self.default)


def pieces_of(leaver: User) -> list[Piece]:
    """All open work of one person, in one query and in no order."""
    first, *others = (_pieces(work, leaver) for work in MOVES)
    return [Piece(*row) for row in first.union(*others, all=True).order_by()]


def _pieces(work: Work, leaver: User) -> QuerySet[Any]:
    nothing = Value("")
    seat = Establishment.objects.filter(company=OuterRef(work.company or "pk"), leads=True).order_by("pk")
    known: Any = Subquery(seat.values("municipality_code")[:1]) if work.company else nothing
    told: Any = F(work.municipality) if work.municipality else nothing
    columns: dict[str, Any] = {
        "of_code": Cast(Value(work.code), CharField()),
        "of_pk": F("pk"),
        "of_municipality": Cast(Coalesce(known, told, nothing), CharField()),
    }
    rows: QuerySet[Any] = work.of(leaver).order_by().annotate(**columns).values_list(*columns)
    return rows


def counted(pieces: Iterable[Piece]) -> Counter[str]:
    """How many pieces there are of each kind of work."""
    return Counter(piece.code for piece in pieces)


def shared_out(pieces: Iterable[Piece], heirs: Heirs) -> dict[User, Counter[str]]:
    """How many pieces of each kind each heir would get."""
    shares: dict[User, Counter[str]] = {heir: Counter() for heir in heirs}
    for piece in pieces:
        shares[heirs.of(piece)][piece.code] += 1
    return shares
