"""Where a target will end, in a few sentences."""

from datetime import date
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kopgroep.base.money import amount
from kopgroep.reporting.forecast import WhyNot
from kopgroep.reporting.journeys_left import JourneysLeft, journeys_left
from kopgroep.reporting.monitor import MonitorRow


def outlook(row: MonitorRow, on: date) -> list[str]:
    """What is expected, what a month must bring, and what is still open; nothing for what nobody promised."""
    ahead = row.outlook
    if ahead is None or ahead.why_not is WhyNot.OVER:
        return []
    found = []
    if ahead.forecast:
        words = _("If it goes on as it did we end at %(middle)s; with 80%% chance between %(low)s and %(high)s.")
        ends = {"middle": ahead.forecast.middle, "low": ahead.forecast.low, "high": ahead.forecast.high}
        found.append(words % {name: amount(value, _language()) for name, value in ends.items()})
    else:
        found.append(_("Too little is known yet to say where we end."))
    if ahead.needed is not None:
        words = _("Needed from now on: %(needed)s a month. The past twelve months brought %(pace)s a month.")
        found.append(words % {"needed": _tenth(ahead.needed), "pace": _tenth(ahead.pace or Fraction(0))})
    left = journeys_left(row.indicator, on)
    return [*found, *_still_open(left)] if left else found


def _still_open(left: JourneysLeft) -> list[str]:
    hours = amount(left.minutes // 60, _language())
    words = ngettext(
        "%(n)s trajectory is open, with %(hours)s hours left.",
        "%(n)s trajectories are open, with %(hours)s hours left.",
        left.open,
    )
    found = [words % {"n": amount(left.open, _language()), "hours": hours}]
    if left.open and left.expected is not None:
        words = _("As usual %(expected)s of them end with a result: in twelve months %(counted)s of %(ended)s did.")
        found.append(words % {"expected": left.expected, "counted": left.counted, "ended": left.ended})
    return found


def _tenth(value: Fraction) -> str:
    return amount(float(value), _language(), decimals=1)


def _language() -> str:
    return get_language() or "nl"
