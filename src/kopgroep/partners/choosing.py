"""Which partners fit a question: ranked, each with the reasons, and the same every time.

Nothing here reads the database. Who has a pause and how partners did before is handed in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kopgroep.base.clock import today
from kopgroep.base.dates import written_in
from kopgroep.companies.models import Company
from kopgroep.partners.matching import Hit, index_of
from kopgroep.partners.reasons import EXCLUDES, Fact, Reason
from kopgroep.partners.words import language_of
from kopgroep.programme import Partner, Programme, Service, current

# What each reason adds to the score. A rare word of the question that stands in a name adds about 6.
WEIGHTS = {
    Fact.THEME: 2.5,
    Fact.NEED: 1.0,
    Fact.SECTOR: 1.5,
    Fact.AREA: 1.0,
    Fact.SIZE: 0.5,
    Fact.AUDIENCE: 1.0,
    Fact.PHASE: 1.5,
    Fact.OTHER_PHASE: -1.5,
}
# A company counts as a starter in its first years.
STARTER_YEARS = 3
# A partner for at most this share of the municipalities is near; one for the whole area is not told apart by it.
NEAR_SHARE = 0.5
NOTHING = Hit(0.0, ())


class HasRecord(Protocol):
    """How a partner did with earlier referrals: what breaks a tie."""

    @property
    def median_days_to_accept(self) -> float | None:
        """Working days; None when no referral was answered."""


@dataclass(frozen=True)
class Wanted:
    """What is known of a question and of who asks it. What is empty is not known, and excludes nobody."""

    text: str = ""
    themes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    municipality: str = ""
    sector: str = ""
    """Scheme and section, such as 2008-C."""
    size: str = ""
    phase: str = ""
    audience: frozenset[str] = frozenset()
    """What the company may be: pre_start, starter, established."""
    without: frozenset[str] = frozenset()
    """Codes of the partners that declined the same question."""
    language: str = "nl"
    """The language of the text when its own words do not tell."""


@dataclass(frozen=True)
class Proposal:
    """A partner with the service that fits best, why, and what else it does that fits."""

    partner: Partner
    service: Service
    score: float
    reasons: tuple[Reason, ...]
    also: tuple[Service, ...] = ()

    @property
    def is_paused(self) -> bool:
        """Whether the partner takes no companies now."""
        return any(reason.fact == Fact.PAUSED for reason in self.reasons)

    @property
    def is_possible(self) -> bool:
        """Whether nothing excludes it."""
        return not any(reason.fact in EXCLUDES for reason in self.reasons)


def wanted_of(company: Company, wanted: Wanted, *, on: date | None = None) -> Wanted:
    """The question, completed with what the register says of the company that asks it."""
    seat, audience = company.seat, audience_of(company, on or today())
    if seat is None:
        return replace(wanted, audience=audience)
    section = f"{seat.sbi_scheme}-{seat.sbi_section}" if seat.sbi_scheme and seat.sbi_section else ""
    return replace(
        wanted,
        audience=audience,
        municipality=seat.municipality_code or wanted.municipality,
        sector=section or wanted.sector,
        size=seat.size_class or wanted.size,
    )


def audience_of(company: Company, on: date) -> frozenset[str]:
    """What a company may be on a day; both when the register does not say since when it exists."""
    if company.pre_start:
        return frozenset({"pre_start"})
    if company.started_on is None:
        return frozenset({"starter", "established"})
    is_starter = (on - company.started_on).days < STARTER_YEARS * 365.25
    return frozenset({"starter" if is_starter else "established"})


def choose(
    wanted: Wanted,
    *,
    pauses: Mapping[str, date] | None = None,
    records: Mapping[str, HasRecord] | None = None,
    on: date | None = None,
) -> list[Proposal]:
    """The partners that fit, best first, one proposal each.

    ``pauses`` gives the day until which a partner takes nobody; those stand at the end. ``records`` breaks ties: who
    accepted faster goes first. A partner is there only when theme, need or words speak for it and nothing excludes it.
    """
    found = _proposals(wanted, pauses or {}, on or today())
    return _ranked((one for one in found if one.is_possible), records or {})


def left_out(wanted: Wanted, *, on: date | None = None) -> list[Proposal]:
    """The partners that theme, need or words speak for, but that something excludes; with what that is."""
    found = list(_proposals(wanted, {}, on or today()))
    possible = {one.partner.code for one in found if one.is_possible}
    return _ranked((one for one in found if one.partner.code not in possible), {})


def _proposals(wanted: Wanted, pauses: Mapping[str, date], on: date) -> Iterator[Proposal]:
    """Every service that theme, need or words speak for, with all reasons."""
    programme = current()
    language = language_of(wanted.text, written_in(wanted.language))
    hits = index_of(programme, language).ask(wanted.text)
    for service in programme.services:
        partner = programme.partner(service.partner)
        hit = hits.get(service.code, NOTHING)
        subject = list(_of_the_subject(service, wanted, hit))
        if not subject or not service.is_active(on) or not partner.is_active(on):
            continue
        reasons = [*subject, *_of_the_company(service, wanted, programme)]
        if partner.code in wanted.without:
            reasons.append(Reason(Fact.DECLINED))
        if on < pauses.get(partner.code, on):
            reasons.append(Reason(Fact.PAUSED, (pauses[partner.code].isoformat(),)))
        score = hit.score + sum(WEIGHTS.get(reason.fact, 0.0) for reason in reasons)
        yield Proposal(partner, service, score, tuple(reasons))


def _of_the_subject(service: Service, wanted: Wanted, hit: Hit) -> Iterator[Reason]:
    """What the question is about: without one of these a service is not proposed."""
    if themes := tuple(code for code in service.themes if code in wanted.themes):
        yield Reason(Fact.THEME, themes)
    if needs := tuple(code for code in service.needs if code in wanted.needs):
        yield Reason(Fact.NEED, needs)
    if hit.written:
        yield Reason(Fact.WORDS, hit.written)


def _of_the_company(service: Service, wanted: Wanted, programme: Programme) -> Iterator[Reason]:
    """Who asks, and where: what makes a service fit better, less well, or not at all."""
    if wanted.municipality and service.area:
        near = len(service.area) <= len(programme.area) * NEAR_SHARE
        if wanted.municipality not in service.area:
            yield Reason(Fact.OTHER_AREA, (wanted.municipality,))
        elif near:
            yield Reason(Fact.AREA, (wanted.municipality,))
    # A letter of one edition of the activity codes says nothing about the same letter of another.
    comparable = tuple(code for code in service.sectors if code[:4] == wanted.sector[:4])
    if comparable:
        fits = wanted.sector in comparable
        yield Reason(Fact.SECTOR, (wanted.sector,)) if fits else Reason(Fact.OTHER_SECTOR, comparable)
    if wanted.size and service.sizes:
        fits = wanted.size in service.sizes
        yield Reason(Fact.SIZE, (wanted.size,)) if fits else Reason(Fact.OTHER_SIZE, service.sizes)
    if wanted.audience and service.audience:
        shared = tuple(code for code in service.audience if code in wanted.audience)
        if not shared:
            yield Reason(Fact.OTHER_AUDIENCE, tuple(sorted(wanted.audience))[:1])
        elif len(wanted.audience) == 1 and "established" not in shared:
            yield Reason(Fact.AUDIENCE, shared)
    if wanted.phase and service.phases:
        fits = wanted.phase in service.phases
        yield Reason(Fact.PHASE, (wanted.phase,)) if fits else Reason(Fact.OTHER_PHASE, service.phases)


def _ranked(found: Iterable[Proposal], records: Mapping[str, HasRecord]) -> list[Proposal]:
    """The best proposal of each partner, best first, with the other services that fit too."""

    def place(one: Proposal) -> tuple[bool, float, float, str, str]:
        record = records.get(one.partner.code)
        days = record.median_days_to_accept if record else None
        waiting = float("inf") if days is None else days
        return one.is_paused, -round(one.score, 2), waiting, one.partner.name, one.service.code

    by_partner: dict[str, list[Proposal]] = {}
    for one in sorted(found, key=place):
        by_partner.setdefault(one.partner.code, []).append(one)
    return [replace(best, also=tuple(one.service for one in others)) for best, *others in by_partner.values()]
