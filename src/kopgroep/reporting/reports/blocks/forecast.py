"""Forecast: where each target ends if things go on as they did, and what a month would have to bring."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kopgroep.base.money import amount
from kopgroep.programme.reports import Section
from kopgroep.reporting.monitor import Verdict
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground, Standing
from kopgroep.reporting.reports.measures import NOTHING, number, text
from kopgroep.reporting.reports.parts import Parts


def forecast(ground: Ground, section: Section) -> Parts:
    """One table: the forecast with its interval, and how many a month are needed from now."""
    shown = [each for each in ground.standings(section) if each.verdict is not Verdict.REFERENCE]
    if not shown:
        return ()
    columns = (
        Column(_("Target")),
        Column(_("Reached"), numeric=True),
        Column(_("Target in the end"), numeric=True),
        Column(pgettext("figure", "Forecast"), numeric=True),
        Column(_("Interval (80%)")),
        Column(_("Needed a month"), numeric=True),
    )
    notes = (
        _("A dash means that too little is known to say, or that nothing is needed any more."),
        _("Recent quarters weigh more. After two whole years it counts in that some seasons bring more than others."),
        _("Four times out of five the end lies in the interval, which is wider where quarters differed more."),
        _("The forecast knows nothing of plans or of a group that runs dry: a reason to look, never a result."),
    )
    caption = _("Where the targets end if things go on as they did")
    return (Table("forecast", caption, columns, tuple(_row(ground, each) for each in shown), notes),)


def _row(ground: Ground, each: Standing) -> tuple[Cell, ...]:
    item, ahead, language = each.indicator, each.forecast, ground.language
    interval = f"{amount(ahead.low, language)}–{amount(ahead.high, language)}" if ahead else NOTHING
    return (
        text(ground.say(item.name)),
        number(each.value, language, address=ground.address(item)),
        number(item.value, language),
        number(ahead.middle if ahead else None, language),
        text(interval),
        number(ground.needed(item), language, Measure.MEAN),
    )
