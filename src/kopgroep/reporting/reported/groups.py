"""Groups of companies as reports compare them: who got what, on one theme or on any."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.evaluation.applications import REFUSALS
from kopgroep.reporting.narrowing import Only
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported.number import DOT, Reported
from kopgroep.reporting.reports.groups import Companies, Groups, groups
from kopgroep.reporting.view import View

TREATED, INTAKE_ONLY = "traject", "alleen-intake"
SCAN, STEP = EntryKind.BENCHMARK_TAKEN, EntryKind.STEP_SHOWN


@dataclass(frozen=True)
class Group:
    """Which companies are in it, and by which lines one sees that they are."""

    of: Callable[[Groups, str], Companies]
    kinds: tuple[EntryKind, ...]


GROUPS: Mapping[str, Group] = {
    TREATED: Group(Groups.treated, (EntryKind.JOURNEY_OPENED, EntryKind.JOURNEY_CLOSED)),
    INTAKE_ONLY: Group(Groups.intake_only, (EntryKind.INTAKE_HELD,)),
    "alleen-gesprek": Group(lambda found, _theme: found.contact_only(), (EntryKind.CONTACT_HELD,)),
    "afgewezen": Group(lambda found, _theme: found.refused, REFUSALS),
    "laat": Group(Groups.late, (EntryKind.JOURNEY_OPENED,)),
    "gescand": Group(lambda found, theme: found.of(SCAN, theme), (SCAN,)),
    "opnieuw-gescand": Group(lambda found, theme: found.again(SCAN, theme), (SCAN,)),
    "stap-gezet": Group(lambda found, theme: found.of(STEP, theme), (STEP,)),
}
AGAIN = "opnieuw-gescand"
SHARE = "stap-na-opnieuw"
"""Of those scanned again, the part that showed a step."""
TO_COMPARE = {INTAKE_ONLY, "alleen-gesprek", "afgewezen", "laat"}
"""Groups with which others can be compared; a small one is hidden from who may not open lines, also as a whole."""
WHOLLY = {"alleen-gesprek", "afgewezen"}
"""Groups that no theme splits."""
BY_THEME = {AGAIN, "stap-gezet", SHARE}
"""Groups that are told per theme alone."""


@dataclass(frozen=True)
class GroupNumber(Reported):
    """How many companies are in a group; a cell is a theme, and without one it is everybody on any theme."""

    name: str

    @property
    def code(self) -> str:
        """Such as ``groep.traject``."""
        return f"groep{DOT}{self.name}"

    @property
    def hides_small_whole(self) -> bool:
        """Whether the group is one to compare with."""
        return self.name in TO_COMPARE

    def families(self, cell: str) -> Sequence[str] | None:
        """All themes beside each other."""
        themes = [] if self.name in WHOLLY else [theme.code for theme in current().themes]
        if not cell:
            return None if self.name in BY_THEME else [""]
        return themes if cell in themes else None

    def lines(self, view: View, cell: str) -> EntryQuerySet:
        """The lines by which companies are in the group; of a share those of the whole and of the part."""
        found = groups(view)
        if self.name != SHARE:
            group = GROUPS[self.name]
            return _lines(view, group.of(found, cell), group.kinds, cell)
        again = found.again(SCAN, cell)
        steps = _lines(view, found.of(STEP, cell) & again, (STEP,), cell)
        return _lines(view, again, (SCAN,), cell) | steps

    def read(self, view: View, cell: str) -> Reading:
        """Different companies; a double is the company that stayed."""
        found = groups(view)
        if self.name != SHARE:
            n = len(GROUPS[self.name].of(found, cell))
            return Reading(Measure.COUNT, n, n=n)
        again = found.again(SCAN, cell)
        return Reading(Measure.SHARE, len(found.of(STEP, cell) & again), len(again), len(again))


def _lines(view: View, companies: Companies, kinds: tuple[EntryKind, ...], theme: str) -> EntryQuerySet:
    """The lines of some kinds of some companies, their doubles included."""
    doubles = {double for double, stayed in view.doubles.items() if stayed in companies}
    # Narrowed to the companies last: the union of two such questions keeps its conditions in one place.
    found = view.entries.filter(kind__in=kinds).until(view.on)
    return Only(frozenset(companies | doubles)).lines_of(found.filter(theme=theme) if theme else found)
