"""The comparison with others in words: who they are, how sure it is, and why this group."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kopgroep.base.money import amount, percent
from kopgroep.programme import current
from kopgroep.scans.models import Filling
from kopgroep.scans.peers import Comparison, Position, Third, position
from kopgroep.scans.result_words import day, language, say


@dataclass(frozen=True)
class PeersShown:
    """Who the others are, and where this company stands among them."""

    who: str
    n: int
    source: str
    why: str
    """Why this group and no narrower one; empty when it is the narrowest."""
    standing: str
    """Empty when the score that heads the page was not measured."""


def no_peers() -> str:
    """Why there is no comparison."""
    return _("No comparison yet: fewer than %(minimum)s companies.") % {"minimum": current().benchmark.minimum}


def peers_shown(filling: Filling, others: Comparison) -> PeersShown:
    """The group in words, its source, and the position of the score that heads the page."""
    result = filling.scored
    value = result.scales[result.headline].value if result.headline else None
    place = position(others.cells[result.headline], value) if result.headline and value is not None else None
    return PeersShown(
        who=who(others),
        n=others.n,
        source=_("Our own scans up to %(day)s, n = %(n)s. Not weighted: who took part is no sample.")
        % {"day": day(others.snapshot.until), "n": amount(others.n, language())},
        why=_why(filling, others),
        standing=standing(place) if place else "",
    )


def who(others: Comparison) -> str:
    """The group: ``41 bedrijven met 10 tot 50 mensen``."""
    benchmark = current().benchmark
    sizes = {group.code: say(group.name) for group in benchmark.size_groups}
    sectors = {group.code: say(group.name) for group in benchmark.sector_groups}
    words = {
        "n": amount(others.n, language()),
        "size": sizes.get(others.size_group, others.size_group),
        "sector": sectors.get(others.sector_group, others.sector_group),
    }
    if others.sector_group and others.size_group:
        return _("%(n)s companies with %(size)s in the sector %(sector)s") % words
    if others.size_group:
        return _("%(n)s companies with %(size)s") % words
    if others.sector_group:
        return _("%(n)s companies in the sector %(sector)s") % words
    return _("%(n)s companies of every size and sector") % words


def _why(filling: Filling, others: Comparison) -> str:
    if (others.sector_group, others.size_group) == (filling.sector_group, filling.size_group):
        return ""
    if not filling.sector_group or not filling.size_group:
        return _("We do not know your sector and size well enough for a narrower group.")
    return _("Of companies more like yours too few took part to show.")


def standing(place: Position) -> str:
    """Where it stands: a third or a percentile, always with how sure that is."""
    words = {
        "share": percent(round(place.lower_share, 2), language()),
        "low": percent(round(place.low, 2), language()),
        "high": percent(round(place.high, 2), language()),
    }
    if place.third is None:
        return (
            _("%(share)s of them score lower than you. With so many companies it could also be %(low)s to %(high)s.")
            % words
        )
    thirds = {
        Third.LOWER: _("You are in the lowest third of this group."),
        Third.MIDDLE: _("You are in the middle third of this group."),
        Third.UPPER: _("You are in the highest third of this group."),
    }
    unsure = _("The group is small: between %(low)s and %(high)s of such companies score lower.") % words
    return f"{thirds[place.third]} {unsure}"
