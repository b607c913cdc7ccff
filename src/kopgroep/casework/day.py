"""What needs somebody on a day: too late, due today, new, this week, silent. The page and the digest ask the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import F, Q

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.due import Kind, Scope, due_things
from kopgroep.casework.models import Journey
from kopgroep.casework.silence import silent
from kopgroep.companies.models import Company
from kopgroep.post.models import Letter
from kopgroep.programme import current

WEEK = timedelta(days=7)
MOST = 500
"""No more silent companies, full trajectories and letters than this are read; of what has a term all are."""


class Section(StrEnum):
    """The parts of a day, in the order in which they want attention."""

    OVERDUE = "overdue"
    TODAY = "today"
    NEW = "new"
    SILENT = "silent"
    WEEK = "week"
    FULL = "full"
    """Trajectories whose hours are nearly gone."""
    LETTERS = "letters"
    """Mail that did not surely arrive; only for who looks after the post."""


@dataclass(slots=True)
class Item:
    """One thing that needs somebody; its first fields are those of ``due.Row``.

    What it is called and what clears it is for the page to say.
    """

    kind: Kind
    pk: int
    company_id: int | None
    company: str
    what: str
    due_on: date | None = None
    owner_id: int | None = None
    owner: str = ""
    state: str = ""
    code: str = ""
    """Code of the partner of a referral or an action."""
    at: datetime | None = None
    """The moment of an appointment."""
    since: date | None = None
    """The day on which somebody last spoke with a silent company; None when nobody ever did."""
    written: int = 0
    reserved: int = 0
    cap: int = 0

    def key(self, section: Section) -> str:
        """Names this news: the part of the day, the thing, its state and its term. Another term is other news."""
        term = self.due_on or self.since or "never"
        return f"{section}:{self.kind}:{self.pk}:{self.state}:{term}"


@dataclass(frozen=True)
class Day:
    """What one person, or the team, has before them on a day."""

    on: date
    parts: dict[Section, list[Item]]

    def __getitem__(self, section: Section) -> list[Item]:
        return self.parts.get(section, [])

    @cached_property
    def late(self) -> int:
        """How many things are too late."""
        return len(self[Section.OVERDUE])


def day_of(user: User, *, on: date, team: bool = False) -> Day:
    """The day of one person; with ``team`` that of everybody together. At most six queries.

    A manager's own day also holds calls and referrals of others that are too late for longer than the programme's
    ``to_manager`` working days.
    """
    parts: dict[Section, list[Item]] = {section: [] for section in Section}
    scope = Scope(user=user, on=on, until=on + WEEK, owner=None if team else user)
    for row in due_things(scope):
        item = Item(*row)
        parts[section_of(item, on=on)].append(item)
    for items in parts.values():
        items.sort(key=_in_turn)
    parts[Section.SILENT] = list(_silent(user, on=on, team=team))
    parts[Section.FULL] = list(_full(user, team=team))
    parts[Section.LETTERS] = list(_letters(user))
    return Day(on=on, parts=parts)


def section_of(item: Item, *, on: date) -> Section:
    """In which part of the day a thing with a term stands."""
    if item.kind is Kind.DRAFT:
        return Section.NEW
    if item.due_on is None or item.due_on > on:
        return Section.NEW if item.kind is Kind.QUESTION else Section.WEEK
    return Section.OVERDUE if item.due_on < on else Section.TODAY


def _in_turn(item: Item) -> tuple[date, str, str, int]:
    """The longest waiting first; within a day the appointments by the clock."""
    return (item.due_on or date.max, item.at.isoformat() if item.at else "", item.kind, item.pk)


def _own(user: User, *, team: bool, field: str) -> Q:
    return Q() if team else Q(**{field: user})


def _silent(user: User, *, on: date, team: bool) -> Iterable[Item]:
    """Companies with an account manager that nobody spoke with for a while."""
    companies = Company.objects.visible_to(user).filter(_own(user, team=team, field="account_manager"))
    rows = silent(companies.exclude(account_manager=None), on=on)
    columns = ("pk", "name", "last_on", "account_manager", "account_manager__name")
    for pk, name, last_on, owner_id, owner in rows.values_list(*columns)[:MOST]:
        yield Item(Kind.COMPANY, pk, pk, name, "", owner_id=owner_id, owner=owner, since=last_on)


def _full(user: User, *, team: bool) -> Iterable[Item]:
    """Open trajectories of which the warning percentage of the hours was written, the fullest first."""
    journeys = Journey.objects.visible_to(user).open().filter(_own(user, team=team, field="specialist")).with_minutes()
    warned: Any = F("cap_minutes") * current().clocks.hours_warning_percent / 100
    rows = journeys.filter(Q(written__gte=warned)).order_by(F("cap_minutes") - F("written"), "pk")
    for journey in rows.select_related("company", "specialist")[:MOST]:
        yield Item(
            kind=Kind.JOURNEY,
            pk=journey.pk,
            company_id=journey.company_id,
            company=journey.company.name,
            what=journey.goal,
            owner_id=journey.specialist_id,
            owner=journey.specialist.name,
            written=journey.written,
            reserved=journey.reserved,
            cap=journey.cap_minutes,
        )


def _letters(user: User) -> Iterable[Item]:
    """Letters of which a person must say what happens with them."""
    if not user.may(Permission.MANAGE_POST):
        return
    undecided = Letter.objects.visible_to(user).filter(state__in=[Letter.State.FAILED, Letter.State.DOUBTFUL])
    columns = ("pk", "company_id", "subject", "state")
    for pk, company_id, subject, state in undecided.order_by("pk").values_list(*columns)[:MOST]:
        yield Item(Kind.LETTER, pk, company_id, "", subject, state=state)
