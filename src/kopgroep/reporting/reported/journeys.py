"""Trajectories as reports show them beside a target: open on a day, and ended in the twelve months before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kopgroep.base.periods import months_before
from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import Companies, EntryKind, Indicator, current
from kopgroep.reporting.journeys_left import journeys_left
from kopgroep.reporting.narrowing import Keys
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported.number import DOT, Reported
from kopgroep.reporting.view import View

OPEN, ENDED, COUNTED = "open", "geeindigd", "met-resultaat"
MONTHS = 12


@dataclass(frozen=True)
class JourneyNumber(Reported):
    """The trajectories that can count for one target of trajectories."""

    target: str

    @property
    def code(self) -> str:
        """Such as ``traject.digitalisering-trajecten``."""
        return f"traject{DOT}{self.target}"

    def families(self, cell: str) -> Sequence[str] | None:
        """What is open, what ended, and what ended with a result that the target asks for."""
        found = [OPEN, ENDED, COUNTED]
        return found if cell in found else None

    def lines(self, view: View, cell: str) -> EntryQuerySet:
        """Of open trajectories the lines with which they began, of the others those with which they ended."""
        rule = self._indicator.rule
        about = {name: code for name, code in (("theme", rule.theme), ("line", rule.line)) if code}
        lines = view.entries.until(view.on).filter(subject_type="journey", **about).order_by()
        closed = lines.filter(kind=EntryKind.JOURNEY_CLOSED)
        if cell == OPEN:
            gone = Keys(frozenset(key for key in closed.values_list("subject_id", flat=True) if key is not None))
            return lines.filter(kind=EntryKind.JOURNEY_OPENED).exclude(subject_id__in=gone)
        lately = closed.filter(happened_on__gt=months_before(view.on, MONTHS))
        outcomes = rule.outcomes if isinstance(rule, Companies) else ()
        return lately.filter(outcome__in=outcomes) if cell == COUNTED and outcomes else lately

    def read(self, view: View, cell: str) -> Reading:
        """Trajectories, each once."""
        left = journeys_left(self._indicator, view)
        n = 0 if left is None else {OPEN: left.open, ENDED: left.ended, COUNTED: left.counted}[cell]
        return Reading(Measure.COUNT, n, n=n)

    @property
    def _indicator(self) -> Indicator:
        return current().indicator(self.target)


def targets_of_journeys() -> list[str]:
    """The codes of the targets that count companies by the end of a trajectory."""
    rules = ((item.code, item.rule) for item in current().indicators)
    return [code for code, rule in rules if isinstance(rule, Companies) and rule.kind is EntryKind.JOURNEY_CLOSED]
