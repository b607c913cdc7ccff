"""Results as reports show them: forecast, stated and verified beside each other, per kind, and never added up.

What stands in the ledger is asked of its lines. Whether a company was asked and whether it answered is asked of the
audit trail and of the results themselves, for the results whose forecast line the view sees: so a frozen view keeps
its figures. What is counted is told in docs/explanation/claims.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import Max

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.clock import ZONE, start_of
from kopgroep.casework.models import Result
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind, Evidence
from kopgroep.programme.results import ResultKind
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.view import View, as_view

PER_CENT = 100


class Stage(StrEnum):
    """Who says so: the adviser who expects it, the company, or somebody who looked it up."""

    FORECAST = "forecast"
    STATED = "stated"
    VERIFIED = "verified"


KINDS = {
    EntryKind.RESULT_FORECAST: Stage.FORECAST,
    EntryKind.RESULT_STATED: Stage.STATED,
    EntryKind.RESULT_VERIFIED: Stage.VERIFIED,
}


class Answer(StrEnum):
    """What became of asking a company whether a result is so."""

    STATED = "stated"
    DENIED = "denied"
    SILENT = "silent"
    WAITING = "waiting"
    """Not answered yet, and the link still works."""


@dataclass(frozen=True)
class StageFigures:
    """The results of one kind in one stage."""

    stage: Stage
    hundredths: int
    """The sum, in hundredths of the unit of the kind."""
    results: int
    companies: int
    """Each company once, also when it stood in the file twice."""
    evidence: Mapping[Evidence, int]
    """How many results at each level; empty for forecasts, which prove nothing."""


@dataclass(frozen=True)
class Answers:
    """How companies answered the question whether a result is so."""

    asked: int
    stated: int
    denied: int
    waiting: int
    """Asked, and the link still works."""

    @property
    def answered(self) -> int:
        """Said yes or no."""
        return self.stated + self.denied

    @property
    def silent(self) -> int:
        """Let the term pass without an answer."""
        return self.asked - self.answered - self.waiting

    @property
    def response(self) -> Reading:
        """Who answered, of all whose term has passed or who answered within it."""
        whole = self.asked - self.waiting
        return Reading(Measure.SHARE, self.answered if whole else None, whole, whole)


@dataclass(frozen=True)
class KindFigures:
    """Everything that is known of one kind of result."""

    kind: ResultKind
    stages: Mapping[Stage, StageFigures]
    answers: Answers
    without: Mapping[str, int]
    """How many stated results per answer on "what would have happened without the help?"."""
    owed: Fraction | None
    """Which part of the stated sum companies owe to the help, by their own word; None without stated results."""


@dataclass(frozen=True)
class _Row:
    kind: str
    stage: Stage
    result: int
    company: int
    quantity: int
    detail: dict[str, Any]


def stated_figures(on: date | View, *, since: date | None = None) -> dict[str, KindFigures]:
    """The figures of each kind of the programme, by its code, from ``since`` (or the beginning) up to a day.

    A result counts in the period in which it was said, in each stage by itself. Kinds are never added up.
    """
    view = as_view(on)
    rows = list(_rows(view, since))
    answers = _answers(rows, view)
    return {
        kind.code: _figures(kind, [row for row in rows if row.kind == kind.code], answers)
        for kind in current().results.kinds
    }


def results_by_answer(view: View, kind: str) -> dict[int, Answer]:
    """What became of asking about each result of a kind that was asked about, by its key."""
    rows = [row for row in _rows(view, None) if row.kind == kind]
    return _answers(rows, view)


def _rows(view: View, since: date | None) -> Iterable[_Row]:
    """The lines of all stages that the view sees."""
    found = view.entries.filter(kind__in=KINDS, company__isnull=False).until(view.on)
    if since:
        found = found.filter(happened_on__gte=since)
    columns = ("outcome", "kind", "subject_id", "company", "quantity", "detail")
    for kind, stage, result, company, quantity, detail in found.order_by("pk").values_list(*columns):
        whose = view.doubles.get(company, company)
        yield _Row(kind, KINDS[EntryKind(stage)], result, whose, quantity, detail)


def _answers(rows: Iterable[_Row], view: View) -> dict[int, Answer]:
    """What became of asking about each result with a forecast that was asked about."""
    keys = [row.result for row in rows if row.stage is Stage.FORECAST]
    stated = {row.result for row in rows if row.stage is Stage.STATED}
    until = start_of(view.on + timedelta(days=1))
    asks = AuditEvent.objects.filter(subject_type="result", verb="ask", subject_id__in=keys, at__lt=until)
    last = dict(asks.order_by().values("subject_id").annotate(last=Max("at")).values_list("subject_id", "last"))
    denied = set(Result.objects.filter(pk__in=last, stated=None, answered_at__lt=until).values_list("pk", flat=True))

    def answer(result: int, moment: datetime) -> Answer:
        if result in stated:
            return Answer.STATED
        if result in denied:
            return Answer.DENIED
        return Answer.WAITING if _works(moment, view.on) else Answer.SILENT

    return {result: answer(result, moment) for result, moment in last.items()}


def _works(asked_at: datetime, on: date) -> bool:
    """Whether a link sent at a moment still works on a day."""
    return asked_at.astimezone(ZONE).date() + timedelta(days=current().results.link_days) >= on


def _figures(kind: ResultKind, rows: list[_Row], answers: Mapping[int, Answer]) -> KindFigures:
    """The figures of one kind, from its own lines."""
    by_stage = {stage: [row for row in rows if row.stage is stage] for stage in Stage}
    told = Counter(answers[row.result] for row in by_stage[Stage.FORECAST] if row.result in answers)
    return KindFigures(
        kind=kind,
        stages={stage: _stage(stage, found) for stage, found in by_stage.items()},
        answers=Answers(told.total(), told[Answer.STATED], told[Answer.DENIED], told[Answer.WAITING]),
        without=Counter(str(row.detail.get("without", "")) for row in by_stage[Stage.STATED]),
        owed=_owed(by_stage[Stage.STATED]),
    )


def _stage(stage: Stage, rows: list[_Row]) -> StageFigures:
    levels = [] if stage is Stage.FORECAST else [Evidence(int(row.detail.get("evidence", 0))) for row in rows]
    return StageFigures(
        stage=stage,
        hundredths=sum(row.quantity for row in rows),
        results=len(rows),
        companies=len({row.company for row in rows}),
        evidence=Counter(levels),
    )


def _owed(rows: list[_Row]) -> Fraction | None:
    """The sum weighed by what companies say that they owe to the help, over the sum."""
    whole = sum(row.quantity for row in rows)
    if not whole:
        return None
    shares = {answer.code: answer.share for answer in current().results.without}
    part = sum(row.quantity * shares.get(str(row.detail.get("without", "")), 0) for row in rows)
    return Fraction(part, whole * PER_CENT)
