"""The rows of what was done: trajectories, hours, contacts, intakes, referrals, applications, results, survey."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from kopgroep.base.periods import quarter_name
from kopgroep.casework.models import SurveyAsk
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.evaluation.applications import KINDS, REFERRAL, applications
from kopgroep.reporting.evaluation.lines import Line, by_subject, lines_of
from kopgroep.reporting.evaluation.population import Population

Value = str | int | float | date | None
Row = tuple[Value, ...]
Maker = Callable[[Population], Iterator[list[Row]]]
"""Gives the rows of one file, those of one company at a time; each list is put in order afterwards."""

HUNDRED = 100
STAGES = {
    EntryKind.RESULT_FORECAST: "forecast",
    EntryKind.RESULT_STATED: "stated",
    EntryKind.RESULT_VERIFIED: "verified",
}
SURVEY = (EntryKind.SURVEY_ASKED, EntryKind.SURVEY_ANSWERED, EntryKind.SURVEY_SCORED)
MOMENTS = {
    EntryKind.REFERRAL_ASKED: "asked",
    EntryKind.REFERRAL_SENT: "sent",
    EntryKind.REFERRAL_ACCEPTED: "accepted",
    EntryKind.REFERRAL_CONTACTED: "contacted",
    EntryKind.REFERRAL_STARTED: "started",
    EntryKind.REFERRAL_RESULT: "result",
    EntryKind.REFERRAL_DECLINED: "declined",
    EntryKind.REFERRAL_EXPIRED: "expired",
    EntryKind.REFERRAL_WITHDRAWN: "withdrawn",
    EntryKind.REFERRAL_CLOSED: "closed",
}
"""The days of a referral, in the order of its columns."""


def per_company(people: Population, *kinds: EntryKind) -> Iterator[tuple[int, list[Line]]]:
    """Each company that has such lines, in the order of the file, with its lines."""
    for portion in people.portions(met=True):
        found = lines_of(people.view, portion, kinds)
        yield from ((pk, found[pk]) for pk in portion if pk in found)


def line_kind(code: str) -> str:
    """Who pays for a line of the programme; empty for a code that it does not have."""
    return next((line.kind.value for line in current().lines if line.code == code), "")


def treatments(people: Population) -> Iterator[list[Row]]:
    """One row per trajectory that was opened."""
    kinds = (EntryKind.JOURNEY_OPENED, EntryKind.JOURNEY_CLOSED, EntryKind.HOURS_WRITTEN, EntryKind.STEP_SHOWN)
    for pk, lines in per_company(people, *kinds):
        steps = [line for line in lines if line.kind == EntryKind.STEP_SHOWN]
        journeys = by_subject(line for line in lines if line.kind != EntryKind.STEP_SHOWN)
        rows = (_treatment(people, pk, subject, journey, steps) for subject, journey in journeys.items())
        yield [row for row in rows if row]


def _treatment(people: Population, pk: int, subject: int, lines: list[Line], steps: list[Line]) -> Row | None:
    opened = next((line for line in lines if line.kind == EntryKind.JOURNEY_OPENED), None)
    if opened is None:
        return None
    start, spoken = opened.happened_on, people.spoken_on(pk)
    closed = next((line for line in reversed(lines) if line.kind == EntryKind.JOURNEY_CLOSED), None)
    dose = sum(line.quantity for line in lines if line.kind == EntryKind.HOURS_WRITTEN)
    shown = (step.happened_on for step in steps if step.theme == opened.theme and step.happened_on >= start)
    return (
        people.pseudonyms.of("journey", subject),
        people.name(pk),
        opened.theme,
        line_kind(opened.line),
        spoken if spoken and spoken <= start else None,
        start,
        closed.happened_on if closed else None,
        quarter_name(start),
        dose,
        closed.outcome if closed else "",
        min(shown, default=None),
    )


def dose(people: Population) -> Iterator[list[Row]]:
    """One row per trajectory and month in which hours were written."""
    for pk, lines in per_company(people, EntryKind.HOURS_WRITTEN):
        minutes: Counter[tuple[int, str]] = Counter()
        for subject, journey in by_subject(lines).items():
            for line in journey:
                minutes[subject, f"{line.happened_on:%Y-%m}"] += line.quantity
        yield [
            (people.pseudonyms.of("journey", subject), people.name(pk), month, sum_)
            for (subject, month), sum_ in minutes.items()
            if sum_
        ]


def contacts(people: Population) -> Iterator[list[Row]]:
    """One row per contact moment."""
    for pk, lines in per_company(people, EntryKind.CONTACT_HELD):
        name = people.name(pk)
        yield [
            (name, line.happened_on, line.detail.get("channel", ""), line.outcome, line.theme,
             line.detail.get("minutes"))
            for line in lines
        ]  # fmt: skip


def intakes(people: Population) -> Iterator[list[Row]]:
    """One row per intake."""
    for pk, lines in per_company(people, EntryKind.INTAKE_HELD):
        name = people.name(pk)
        yield [
            (name, line.happened_on, line.theme, line_kind(line.line), " ".join(sorted(line.detail.get("needs", []))))
            for line in lines
        ]


def referrals(people: Population) -> Iterator[list[Row]]:
    """One row per referral, with its last day of each kind."""
    for pk, lines in per_company(people, *REFERRAL):
        yield [_referral(people, pk, subject, own) for subject, own in by_subject(lines).items()]


def _referral(people: Population, pk: int, subject: int, lines: list[Line]) -> Row:
    last = {EntryKind(line.kind): line for line in lines}

    def coded(kind: EntryKind) -> str:
        return last[kind].outcome if kind in last else ""

    days = (last[kind].happened_on if kind in last else None for kind in MOMENTS)
    return (
        people.pseudonyms.of("referral", subject),
        people.name(pk),
        lines[0].theme,
        lines[-1].detail.get("partner", ""),
        *days,
        coded(EntryKind.REFERRAL_DECLINED),
        coded(EntryKind.REFERRAL_RESULT),
        coded(EntryKind.REFERRAL_CONFIRMED),
    )


def applied(people: Population) -> Iterator[list[Row]]:
    """One row per thing that a company asked for."""
    for pk, lines in per_company(people, *KINDS):
        name = people.name(pk)
        yield [
            (name, each.kind, each.theme, each.asked_on, each.decided_on, each.decision.value, each.reason)
            for each in applications(lines)
        ]


def results(people: Population) -> Iterator[list[Row]]:
    """One row per result and stage."""
    for pk, lines in per_company(people, *STAGES):
        name = people.name(pk)
        yield [
            (people.pseudonyms.of("result", line.subject or 0), name, STAGES[EntryKind(line.kind)], line.outcome,
             line.theme, line.happened_on, line.detail.get("reached_on"), line.quantity / HUNDRED,
             line.detail.get("without", ""), line.detail.get("evidence"))
            for line in lines
        ]  # fmt: skip


def survey(people: Population) -> Iterator[list[Row]]:
    """One row per question that was answered, or one for a company that answered none, with why."""
    for portion in people.portions(met=True):
        lines = lines_of(people.view, portion, SURVEY)
        asks = _asks(people, portion)
        for pk in portion:
            told = by_subject(lines.get(pk, []))
            yield [row for ask in asks.get(pk, []) for row in _asked(people.name(pk), ask, told.get(ask.pk, []))]


def _asks(people: Population, portion: list[int]) -> dict[int, list[SurveyAsk]]:
    """Who was in a round that was opened by the last day of the file; those of doubles under who stayed."""
    view, found = people.view, dict[int, list[SurveyAsk]]()
    chosen = set(portion) | {double for double, stayed in view.doubles.items() if stayed in set(portion)}
    rows = SurveyAsk.objects.filter(company__in=chosen, survey__opened_at__date__lte=view.on).select_related("survey")
    for ask in rows.order_by("pk"):
        found.setdefault(view.kept(ask.company_id), []).append(ask)
    return found


def _asked(name: str, ask: SurveyAsk, lines: list[Line]) -> Iterator[Row]:
    days = {line.kind: line.happened_on for line in lines}
    asked_on, answered_on = days.get(EntryKind.SURVEY_ASKED), days.get(EntryKind.SURVEY_ANSWERED)
    year = ask.survey.year
    marks = [line for line in lines if line.kind == EntryKind.SURVEY_SCORED]
    for line in marks:
        yield (name, year, asked_on, answered_on, "", line.outcome, line.quantity)
    if not marks:
        # Somebody who answered after the last day of the file had not answered on it.
        late = ask.state == SurveyAsk.State.ANSWERED and not answered_on
        reason = "" if answered_on else SurveyAsk.State.SENT.value if late else ask.state
        yield (name, year, asked_on, answered_on, reason, "", None)
