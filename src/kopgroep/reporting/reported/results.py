"""Results as reports show them: per kind and stage, how companies answered, and what they say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.db.models import Q

from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import Evidence, current
from kopgroep.programme.kinds import Unit
from kopgroep.reporting.narrowing import Keys
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported.number import DOT, Reported
from kopgroep.reporting.results import KINDS, Answer, Answers, KindFigures, Stage, results_by_answer, stated_figures
from kopgroep.reporting.view import View

HUNDREDTHS = 100
STAGES: Mapping[Stage, str] = {Stage.FORECAST: "verwacht", Stage.STATED: "opgegeven", Stage.VERIFIED: "nagekeken"}
"""The stages in an address."""
COMPANIES, RESULTS, RESPONSE, OWED = "bedrijven", "resultaten", "respons", "dankzij"
WITHOUT, EVIDENCE = "zonder", "bewijs"


class AskedCell(StrEnum):
    """What became of asking, in an address."""

    ASKED = "gevraagd"
    ANSWERED = "geantwoord"
    DENIED = "klopt-niet"
    SILENT = "geen-antwoord"
    WAITING = "wacht-nog"


MADE_OF: Mapping[AskedCell, frozenset[Answer]] = {
    AskedCell.ASKED: frozenset(Answer),
    AskedCell.ANSWERED: frozenset({Answer.STATED, Answer.DENIED}),
    AskedCell.DENIED: frozenset({Answer.DENIED}),
    AskedCell.SILENT: frozenset({Answer.SILENT}),
    AskedCell.WAITING: frozenset({Answer.WAITING}),
}


def without_cell(answer: str) -> str:
    """The cell of one answer on "and without the help?"."""
    return f"{WITHOUT}{DOT}{answer}"


def evidence_cell(level: Evidence) -> str:
    """The cell of the results at one level of evidence."""
    return f"{EVIDENCE}{DOT}{level.value}"


@dataclass(frozen=True)
class ResultNumber(Reported):
    """One kind of result in one stage; without a cell its sum."""

    kind: str
    stage: Stage

    @property
    def code(self) -> str:
        """Such as ``resultaat.banen.opgegeven``."""
        return f"resultaat{DOT}{self.kind}{DOT}{STAGES[self.stage]}"

    def families(self, cell: str) -> Sequence[str] | None:
        """The numbers of the table in which the cell stands."""
        found: list[list[str]] = [[""], [COMPANIES], [RESULTS]]
        if self.stage is Stage.FORECAST:
            found.append([*AskedCell, RESPONSE])
        if self.stage is Stage.STATED:
            found.append([OWED, *(without_cell(each.code) for each in current().results.without)])
        if self.stage is not Stage.FORECAST:
            found.append([evidence_cell(level) for level in Evidence])
        return next((family for family in found if cell in family), None)

    def lines(self, view: View, cell: str) -> EntryQuerySet:
        """The lines of the stage; of an answer those of the forecasts that were asked about."""
        kind = next(kind for kind, stage in KINDS.items() if stage is self.stage)
        found = view.entries.filter(kind=kind, outcome=self.kind, company__isnull=False).until(view.on)
        what, _dot, code = cell.partition(DOT)
        if what == WITHOUT:
            return found.filter(detail__without=code)
        if what == EVIDENCE:
            # A stated result is only asked for, and may leave its level unsaid.
            unsaid = Q(detail__evidence__isnull=True) if int(code) == Evidence.ASKED else Q()
            return found.filter(Q(detail__evidence=int(code)) | unsaid)
        if cell == RESPONSE or cell in list(AskedCell):
            wanted = frozenset(Answer) - {Answer.WAITING} if cell == RESPONSE else MADE_OF[AskedCell(cell)]
            chosen = (key for key, answer in results_by_answer(view, self.kind).items() if answer in wanted)
            return found.filter(subject_id__in=Keys(frozenset(chosen)))
        return found

    def read(self, view: View, cell: str) -> Reading:
        """As the block of the results says it."""
        figures = stated_figures(view)[self.kind]
        staged = figures.stages[self.stage]
        what, _dot, code = cell.partition(DOT)
        match what:
            case "":
                money = figures.kind.unit is Unit.EUROS
                whole = None if money else HUNDREDTHS
                return Reading(Measure.CENTS if money else Measure.COUNT, staged.hundredths, whole, staged.companies)
            case "bedrijven":
                return _count(staged.companies)
            case "resultaten":
                return _count(staged.results)
            case "zonder":
                return _count(figures.without.get(code, 0))
            case "bewijs":
                return _count(staged.evidence.get(Evidence(int(code)), 0))
            case "respons":
                return figures.answers.response
            case "dankzij":
                return _owed(figures)
        return _count(answers_in(figures.answers, AskedCell(cell)))


def _count(n: int) -> Reading:
    return Reading(Measure.COUNT, n, n=n)


def answers_in(answers: Answers, cell: AskedCell) -> int:
    """How many results were asked about, or how many of these went one way."""
    return {
        AskedCell.ASKED: answers.asked,
        AskedCell.ANSWERED: answers.answered,
        AskedCell.DENIED: answers.denied,
        AskedCell.SILENT: answers.silent,
        AskedCell.WAITING: answers.waiting,
    }[cell]


def _owed(figures: KindFigures) -> Reading:
    """A part of a sum: no share of companies, so that it has no interval."""
    owed = figures.owed if figures.owed is not None else Fraction(0)
    n = figures.stages[Stage.STATED].companies
    part = None if figures.owed is None else owed.numerator
    return Reading(Measure.SHARE, part, owed.denominator, n, whole_counted=True)
