"""Which partners are proposed for a question on the page where one refers, with their records and who is left out."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.partner_record import Record, records
from kopgroep.casework.referral_history import Asked
from kopgroep.companies.models import Company
from kopgroep.partners.choosing import Proposal, Wanted, choose, left_out, wanted_of
from kopgroep.partners.models import Desk
from kopgroep.partners.reasons import EXCLUDES, Fact, Reason
from kopgroep.programme import Partner, current
from kopgroep.scans.ladder import latest_position

SHOWN = 4
LEFT_OUT = 6


@dataclass(frozen=True)
class Offer:
    """A partner on the page: why, and how it did before."""

    value: str
    """What the form sends for it."""
    proposal: Proposal
    record: Record
    reaches: bool
    """Whether there is an address to mail the card to."""

    @property
    def reasons(self) -> list[Reason]:
        """What speaks for it, and what does not, apart from a pause."""
        return [reason for reason in self.proposal.reasons if reason.fact is not Fact.PAUSED]

    @property
    def pause(self) -> Reason | None:
        """Until when it takes no companies."""
        return next((reason for reason in self.proposal.reasons if reason.fact is Fact.PAUSED), None)


@dataclass(frozen=True)
class Proposals:
    """The best partners, those that could not be, those that declined, and those that have the question now."""

    offers: list[Offer]
    out: list[tuple[Partner, Reason]]
    declined: list[Partner]
    busy: list[Partner]


def proposals_for(company: Company, *, text: str, theme: str, phase: str, user: User, asked: Asked) -> Proposals:
    """The partners for a question of this company, best first; nothing while neither words nor theme are known.

    ``phase`` is where the company stands on the ladder; empty when nobody wrote it down.
    """
    on, programme = today(), current()
    known = {theme} & {t.code for t in programme.themes}
    question = Wanted(
        text=text,
        themes=frozenset(known),
        phase=phase,
        without=asked.all,
        language=get_language() or "nl",
    )
    wanted = wanted_of(company, question, on=on)
    desks = {desk.partner: desk for desk in Desk.objects.visible_to(user).order_by("partner")}
    pauses = {code: desk.paused_until for code, desk in desks.items() if desk.paused_until}
    past = records(on=on)
    found = choose(wanted, pauses=pauses, records=past, on=on)
    offers = [
        Offer(
            f"{one.partner.code}:{one.service.code}",
            one,
            past.get(one.partner.code, Record()),
            one.partner.code in desks and bool(desks[one.partner.code].email),
        )
        for one in found[:SHOWN]
    ]
    out = [(one.partner, _why_not(one)) for one in left_out(wanted, on=on) if one.partner.code not in asked.all]
    declined = [partner for partner in programme.partners if partner.code in asked.declined]
    busy = [partner for partner in programme.partners if partner.code in asked.busy]
    return Proposals(offers, out[:LEFT_OUT], declined, busy)


def phase_now(company: str) -> Any:
    """The phase of the ladder as a column of another query; ``company`` is the path of the company's key there."""
    return latest_position(current().ladder.theme, company=company)["phase"]


def _why_not(proposal: Proposal) -> Reason:
    return next(reason for reason in proposal.reasons if reason.fact in EXCLUDES)
