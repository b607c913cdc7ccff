"""What companies asked for and what came of it: the refused and the waiting are the best comparison there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kopgroep.programme import EntryKind, current
from kopgroep.reporting.evaluation.lines import Line, by_subject

QUESTION = (EntryKind.QUESTION_ASKED, EntryKind.QUESTION_TAKEN, EntryKind.QUESTION_CLOSED)
REFERRAL = tuple(kind for kind in EntryKind if kind.startswith("referral_"))
KINDS = (*QUESTION, *REFERRAL, EntryKind.INTAKE_HELD, EntryKind.JOURNEY_OPENED)
"""The lines that applications are made of."""


class Decision(StrEnum):
    """What came of it."""

    SERVED = "served"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    NO_SERVICE = "no_service"
    WITHDRAWN = "withdrawn"
    NO_TREATMENT = "no_treatment"
    WAITING = "waiting"


TURNED_DOWN = frozenset({Decision.REFUSED, Decision.NO_ANSWER, Decision.NO_SERVICE})
REFUSALS = (EntryKind.QUESTION_CLOSED, EntryKind.REFERRAL_DECLINED, EntryKind.REFERRAL_EXPIRED)
"""The lines that turn something down, or may."""
OF_REFERRAL = {
    EntryKind.REFERRAL_DECLINED: Decision.REFUSED,
    EntryKind.REFERRAL_EXPIRED: Decision.NO_ANSWER,
    EntryKind.REFERRAL_WITHDRAWN: Decision.WITHDRAWN,
    EntryKind.REFERRAL_CONTACTED: Decision.SERVED,
    EntryKind.REFERRAL_STARTED: Decision.SERVED,
    EntryKind.REFERRAL_RESULT: Decision.SERVED,
    EntryKind.REFERRAL_CONFIRMED: Decision.SERVED,
    EntryKind.REFERRAL_CLOSED: Decision.SERVED,
}


@dataclass(frozen=True)
class Application:
    """One thing that one company asked for."""

    kind: str
    theme: str
    asked_on: date
    decided_on: date | None
    decision: Decision
    reason: str


def turned_down(decided: set[Decision]) -> bool:
    """Whether a company asked for something, waits for nothing and was never served."""
    return bool(decided & TURNED_DOWN) and not decided & {Decision.WAITING, Decision.SERVED}


def applications(lines: list[Line]) -> Iterator[Application]:
    """The applications in the lines of one company, oldest lines first."""
    helpful = {outcome.code for outcome in current().question_outcomes if outcome.counts}
    for question in by_subject(line for line in lines if line.kind in QUESTION).values():
        yield _question(question, helpful)
    for referral in by_subject(line for line in lines if line.kind in REFERRAL).values():
        yield _referral(referral)
    opened = [line for line in lines if line.kind == EntryKind.JOURNEY_OPENED]
    for intake in (line for line in lines if line.kind == EntryKind.INTAKE_HELD):
        then = [line.happened_on for line in opened if _follows(line, intake)]
        decision = Decision.SERVED if then else Decision.NO_TREATMENT
        yield Application("intake", intake.theme, intake.happened_on, min(then, default=None), decision, "")


def _follows(opened: Line, intake: Line) -> bool:
    return opened.theme == intake.theme and opened.happened_on >= intake.happened_on


def _question(lines: list[Line], helpful: set[str]) -> Application:
    last, asked_on = lines[-1], lines[0].happened_on
    if last.kind != EntryKind.QUESTION_CLOSED:
        return Application("question", "", asked_on, None, Decision.WAITING, "")
    decision = Decision.SERVED if last.outcome in helpful else Decision.NO_SERVICE
    return Application("question", "", asked_on, last.happened_on, decision, last.outcome)


def _referral(lines: list[Line]) -> Application:
    asked_on, theme = lines[0].happened_on, lines[0].theme
    # That it was handed to somebody else next says nothing about how this one ended.
    told = [line for line in lines if line.kind != EntryKind.REFERRAL_REROUTED]
    last = told[-1] if told else lines[-1]
    decision = OF_REFERRAL.get(EntryKind(last.kind), Decision.WAITING)
    decided_on = None if decision is Decision.WAITING else last.happened_on
    reason = last.outcome if decision is Decision.REFUSED else ""
    return Application("referral", theme, asked_on, decided_on, decision, reason)
