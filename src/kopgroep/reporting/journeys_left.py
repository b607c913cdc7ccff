"""What open trajectories still promise: how many there are, with how many hours, and how many usually succeed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from kopgroep.base.periods import months_before
from kopgroep.casework.models import Journey
from kopgroep.programme import Companies, EntryKind, Indicator

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


def journeys_left(indicator: Indicator, on: date) -> JourneysLeft | None:
    """What is open now for a target of trajectories; None for a target of another kind. Two queries."""
    rule = indicator.rule
    if not isinstance(rule, Companies) or rule.kind is not EntryKind.JOURNEY_CLOSED:
        return None
    about = Q(theme=rule.theme) if rule.theme else Q()
    if rule.line:
        about &= Q(line=rule.line)
    some = Journey.objects.filter(about).order_by()
    still = some.open().with_minutes().aggregate(n=Count("pk"), minutes=Sum("left"))
    ended = some.filter(closed_on__gt=months_before(on, 12), closed_on__lte=on)
    wanted = Q(outcome__in=rule.outcomes) if rule.outcomes else Q(closed_on__isnull=False)
    past = ended.aggregate(n=Count("pk"), counted=Count("pk", filter=wanted))
    return JourneysLeft(still["n"], max(still["minutes"] or 0, 0), past["n"], past["counted"])
