"""Everything of casework that has a term, read as rows of one shape in one query."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Case, CharField, DateTimeField, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, NullIf, Substr

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.working_days import working_days_before
from kopgroep.casework.models import Appointment, Contact, ContactDraft, PlanAction, PlanCheck, Question, Referral, Task
from kopgroep.casework.models.referral_states import TURNS, Mover
from kopgroep.programme import current

LONGEST = 300
"""So many characters of what a thing is about are read."""
ADVISERS_TURN = [state for state, turn in TURNS.items() if turn.mover is Mover.ADVISER]


class Kind(StrEnum):
    """What needs somebody."""

    QUESTION = "question"
    """A question of an entrepreneur, to be called."""
    STEP = "step"
    """The next step of a contact moment; its key is that of the contact."""
    TASK = "task"
    ACTION = "action"
    """An action of a plan, to be done or asked after; its key is that of the action."""
    CHECK = "check"
    """A moment to look at a plan together; its key is that of the moment."""
    REFERRAL = "referral"
    APPOINTMENT = "appointment"
    """Still to be held; or held, and nobody wrote the contact moment yet."""
    DRAFT = "draft"
    """A contact moment that came in as a calendar invitation."""
    COMPANY = "company"
    """A company that went silent."""
    JOURNEY = "journey"
    """A trajectory whose hours are nearly gone."""
    LETTER = "letter"
    """A mail that did not surely arrive."""


class Row(NamedTuple):
    """One thing with a term. A tuple, since thousands of them are read for one page."""

    kind: Kind
    pk: int
    company_id: int | None
    company: str
    """The name of the company; for a question without one, as it was typed."""
    what: str
    due_on: date
    owner_id: int | None
    owner: str
    state: str
    code: str
    """Code of the partner of a referral or of an action."""
    at: Any
    """The moment of an appointment."""


@dataclass(frozen=True)
class Scope:
    """Which rows are asked for. Without ``owner`` and ``manager`` those of everybody."""

    user: User
    """Who looks: only what this person may see comes along."""
    on: date
    until: date | None = None
    """The last day of a term; None for however far. Questions that nobody took come along anyway."""
    owner: User | None = None
    """Only what waits for this person; for a manager of people also what is too late for very long."""
    manager: User | None = None
    """Only what is at the companies of this account manager."""

    def of(self, rows: QuerySet[Any], *, owner: str = "owner", company: str = "company", late: str = "") -> Any:
        """The rows of this scope. ``late`` names the field of the term for what comes to a manager as well."""
        if self.manager:
            return rows.filter(**{f"{company}__account_manager": self.manager})
        if self.owner is None:
            return rows
        own = Q(**{owner: self.owner})
        if late and self.owner.may(Permission.HAND_OVER):
            # Longer than so many working days: at least one more lies between.
            own |= Q(**{f"{late}__lte": working_days_before(self.on, current().clocks.to_manager + 1)})
        return rows.filter(own)

    def term(self, field: str) -> Q:
        """The filter for terms up to ``until``."""
        return Q(**{f"{field}__lte": self.until}) if self.until else Q()


def due_things(scope: Scope) -> list[Row]:
    """What has a term, in one query and in no order."""
    parts = (_questions, _steps, _tasks, _actions, _checks, _referrals, _appointments, _drafts)
    first, *others = (part(scope) for part in parts)
    return [Row(Kind(kind), *values) for kind, *values in first.union(*others, all=True).order_by()]


def _text(value: Combinable | str) -> Cast:
    """A column of text. All are cast, since every part of a union must have the same types."""
    return Cast(F(value) if isinstance(value, str) else value, CharField())


def _shaped(
    rows: QuerySet[Any],
    kind: Kind,
    *,
    what: Combinable | str,
    due_on: str,
    owner: str = "owner",
    company: str = "company",
    name: Combinable | None = None,
    state: Combinable | str = "",
    code: str = "",
    at: str = "",
) -> QuerySet[Any]:
    """The rows with the columns of ``Row``, in its order."""
    nothing = Value("")
    columns: dict[str, Any] = {
        "of_kind": _text(Value(kind.value)),
        "of_pk": F("pk"),
        "of_company_id": F(f"{company}_id"),
        "of_company": _text(name or Coalesce(F(f"{company}__name"), nothing)),
        "of_what": _text(what),
        "of_due_on": F(due_on),
        "of_owner_id": F(f"{owner}_id"),
        "of_owner": _text(Coalesce(F(f"{owner}__name"), nothing)),
        "of_state": _text(state or nothing),
        "of_code": _text(code or nothing),
        "of_at": F(at) if at else Cast(Value(None), DateTimeField()),
    }
    shaped: QuerySet[Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return shaped


def _questions(scope: Scope) -> QuerySet[Any]:
    """Questions that nobody took, whatever their term: a new one is news."""
    rows = scope.of(
        Question.objects.visible_to(scope.user).filter(state=Question.State.NEW), owner="caller", late="call_by"
    )
    typed = Coalesce(F("company__name"), NullIf(F("company_typed"), Value("")), F("name"))
    what = Substr("text", 1, LONGEST)
    begun = Case(When(not_started=True, then=Value("not_started")), default=Value(""))
    return _shaped(rows, Kind.QUESTION, what=what, due_on="call_by", owner="caller", name=typed, state=begun)


def _steps(scope: Scope) -> QuerySet[Any]:
    rows = Contact.objects.visible_to(scope.user).filter(step_done_on=None, next_step_on__isnull=False)
    rows = scope.of(rows.filter(scope.term("next_step_on")), owner="next_step_owner")
    return _shaped(rows, Kind.STEP, what="next_step", due_on="next_step_on", owner="next_step_owner")


def _tasks(scope: Scope) -> QuerySet[Any]:
    rows = scope.of(Task.objects.visible_to(scope.user).open().filter(scope.term("due_on")))
    return _shaped(rows, Kind.TASK, what="title", due_on="due_on")


def _actions(scope: Scope) -> QuerySet[Any]:
    rows = PlanAction.objects.visible_to(scope.user).open().filter(scope.term("due_on"))
    rows = scope.of(rows, company="plan__company")
    return _shaped(
        rows, Kind.ACTION, what="text", due_on="due_on", company="plan__company", state="done_by", code="partner"
    )


def _checks(scope: Scope) -> QuerySet[Any]:
    rows = PlanCheck.objects.visible_to(scope.user).open().filter(scope.term("due_on"))
    rows = scope.of(rows, owner="plan__by", company="plan__company")
    return _shaped(
        rows, Kind.CHECK, what="plan__goal", due_on="due_on", owner="plan__by", company="plan__company", state="months"
    )


def _referrals(scope: Scope) -> QuerySet[Any]:
    """Where it is the adviser's turn; and where somebody else lets the term pass, for whoever keeps the company."""
    rows = Referral.objects.visible_to(scope.user).open()
    rows = rows.filter(Q(state__in=ADVISERS_TURN) & scope.term("due_on") | Q(due_on__lt=scope.on))
    own = scope.of(rows, late="due_on")
    if scope.owner and not scope.manager:
        own |= rows.exclude(state__in=ADVISERS_TURN).filter(company__account_manager=scope.owner)
    return _shaped(own, Kind.REFERRAL, what=Substr("ask", 1, LONGEST), due_on="due_on", state="state", code="partner")


def _appointments(scope: Scope) -> QuerySet[Any]:
    """Still to be held, or held and without the contact moment that came of it."""
    rows = Appointment.objects.visible_to(scope.user).standing().filter(scope.term("held_on"), contact=None)
    return _shaped(scope.of(rows), Kind.APPOINTMENT, what="subject", due_on="held_on", at="starts_at")


def _drafts(scope: Scope) -> QuerySet[Any]:
    """Conversations from a calendar that were held by now; those of nobody are for everybody."""
    rows = ContactDraft.objects.visible_to(scope.user).open().filter(held_on__lte=scope.on).order_by()
    own = scope.of(rows)
    if scope.owner and not scope.manager:
        own |= rows.filter(owner=None)
    return _shaped(own, Kind.DRAFT, what="title", due_on="held_on", at="starts_at")
