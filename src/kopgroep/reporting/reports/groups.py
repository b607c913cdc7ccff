"""Which companies got what, per theme: the treated, and those with whom they can be compared."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import batched

from kopgroep.base.periods import months_before
from kopgroep.programme import EntryKind
from kopgroep.reporting.evaluation.applications import KINDS, REFUSALS, applications, turned_down
from kopgroep.reporting.evaluation.lines import lines_of
from kopgroep.reporting.evaluation.register import CHUNK
from kopgroep.reporting.evaluation.states import LATE
from kopgroep.reporting.view import View

ASKED = (
    EntryKind.CONTACT_HELD,
    EntryKind.QUESTION_ASKED,
    EntryKind.INTAKE_HELD,
    EntryKind.JOURNEY_OPENED,
    EntryKind.JOURNEY_CLOSED,
    EntryKind.BENCHMARK_TAKEN,
    EntryKind.STEP_SHOWN,
    *REFUSALS,
)
HELPED = (EntryKind.INTAKE_HELD, EntryKind.JOURNEY_OPENED, EntryKind.JOURNEY_CLOSED)
Companies = set[int]


@dataclass(frozen=True)
class Groups:
    """Companies by kind of line and theme; a double is the company that stayed."""

    once: dict[tuple[str, str], Companies]
    twice: dict[tuple[str, str], Companies] = field(default_factory=dict)
    """Those with such lines on two days or more."""
    began: dict[int, date] = field(default_factory=dict)
    """The first day of the first trajectory of each company, on any theme."""
    late_from: date = date.min
    refused: Companies = field(default_factory=set)
    """Asked for something and got nothing of it; without intake or trajectory on any theme."""

    def of(self, kind: EntryKind, theme: str = "") -> Companies:
        """The companies with a line of a kind, on a theme or on any."""
        if theme:
            return self.once.get((kind.value, theme), set())
        return set[int]().union(*(found for (of, _theme), found in self.once.items() if of == kind.value))

    def again(self, kind: EntryKind, theme: str) -> Companies:
        """The companies with such lines on two days or more."""
        return self.twice.get((kind.value, theme), set())

    def treated(self, theme: str = "") -> Companies:
        """In a trajectory, ended or not."""
        return self.of(EntryKind.JOURNEY_OPENED, theme) | self.of(EntryKind.JOURNEY_CLOSED, theme)

    def late(self, theme: str = "") -> Companies:
        """Those in a trajectory whose first one began lately: until then they are as those who had none."""
        return {company for company in self.treated(theme) if self.began.get(company, date.min) > self.late_from}

    def intake_only(self, theme: str = "") -> Companies:
        """With an intake, and never in a trajectory on any theme."""
        return self.of(EntryKind.INTAKE_HELD, theme) - self.treated()

    def contact_only(self) -> Companies:
        """Spoken with, without intake or trajectory on any theme."""
        return self.of(EntryKind.CONTACT_HELD) - self.of(EntryKind.INTAKE_HELD) - self.treated()


def groups(view: View) -> Groups:
    """The groups of a view, with one query, and one more for every thousand companies that were turned down."""
    rows = (
        view.entries.filter(kind__in=ASKED, company__isnull=False)
        .until(view.on)
        .order_by()
        .values_list("kind", "theme", "company", "happened_on")
        .distinct()
    )
    days = defaultdict(set)
    for kind, theme, company, day in rows:
        days[kind, theme, view.kept(company)].add(day)
    once, twice = defaultdict(set), defaultdict(set)
    for (kind, theme, company), found in days.items():
        once[kind, theme].add(company)
        if len(found) > 1:
            twice[kind, theme].add(company)
    began: dict[int, date] = {}
    for (kind, _theme, company), found in days.items():
        if kind == EntryKind.JOURNEY_OPENED:
            began[company] = min(found | {began.get(company, view.on)})
    helped = {company for kind, _theme, company in days if kind in HELPED}
    perhaps = sorted({company for kind, _theme, company in days if kind in REFUSALS} - helped)
    late_from = months_before(view.on, LATE)
    return Groups(dict(once), dict(twice), began, late_from, set(_refused(view, perhaps)))


def _refused(view: View, companies: Sequence[int]) -> Iterator[int]:
    """Those that were turned down, as the evaluation file says it."""
    for portion in batched(companies, CHUNK):
        lines = lines_of(view, portion, KINDS)
        yield from (pk for pk in portion if turned_down({each.decision for each in applications(lines.get(pk, []))}))
