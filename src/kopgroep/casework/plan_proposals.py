"""What a finished scan proposes for a growth plan, and the action that a piece of its advice becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kopgroep.accounts.locking import take
from kopgroep.base.errors import Refused
from kopgroep.base.periods import months_after
from kopgroep.casework.models import PlanAction
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.kinds import Doer
from kopgroep.programme.scans import Advice
from kopgroep.scans.models import Filling
from kopgroep.scans.recommended import Help, Money, Recommendation, recommended
from kopgroep.scans.result_words import listed, say, scored

LONGEST = PlanAction._meta.get_field("text").max_length or 0


@dataclass(frozen=True)
class Proposal:
    """One piece of advice that can become an action."""

    advice: Advice
    said: Recommendation
    in_plan: bool
    """Whether the open plan has it already."""

    @property
    def code(self) -> str:
        """The code of the advice."""
        return self.advice.code

    @property
    def usual(self) -> Help | None:
        """The service that is chosen unless somebody says otherwise: only where a partner does the work."""
        return self.said.help[0] if self.advice.does is Doer.PARTNER and self.said.help else None


@dataclass(frozen=True)
class Dimension:
    """What is proposed for one dimension of the scan."""

    name: str
    score: str
    proposals: tuple[Proposal, ...]


def proposals(filling: Filling, on: date, *, in_plan: Sequence[str] = ()) -> tuple[Dimension, ...]:
    """All advice of a finished scan by dimension: requirements that are not met, then the lowest dimension.

    Advice that the programme no longer gives is left out, and so are services and instruments for which a company
    cannot come any more. ``in_plan`` are the codes of advice that the open plan of the company has already.
    """
    scan, result, still = filling.definition, filling.scored, _given(filling, on)
    known = {advice.code: advice for advice in scan.advice}
    found: dict[str, list[Proposal]] = {}
    for said in recommended(filling, on, most=len(result.advice)):
        advice = known[said.code]
        if advice.code in still:
            found.setdefault(advice.scale, []).append(Proposal(advice, said, advice.code in in_plan))
    return tuple(
        Dimension(
            name=say(scan.scale_of[scale].name),
            score=scored(scan.scale_of[scale], result.scales[scale].value),
            proposals=tuple(of_scale),
        )
        for scale, of_scale in found.items()
    )


def _given(filling: Filling, on: date) -> set[str]:
    """The codes of the advice that the programme still gives with this scan."""
    scan = next((scan for scan in current().scans if scan.code == filling.scan), filling.definition)
    return {advice.code for advice in scan.advice if advice.is_active(on)}


@dataclass(frozen=True)
class Chosen:
    """A piece of advice that was picked, with what goes along with it."""

    proposal: Proposal
    help: Help | None = None
    money: Money | None = None


def drafted(chosen: Chosen, on: date) -> dict[str, Any]:
    """The action that it becomes when it is agreed on a day, by field of the form; everything may still be changed."""
    advice, said = chosen.proposal.advice, chosen.proposal.said
    offers = [offer.name for offer in (chosen.help, chosen.money) if offer]
    words = {"what": said.title, "offers": listed(offers)}
    does = Doer.PARTNER if chosen.help else advice.does
    return {
        "text": (_("%(what)s, with %(offers)s") % words if offers else said.title)[:LONGEST],
        "done_by": PlanAction.Does(does.value).value,
        "partner": chosen.help.partner_code if chosen.help else "",
        "hours": advice.hours,
        "due_on": months_after(on, advice.months),
        "proof": said.proof[:LONGEST],
        "advice": advice.code,
    }


def check_scan(filling: Filling, company: Company | None) -> None:
    """Raises Refused for a scan that no plan of this company can be made from."""
    if not company or filling.company_id != company.pk:
        raise Refused(_("This scan belongs to another company."))
    if filling.withdrawn_on:
        raise Refused(_("This scan was withdrawn. Make the plan from another one."))
    if not filling.finished_at:
        raise Refused(_("This scan is not finished yet. Finish it first."))
    if not filling.counts:
        raise Refused(_("These answers do not stand for the company. Make the plan from another scan."))


def take_scan(filling: Filling | None, company: Company, advice: Sequence[str]) -> Filling | None:
    """Hold a scan while a plan is made from it, so that nobody withdraws it meanwhile.

    ``advice`` names, per action, the advice that it came from. Raises Refused for a scan that no plan can be made
    from, and for advice that this scan did not give.
    """
    if filling:
        filling = take(filling, version=None)
        check_scan(filling, company)
    given = filling.scored.advice if filling else ()
    for number, code in enumerate(advice, start=1):
        if code and code not in given:
            raise Refused(_("This scan did not give that advice."), field=f"text_{number}")
    return filling
