"""Steps: something rose between two scans, and a dated file shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.errors import Refused
from kopgroep.ledger.models import Entry
from kopgroep.programme.scans import StepRule
from kopgroep.scans.counting import count_step
from kopgroep.scans.engine.stepping import shown_steps
from kopgroep.scans.models import Filling, Proof, Step


@dataclass(frozen=True)
class Rise:
    """A rule of the scan that holds between an earlier scan and this one."""

    number: int
    rule: StepRule
    before: Filling


def rises(after: Filling) -> Iterator[Rise]:
    """Every rule that holds since an earlier scan of the same company; compared with the first one that shows it."""
    if not after.company_id or not after.finished_on or after.withdrawn_on or not after.counts:
        return
    found: set[int] = set()
    series = Filling.objects.series(after.company, after.scan).filter(finished_on__lt=after.finished_on)  # type: ignore[arg-type]  # has a company
    for before in series.select_related("edition"):
        held = shown_steps(
            after.definition,
            (before.definition, before.answers, before.scored),
            (after.definition, after.answers, after.scored),
        )
        for number, rule in enumerate(after.definition.steps):
            if rule in held and number not in found:
                found.add(number)
                yield Rise(number, rule, before)


@requires(Permission.RECORD_MEASURE)
@transaction.atomic
def record_step(after: Filling, *, rule: int, proof: Proof, by: User) -> Step:
    """Write a step with its proof; from then on it counts, until the proof is refused or one of the scans withdrawn.

    The same step twice is written once; one that does not count any more gets another proof this way.

    Raises Refused when the scans do not show it, and when the proof is of another scan, was not seen, was refused, or
    is dated before the earlier scan.
    """
    after, proof = take(after, version=None), take(proof, version=None)
    known = Step.objects.filter(after=after, rule=rule).first()
    if known and Entry.objects.standing().about(known).exists():
        return known
    rise = next((rise for rise in rises(after) if rise.number == rule), None)
    if rise is None or after.company is None or after.finished_on is None:
        raise Refused(_("The two scans do not show this step."))
    if proof.filling_id != after.pk:
        raise Refused(_("Choose a proof that was added to this scan."), field="proof")
    if not proof.counts:
        raise Refused(_("Look at the proof first, and say that it shows the step."), field="proof")
    if rise.before.finished_on and proof.dated_on < rise.before.finished_on:
        raise Refused(_("This proof is older than the scan before. It cannot show what changed since."), field="proof")
    if take(rise.before, version=None).withdrawn_on:
        raise Refused(_("The earlier scan was withdrawn just now. Look which step is left."))
    # What was written before and does not count any more gets this proof, and perhaps another earlier scan.
    facts = {"company": after.company, "scan": after.scan, "before": rise.before, "proof": proof, "by": by}
    facts["shown_on"] = after.finished_on
    step, _made = Step.objects.update_or_create(after=after, rule=rule, defaults=facts)
    count_step(step, by=by)
    note("record_step", step, by=by, company_id=step.company_id, scan=step.scan)
    return step
