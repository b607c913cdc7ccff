"""Proofs and steps as the page of a scan shows them, with why something does not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.dates import nice_date
from kopgroep.programme.scans import ItemRise, LadderRise, LevelRise, ScaleRise, Scan, StepRule
from kopgroep.scans.actions.steps import Rise, rises
from kopgroep.scans.models import Filling, Proof, Step


@dataclass(frozen=True)
class ProofRow:
    """One file, and whether it counts."""

    proof: Proof
    ask: str
    """The question that it belongs to; empty for the scan as a whole."""

    @property
    def stand(self) -> tuple[str, str]:
        """Whether it was looked at and counts, as a word with its shape."""
        if self.proof.counts:
            return _("seen"), "ok"
        return (_("does not show it"), "late") if self.proof.refused_reason else (_("not seen yet"), "near")


def proofs_of(filling: Filling, *, user: User) -> list[ProofRow]:
    """The files of a scan in the order in which they came."""
    language, items = get_language() or "nl", filling.definition.items
    rows = Proof.objects.visible_to(user).filter(filling=filling).select_related("added_by", "seen_by")
    return [
        ProofRow(proof, items[proof.item].ask.in_(language) if proof.item in items else "")
        for proof in rows.order_by("pk")
    ]


@dataclass(frozen=True)
class StepRow:
    """A rule of the scan that holds: written down as a step, or what is still missing for that."""

    number: int
    words: str
    """What rose."""
    since: date | None
    """The day of the earlier scan."""
    step: Step | None
    fits: list[Proof]
    """Files that prove it."""
    misfits: list[tuple[Proof, str]]
    """Files that do not, each with why."""

    @property
    def why_not(self) -> str:
        """What is missing; empty when it counts, or may count at once."""
        if self.step or self.fits:
            return ""
        if not self.misfits:
            return _("It does not count yet: there is no proof. Add a dated file to this scan.")
        return _("It does not count yet: none of the proofs shows it.")


def steps_of(filling: Filling, *, user: User) -> list[StepRow]:
    """The steps that a finished scan of a known company shows."""
    if not filling.company_id or not filling.finished_at or filling.withdrawn_on:
        return []
    found = list(rises(filling))
    if not found:
        return []
    written = standing_steps(user).filter(after=filling).select_related("proof", "by")
    steps = {step.rule: step for step in written}
    proofs = list(Proof.objects.visible_to(user).filter(filling=filling).order_by("pk"))
    return [row_of(rise, filling.definition, steps.get(rise.number), proofs) for rise in found]


def standing_steps(user: User) -> QuerySet[Step]:
    """The steps that count: the proof was not refused, and neither scan was withdrawn."""
    steps = Step.objects.visible_to(user).filter(proof__refused_reason="", proof__seen_on__isnull=False)
    return steps.filter(before__withdrawn_on=None, after__withdrawn_on=None)


def row_of(rise: Rise, scan: Scan, step: Step | None, proofs: Iterable[Proof]) -> StepRow:
    """One rule that holds, beside the proofs of the scan."""
    judged = [(proof, misfit(proof, rise.before.finished_on)) for proof in proofs]
    return StepRow(
        number=rise.number,
        words=rule_words(rise.rule, scan),
        since=rise.before.finished_on,
        step=step,
        fits=[proof for proof, why in judged if not why],
        misfits=[(proof, why) for proof, why in judged if why],
    )


def misfit(proof: Proof, before: date | None) -> str:
    """Why a proof cannot show what changed since the scan before; empty when it can."""
    if proof.refused_reason:
        return _("does not show it: %(reason)s") % {"reason": proof.refused_reason}
    if not proof.counts:
        return _("nobody has looked at it yet")
    if before and proof.dated_on < before:
        return _("older than the scan before, of %(day)s") % {"day": nice_date(before, get_language() or "nl")}
    return ""


def rule_words(rule: StepRule, scan: Scan) -> str:
    """What rose, in words."""
    language = get_language() or "nl"
    if isinstance(rule, ItemRise):
        asks = [scan.items[code].ask.in_(language) for code in rule.items if code in scan.items]
        higher = ngettext("%(n)s answer higher", "%(n)s answers higher", rule.rise) % {"n": rule.rise}
        return f"{asks[0]} {higher}" if len(asks) == 1 else _("One of the questions stands %s.") % higher
    name = scan.scale_of[rule.scale].name.in_(language)
    if isinstance(rule, ScaleRise):
        return _("%(scale)s rose by %(n)s points or more.") % {"scale": name, "n": rule.rise}
    if isinstance(rule, LadderRise):
        phases = ngettext("%(n)s phase higher", "%(n)s phases higher", rule.rise) % {"n": rule.rise}
        return f"{name}: {phases}."
    assert isinstance(rule, LevelRise)
    return _("%(scale)s reached a higher level.") % {"scale": name}
