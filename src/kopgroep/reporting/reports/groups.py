"""Which companies got what, per theme: the treated, and those with whom they can be compared."""

from collections import defaultdict
from dataclasses import dataclass, field

from kopgroep.programme import EntryKind
from kopgroep.reporting.view import View

ASKED = (
    EntryKind.CONTACT_HELD,
    EntryKind.QUESTION_ASKED,
    EntryKind.INTAKE_HELD,
    EntryKind.JOURNEY_OPENED,
    EntryKind.JOURNEY_CLOSED,
    EntryKind.BENCHMARK_TAKEN,
    EntryKind.STEP_SHOWN,
)
Companies = set[int]


@dataclass(frozen=True)
class Groups:
    """Companies by kind of line and theme; a double is the company that stayed."""

    once: dict[tuple[str, str], Companies]
    twice: dict[tuple[str, str], Companies] = field(default_factory=dict)
    """Those with such lines on two days or more."""

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

    def intake_only(self, theme: str = "") -> Companies:
        """With an intake, and never in a trajectory on any theme."""
        return self.of(EntryKind.INTAKE_HELD, theme) - self.treated()

    def contact_only(self) -> Companies:
        """Spoken with, without intake or trajectory on any theme."""
        return self.of(EntryKind.CONTACT_HELD) - self.of(EntryKind.INTAKE_HELD) - self.treated()


def groups(view: View) -> Groups:
    """The groups of a view, with one query."""
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
    return Groups(dict(once), dict(twice))
