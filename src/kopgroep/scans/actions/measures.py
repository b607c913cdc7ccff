"""Writing down where a company stands."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import write_line
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.scans.actions.proofs import Attached, keep_with_measure
from kopgroep.scans.models import Measure


@requires(Permission.RECORD_MEASURE)
@transaction.atomic
def record_benchmark(
    company: Company, *, theme: str, instrument: str, taken_on: date, submission: uuid.UUID, by: User
) -> Measure:
    """Write that a company was benchmarked on a theme. Raises Refused for an unknown theme or a day to come."""
    known = Measure.objects.filter(submission=submission).first()
    if known:
        return known
    if theme not in {t.code for t in current().themes}:
        raise Refused(_("Choose the theme of the benchmark."), field="theme")
    if taken_on > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="taken_on")
    measure = Measure.objects.create(
        company=company, theme=theme, taken_on=taken_on, by=by, instrument=instrument, submission=submission
    )
    write_line(
        EntryKind.BENCHMARK_TAKEN,
        happened_on=taken_on,
        by=by,
        key=f"measure:{measure.pk}",
        subject=measure,
        company=company,
        theme=theme,
        detail={"instrument": instrument},
    )
    note("record_benchmark", measure, by=by, company_id=company.pk, theme=theme)
    return measure


@requires(Permission.RECORD_MEASURE)
@transaction.atomic
def record_position(
    company: Company,
    *,
    phase: str,
    proof: str,
    taken_on: date,
    submission: uuid.UUID,
    by: User,
    file: Attached | None = None,
) -> Measure:
    """Write on which phase of the programme's ladder a company stands, and what shows it.

    ``proof`` tells it in words; a step up counts only with a dated ``file``. Raises Refused for an unknown phase, a
    day to come, or a file that is not kept.
    """
    known = Measure.objects.filter(submission=submission).first()
    if known:
        return known
    ladder = current().ladder
    phases = {p.code: p for p in ladder.phases}
    if phase not in phases:
        raise Refused(_("Choose the phase on which the company stands."), field="phase")
    if taken_on > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="taken_on")
    measure = Measure.objects.create(
        company=company,
        theme=ladder.theme,
        taken_on=taken_on,
        by=by,
        phase=phase,
        proof=proof.strip(),
        submission=submission,
    )
    if file:
        keep_with_measure(measure, file, by=by)
    write_line(
        EntryKind.LADDER_POSITION,
        happened_on=taken_on,
        by=by,
        key=f"measure:{measure.pk}",
        subject=measure,
        company=company,
        theme=ladder.theme,
        outcome=phase,
        detail={"ladder": ladder.code, "number": phases[phase].number, "proof": file is not None},
    )
    note("record_position", measure, by=by, company_id=company.pk, phase=phase)
    return measure
