"""Targets: what was reached beside what was promised, with a verdict in a word."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kopgroep.base.money import amount, percent
from kopgroep.programme.reports import Section
from kopgroep.reporting.reports.document import Cell, Chart, Column, Table
from kopgroep.reporting.reports.ground import Ground, Standing
from kopgroep.reporting.reports.measures import NOTHING, number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.specs import EDGE, bullets
from kopgroep.reporting.verdict_words import GOOD, conclusion, running, verdict_word


def targets(ground: Ground, section: Section) -> Parts:
    """A bullet per target, and the table that says the same with the forecast."""
    standings = ground.standings(section)
    if not standings:
        return ()
    table = Table(
        "targets",
        _("Targets, up to and including the last day"),
        (
            Column(_("Target")),
            Column(_("Reached"), numeric=True),
            Column(_("Expected by then"), numeric=True),
            Column(_("Target in the end"), numeric=True),
            Column(_("Verdict")),
            Column(pgettext("figure", "Forecast"), numeric=True),
        ),
        tuple(_row(ground, each) for each in standings),
        (
            _("Expected is even growth over the period of the target, or its path per quarter."),
            _("The forecast is the end if it goes on as it did; four times out of five the end lies in the interval."),
        ),
    )
    drawn = running(standings)
    if not drawn:
        return (table,)
    chart = Chart(
        _("Reached (bar), expected by then (upright line) and forecast (thin line below), as part of the target"),
        conclusion(standings) + " " + _("The table below it says the same in figures."),
        bullets([_bullet(ground, each) for each in drawn]),
        table,
    )
    return (chart,)


def _row(ground: Ground, each: Standing) -> tuple[Cell, ...]:
    language, item = ground.language, each.indicator
    ahead = each.forecast
    forecast = NOTHING
    if ahead:
        forecast = f"{amount(ahead.middle, language)} ({amount(ahead.low, language)}–{amount(ahead.high, language)})"
    promised = Cell(_promised(ground, each), number(item.value, language).number)
    return (
        text(ground.say(item.name)),
        number(each.value, language, address=ground.address(item)),
        number(each.expected, language),
        promised,
        text(verdict_word(each.verdict)),
        text(forecast),
    )


def _promised(ground: Ground, each: Standing) -> str:
    item, language = each.indicator, ground.language
    low = amount(item.value, language)
    if item.value_max:
        return _("%(low)s to %(high)s") % {"low": low, "high": amount(item.value_max, language)}
    return _("%(value)s a year") % {"value": low} if item.per_year else low


def _bullet(ground: Ground, each: Standing) -> dict[str, object]:
    whole = each.indicator.value or 1
    ahead, language = each.forecast, ground.language
    words = _("%(value)s of %(target)s (%(share)s), %(verdict)s") % {
        "value": amount(each.value, language),
        "target": amount(each.indicator.value, language),
        "share": percent(each.share, language),
        "verdict": verdict_word(each.verdict),
    }
    return {
        "name": ground.say(each.indicator.name),
        "share": each.value / whole,
        "expected": (each.expected or 0) / whole,
        "low": ahead.low / whole if ahead and ahead.low / whole < EDGE else None,
        "high": ahead.high / whole if ahead and ahead.low / whole < EDGE else None,
        "label": words,
        "good": each.verdict in GOOD,
    }
