"""Restatements: what is known better since the quarter before was closed. The frozen value stays what was said."""

from datetime import timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from kopgroep.base.periods import quarter_of
from kopgroep.programme.reports import Section
from kopgroep.reporting.closing import frozen_values, latest_closed
from kopgroep.reporting.lineage import address
from kopgroep.reporting.made import Key, Value, made_of
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import number, text
from kopgroep.reporting.reports.parts import Parts, said
from kopgroep.reporting.reports.ways import earlier
from kopgroep.reporting.view import View


def restatements(ground: Ground, section: Section) -> Parts:
    """The values of the last quarter closed before this one that read differently from what this report knows."""
    before = latest_closed(quarter_of(ground.until)[0] - timedelta(days=1))
    if before is None:
        return (said(_("No earlier quarter was closed, so there is nothing to restate.")),)
    moved = _moved(before, ground)
    if not moved:
        words = _("Nothing is known better about quarter %(quarter)s since it was closed.")
        return (said(words % {"quarter": before.quarter}),)
    columns = (
        Column(_("Figure")),
        Column(_("Frozen"), numeric=True),
        Column(_("Known now"), numeric=True),
        Column(_("Difference"), numeric=True),
    )
    names = {code: ground.say(item.name) for code, item in ground.items.items()}
    caption = _("Quarter %(quarter)s as it was closed, and as it is known now") % {"quarter": before.quarter}
    rows = tuple(_row(ground, before, names.get(key[1], key[1]), was, now) for key, was, now in moved)
    notes = (_("Later corrections stand beside the frozen value, never in its place."),)
    return (Table("restatements", caption, columns, rows, notes),)


def _moved(before: Closing, ground: Ground) -> list[tuple[Key, Frozen, Value]]:
    """Wholes only, counted in the same way then and now."""
    view = View(before.until, last_line=ground.view.last_line, merged=ground.view.merged)
    now = {value.key: value for value in made_of(view, parts=False)}
    found = []
    for was in frozen_values(before):
        key = (was.kind, was.code, was.dimension, was.cell)
        known = now.get(key)
        if was.kind == Frozen.Kind.MONEY or known is None or known.definition_hash != was.definition_hash:
            continue
        if (was.part, was.whole) != (known.part, known.whole):
            found.append((key, was, known))
    return found


def _row(ground: Ground, before: Closing, name: str, was: Frozen, now: Value) -> tuple[Cell, ...]:
    language, measure = ground.language, now.measure
    then = address(was.code, until=before.until, quarter=before.quarter)
    since = earlier(ground, ground.items[was.code], before.until)
    change = None if was.value is None or now.exact is None else now.exact - was.value
    difference = number(change, language, measure)
    if change is not None and change > 0:
        difference = Cell(f"+{difference.text}", Fraction(change), measure)
    if measure is Measure.SHARE and change is not None:
        # A difference of shares is in points, and reads as a percentage of something else.
        points = number(change * 100, language, Measure.MEAN)
        difference = Cell(_("%(points)s points") % {"points": points.text}, change, measure)
    return (
        text(name),
        number(was.value, language, measure, then),
        number(now.exact, language, measure, since),
        difference,
    )
