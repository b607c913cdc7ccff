"""Which companies the file is about, what each of them is in it, and in which order they stand."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import batched

from django.db.models import Min

from kopgroep.programme.kinds import EntryKind
from kopgroep.reporting.evaluation.applications import KINDS, Decision, applications, turned_down
from kopgroep.reporting.evaluation.coarsening import Facts, levels_of
from kopgroep.reporting.evaluation.lines import lines_of
from kopgroep.reporting.evaluation.pseudonyms import Pseudonyms
from kopgroep.reporting.evaluation.register import CHUNK, everybody, known
from kopgroep.reporting.view import View

SPOKEN = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD)
Days = dict[str, date]
"""The first day of each kind of line."""


class Role(StrEnum):
    """How far a company came; the furthest counts."""

    TREATED = "treated"
    INTAKE_ONLY = "intake_only"
    WAITING = "waiting"
    REFUSED = "refused"
    CONTACTED = "contacted"
    NEVER = "eligible_not_served"


class Population:
    """The companies of one file. Holds a few words per company; everything else is read in portions."""

    def __init__(self, view: View, pseudonyms: Pseudonyms) -> None:
        self.view, self.pseudonyms = view, pseudonyms
        self.first_days = _first_days(view)
        """Of each company that the programme met."""
        facts = self._facts()
        self.roles = self._roles(facts)
        self.levels = levels_of((pk, facts[pk]) for pk in self.roles)
        self.order = sorted(self.roles, key=self.name)
        """By pseudonym: the order of the keys would say who came into the register together."""

    def name(self, company: int) -> str:
        """The pseudonym of a company."""
        return self.pseudonyms.of("company", company)

    def portions(self, *, met: bool = False) -> Iterator[list[int]]:
        """The companies in their order, a thousand at a time; with ``met`` only those that have lines."""
        chosen = (pk for pk in self.order if not met or pk in self.first_days)
        yield from (list(portion) for portion in batched(chosen, CHUNK))

    def treated_on(self, company: int) -> date | None:
        """The start of its first trajectory."""
        return self.first_days.get(company, {}).get(EntryKind.JOURNEY_OPENED)

    def spoken_on(self, company: int) -> date | None:
        """Its first contact moment or intake."""
        days = self.first_days.get(company, {})
        return min((days[kind] for kind in SPOKEN if kind in days), default=None)

    def _facts(self) -> dict[int, Facts]:
        wanted = sorted(set(everybody(self.view)) | self.first_days.keys())
        found = {}
        for portion in batched(wanted, CHUNK):
            for pk, company in known(portion, self.view.on):
                # Who is neither met nor there any more could not have been helped.
                if pk in self.first_days or company.exists(self.view.on):
                    found[pk] = company.facts
        return found

    def _roles(self, facts: dict[int, Facts]) -> dict[int, Role]:
        roles = {pk: role for pk, role in self._met() if pk in facts}
        helped = [facts[pk] for pk, role in roles.items() if role in {Role.TREATED, Role.INTAKE_ONLY}]
        sectors, sizes = {each.sector for each in helped}, {each.size for each in helped}
        for pk, each in facts.items():
            if pk not in roles and each.municipality and each.sector in sectors and each.size in sizes:
                roles[pk] = Role.NEVER
        return roles

    def _met(self) -> Iterator[tuple[int, Role]]:
        for portion in batched(sorted(self.first_days), CHUNK):
            lines = lines_of(self.view, portion, KINDS)
            for pk in portion:
                decided = {each.decision for each in applications(lines.get(pk, []))}
                yield pk, _role(self.first_days[pk], decided)


def _role(days: Days, decided: set[Decision]) -> Role:
    if EntryKind.JOURNEY_OPENED in days:
        return Role.TREATED
    if EntryKind.INTAKE_HELD in days:
        return Role.INTAKE_ONLY
    if Decision.WAITING in decided:
        return Role.WAITING
    return Role.REFUSED if turned_down(decided) else Role.CONTACTED


def _first_days(view: View) -> dict[int, Days]:
    """Of each company the first day of each kind of line; lines of a double under the company that stayed."""
    lines = view.entries.filter(company__isnull=False, happened_on__lte=view.on).order_by()
    found: dict[int, Days] = defaultdict(dict)
    for company, kind, first in lines.values_list("company", "kind").annotate(first=Min("happened_on")):
        days = found[view.kept(company)]
        days[kind] = min(days.get(kind, first), first)
    return dict(found)
