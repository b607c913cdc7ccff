"""What open trajectories still promise: how many there are, with how many hours, and how many usually succeed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from kopgroep.base.periods import months_before
from kopgroep.casework.models import Journey
from kopgroep.programme import Companies, EntryKind, Indicator
from kopgroep.reporting.view import View, as_view

HOURS = (EntryKind.HOURS_WRITTEN, EntryKind.HOURS_RESERVED, EntryKind.HOURS_RELEASED)
FEWEST = 3
"""Fewer trajectories that ended say nothing of how they usually end."""


@dataclass(frozen=True)
class JourneysLeft:
    """The open trajectories that can still count for a target, beside how others ended in the past twelve months."""

    open: int
    minutes: int
    """Left under their caps: not written and not reserved."""
    ended: int
    counted: int
    """How many of those that ended did so with a result that the target asks for."""

    @property
    def expected(self) -> int | None:
        """How many of the open ones succeed if they end as usual; None when too few ended to say."""
        return round(self.open * self.counted / self.ended) if self.ended >= FEWEST else None


def journeys_left(indicator: Indicator, on: date | View) -> JourneysLeft | None:
    """What was open on a day for a target of trajectories; None for a target of another kind. Two queries.

    It is told by the lines of the ledger as a view knows them, so that a report of a closed quarter says it again.
    """
    rule, view = indicator.rule, as_view(on)
    if not isinstance(rule, Companies) or rule.kind is not EntryKind.JOURNEY_CLOSED:
        return None
    about = {name: code for name, code in (("theme", rule.theme), ("line", rule.line)) if code}
    lines = view.entries.until(view.on).filter(subject_type="journey", **about).order_by()
    told = lines.filter(kind__in=(EntryKind.JOURNEY_OPENED, EntryKind.JOURNEY_CLOSED))
    rows = list(told.values_list("subject_id", "kind", "happened_on", "outcome"))
    ended = {subject: (day, outcome) for subject, kind, day, outcome in rows if kind == EntryKind.JOURNEY_CLOSED}
    still = {subject for subject, *_rest in rows if subject is not None} - ended.keys()
    lately = [outcome for day, outcome in ended.values() if day > months_before(view.on, 12)]
    counted = sum(not rule.outcomes or outcome in rule.outcomes for outcome in lately)
    return JourneysLeft(len(still), _minutes_left(still, view) if still else 0, len(lately), counted)


def _minutes_left(journeys: Collection[int], view: View) -> int:
    """What the caps still hold; a trajectory above its cap takes nothing from the others."""
    hours = view.all_entries.until(view.on).filter(subject_type="journey", subject_id=OuterRef("pk"), kind__in=HOURS)
    used = hours.order_by().values("subject_id").annotate(total=Sum("quantity")).values("total")
    rows = Journey.objects.filter(pk__in=journeys).order_by("pk")
    left = rows.annotate(used=Coalesce(Subquery(used), Value(0))).values_list("cap_minutes", "used")
    return sum(max(cap - used, 0) for cap, used in left)
