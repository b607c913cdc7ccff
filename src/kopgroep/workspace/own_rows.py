"""How one person's own work stands: this quarter beside the one before, hours, and open trajectories."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from kopgroep.accounts.models import User
from kopgroep.base.periods import months_before, quarter_of
from kopgroep.casework.due import Scope, due_things
from kopgroep.casework.models import Journey
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind

QUARTERS = 8
"""So many quarters of hours are drawn: two years."""
HOUR = 60
COUNTED = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD, EntryKind.JOURNEY_OPENED, EntryKind.JOURNEY_CLOSED)


@dataclass(frozen=True)
class Work:
    """One kind of work, this quarter and in the whole quarter before."""

    kind: EntryKind
    now: int
    before: int


def own_work(user: User, on: date) -> list[Work]:
    """How many of each kind this person did in the quarter of a day, and in the one before. One query."""
    first = quarter_of(on)[0]
    found: dict[tuple[str, bool], int] = defaultdict(int)
    lines = Entry.objects.visible_to(user).standing().filter(actor=user, kind__in=COUNTED)
    since = lines.between(quarter_of(first - timedelta(days=1))[0], on).order_by()
    for kind, day in since.values_list("kind", "happened_on"):
        found[kind, day >= first] += 1
    return [Work(kind, found[kind, True], found[kind, False]) for kind in COUNTED]


@dataclass(frozen=True)
class HourPoint:
    """The hours of one quarter."""

    label: str
    value: float


def own_hours(user: User, on: date) -> list[HourPoint]:
    """The hours that this person wrote per quarter, the last two years, empty quarters too. One query."""
    first = months_before(quarter_of(on)[0], 3 * (QUARTERS - 1))
    sums: dict[tuple[int, int], int] = defaultdict(int)
    lines = Entry.objects.visible_to(user).filter(actor=user, kind=EntryKind.HOURS_WRITTEN).between(first, on)
    # Reversals carry the opposite sign, so that sums need no filter.
    for day, minutes in lines.order_by().values_list("happened_on").annotate(total=Sum("quantity")):
        sums[day.year, (day.month + 2) // 3] += minutes
    points = []
    for number in range(QUARTERS):
        day = months_before(first, -3 * number)
        key = (day.year, (day.month + 2) // 3)
        points.append(HourPoint(f"{key[0]}-{key[1]}", round(sums[key] / HOUR, 2)))
    return points


def own_journeys(user: User) -> list[Journey]:
    """The open trajectories that this person guides, with their minutes, the fullest first. One query."""
    rows = Journey.objects.visible_to(user).open().filter(specialist=user).select_related("company").with_minutes()
    return sorted(rows, key=lambda journey: (-journey.written / journey.cap_minutes, journey.pk))


def own_overdue(user: User, on: date) -> int:
    """How many things this person should have done before a day. One query."""
    things = due_things(Scope(user=user, on=on, until=on, owner=user))
    return sum(thing.due_on < on and thing.owner_id == user.pk for thing in things)
