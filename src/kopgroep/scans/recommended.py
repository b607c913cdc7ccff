"""What a result advises, with everything one needs to know before choosing it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.base.periods import months_after
from kopgroep.programme import current
from kopgroep.programme.directory import Instrument
from kopgroep.programme.kinds import Doer
from kopgroep.programme.scans import Advice
from kopgroep.scans.models import Filling
from kopgroep.scans.result_words import day, say

OPEN = ("open", "ongoing", "rounds", "yearly")
"""What a source said of an instrument for which a company can still come."""


@dataclass(frozen=True)
class Help:
    """A service of a partner."""

    code: str
    name: str
    partner: str
    partner_code: str


@dataclass(frozen=True)
class Money:
    """A grant, loan or voucher for which a company can still come, as far as we know."""

    code: str
    name: str
    status: str
    """What its source said, in words with the day on which it was read."""


@dataclass(frozen=True)
class Recommendation:
    """One piece of advice, in words."""

    code: str
    title: str
    text: str
    reason: str
    hours: int
    who: str
    help: tuple[Help, ...]
    voucher: bool
    money: tuple[Money, ...]
    proof: str
    by: date
    opens: str
    """Code of another scan that is worth doing now; empty when there is none, or when it has ended."""
    opens_name: str


def recommended(filling: Filling, on: date, *, most: int = 3) -> tuple[Recommendation, ...]:
    """The first advice of a finished scan, what helps most first. ``on`` is the day on which it is read."""
    known = {advice.code: advice for advice in filling.definition.advice}
    return tuple(_recommendation(known[code], filling, on) for code in filling.scored.advice[:most])


def doer_words() -> dict[Doer, str]:
    """Who does it, in words."""
    return {Doer.COMPANY: _("you yourself"), Doer.ADVISER: _("your adviser, with you"), Doer.PARTNER: _("a partner")}


def _recommendation(advice: Advice, filling: Filling, on: date) -> Recommendation:
    following = next((scan for scan in current().scans if scan.code == advice.opens and scan.is_active(on)), None)
    return Recommendation(
        code=advice.code,
        title=say(advice.title),
        text=say(advice.text),
        reason=say(advice.reason),
        hours=advice.hours,
        who=doer_words()[advice.does],
        help=_help(advice, on),
        voucher=advice.voucher,
        money=tuple(Money(each.code, each.name, _status(each)) for each in _instruments(advice, on)),
        proof=say(advice.proof),
        by=months_after(filling.day, advice.months),
        opens=following.code if following else "",
        opens_name=say(following.name) if following else "",
    )


def _help(advice: Advice, on: date) -> tuple[Help, ...]:
    """The services that are still offered, by partners that are still there."""
    services = {service.code: service for service in current().services}
    partners = {partner.code: partner for partner in current().partners}
    offered = [services[code] for code in advice.services if code in services and services[code].is_active(on)]
    kept = [service for service in offered if partners[service.partner].is_active(on)]
    return tuple(
        Help(service.code, say(service.name), partners[service.partner].name, service.partner) for service in kept
    )


def _instruments(advice: Advice, on: date) -> list[Instrument]:
    known = {instrument.code: instrument for instrument in current().instruments}
    named = [known[code] for code in advice.instruments if code in known]
    return [each for each in named if is_open(each, on)]


def is_open(instrument: Instrument, on: date) -> bool:
    """Whether a company may still come for it, as far as we know."""
    ended = instrument.ends_on is not None and instrument.ends_on < on
    return instrument.is_active(on) and instrument.status in OPEN and not ended


def _status(instrument: Instrument) -> str:
    words = {
        "open": _("open on %(day)s"),
        "ongoing": _("open on %(day)s"),
        "rounds": _("opens in rounds; looked up on %(day)s"),
        "yearly": _("opens every year; looked up on %(day)s"),
    }
    return words[instrument.status] % {"day": day(instrument.seen_on)}
