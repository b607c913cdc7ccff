"""The lines that a finished scan of a known company writes in the ledger, and how they are taken back."""

import uuid

from django.db.models import Q

from kopgroep.accounts.models import User
from kopgroep.ledger.actions import take_back, write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.scans import GateScale
from kopgroep.scans.models import Filling, Measure, Step

SPACE = uuid.UUID("5b3c6c0e-2f0a-4b52-9d0d-8a6b1f0f5a11")
"""Names under which the keys of measures are made, so that counting twice writes one."""


def count(filling: Filling, *, by: User | None) -> None:
    """Write that the company was benchmarked and, for a scan with a ladder, where it stands. Twice changes nothing.

    Needs a finished scan whose company is known; call it inside the transaction of the act. Answers that do not stand
    for the company, such as an employee's, write nothing.
    """
    if not filling.counts:
        return
    measure = _measure(filling, "benchmark", by=by, instrument=filling.definition.name.nl)
    write_line(
        EntryKind.BENCHMARK_TAKEN,
        happened_on=measure.taken_on,
        by=by,
        key=f"filling:{filling.pk}:benchmark",
        subject=measure,
        company=filling.company,
        theme=measure.theme,
        detail=_detail(filling),
    )
    count_position(filling, by=by)


def position_scale(filling: Filling) -> GateScale | None:
    """The scale of this scan that says where a company stands on the ladder."""
    return next((scale for scale in filling.definition.scales if isinstance(scale, GateScale)), None)


def count_position(filling: Filling, *, by: User | None) -> None:
    """Write where the company stands on the ladder, with or without proof; a line that says otherwise is taken back."""
    scale = position_scale(filling) if filling.counts else None
    reached = filling.scored.scales[scale.code].value if scale else None
    phase = current().ladder.at(int(reached or 0))
    if scale is None or phase is None or scale.ladder != current().ladder.code:
        return
    measure = _measure(filling, "position", by=by, phase=phase.code)
    proven = _proven(filling)
    standing = Entry.objects.standing().about(measure).filter(kind=EntryKind.LADDER_POSITION).order_by("pk").last()
    if standing:
        if standing.detail.get("proof") == proven:
            return
        take_back(standing, reason="proof" if proven else "proof refused", by=by)
    times = Entry.objects.filter(kind=EntryKind.LADDER_POSITION, subject_type="measure", subject_id=measure.pk).count()
    write_line(
        EntryKind.LADDER_POSITION,
        happened_on=measure.taken_on,
        by=by,
        key=f"filling:{filling.pk}:position:{times}",
        subject=measure,
        company=filling.company,
        theme=measure.theme,
        outcome=phase.code,
        detail={**_detail(filling), "ladder": scale.ladder, "number": phase.number, "proof": proven},
    )


def _proven(filling: Filling) -> bool:
    """Whether a proof was seen that could show what changed: none older than the first scan of the company."""
    seen = filling.proofs.seen()
    earlier = Filling.objects.series(filling.company, filling.scan).filter(finished_on__lt=filling.finished_on)  # type: ignore[arg-type]  # its company is known
    first = earlier.first()
    return (seen.filter(dated_on__gte=first.finished_on) if first else seen).exists()


def count_proven(measure: Measure, *, by: User | None) -> None:
    """Say again whether a position that no scan found has a proof; a line that says otherwise is taken back."""
    lines = Entry.objects.about(measure).filter(kind=EntryKind.LADDER_POSITION, reverses=None)
    standing = lines.filter(reversed_by=None).order_by("pk").last()
    proven = measure.proofs.seen().exists()
    if standing is None or standing.detail.get("proof") == proven:
        return
    take_back(standing, reason="proof" if proven else "proof refused", by=by)
    write_line(
        EntryKind.LADDER_POSITION,
        happened_on=standing.happened_on,
        by=by,
        key=f"measure:{measure.pk}:{lines.count()}",
        subject=measure,
        company=measure.company,
        theme=measure.theme,
        outcome=standing.outcome,
        detail={**standing.detail, "proof": proven},
    )


def count_step(step: Step, *, by: User | None) -> None:
    """Write that a step was shown, as long as its proof counts; take the line back when it does not any more.

    Call it inside the transaction of the act. Needs two scans that were not withdrawn: ``uncount`` takes care of those.
    """
    lines = Entry.objects.about(step).filter(kind=EntryKind.STEP_SHOWN, reverses=None)
    standing = lines.filter(reversed_by=None).order_by("pk").last()
    if standing and not step.proof.counts:
        take_back(standing, reason="proof refused", by=by)
    if standing or not step.proof.counts or step.before.withdrawn_on or step.after.withdrawn_on:
        return
    times = lines.count()
    definition = step.after.definition
    write_line(
        EntryKind.STEP_SHOWN,
        happened_on=step.shown_on,
        by=by,
        key=f"step:{step.pk}:{times}" if times else f"step:{step.pk}",
        subject=step,
        company=step.company,
        theme=definition.theme,
        detail={
            "scan": step.scan,
            "rule": definition.steps[step.rule].kind,
            "before": step.before_id,
            "after": step.after_id,
        },
    )


def uncount(filling: Filling, *, reason: str, by: User) -> None:
    """Take back every line of this scan, and of the steps that it shows or from which a later one shows them."""
    steps = Step.objects.filter(Q(after=filling) | Q(before=filling))
    subjects = [*filling.measures.order_by("pk"), *steps.order_by("pk")]
    for subject in subjects:
        for entry in Entry.objects.standing().about(subject).order_by("pk"):
            take_back(entry, reason=reason, by=by)


def _measure(filling: Filling, what: str, *, by: User | None, instrument: str = "", phase: str = "") -> Measure:
    facts = {
        "company": filling.company,
        "theme": filling.definition.theme,
        "taken_on": filling.finished_on,
        "by": by,
        "filling": filling,
        "instrument": instrument,
        "phase": phase,
    }
    measure, _made = Measure.objects.get_or_create(submission=uuid.uuid5(SPACE, f"{filling.pk}:{what}"), defaults=facts)
    return measure


def _detail(filling: Filling) -> dict[str, str | int]:
    return {"scan": filling.scan, "version": filling.edition.version, "filling": filling.pk}
