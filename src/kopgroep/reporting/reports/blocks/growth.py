"""Growth: how each target grew, quarter by quarter, beside what was expected."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from kopgroep.base.periods import quarter_ends, quarter_name, quarter_of
from kopgroep.programme import Indicator
from kopgroep.programme.reports import Section
from kopgroep.reporting.counting import Window, window
from kopgroep.reporting.monitor import expected_by
from kopgroep.reporting.reports.document import Chart, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.specs import growth as drawn
from kopgroep.reporting.reports.ways import earlier

Point = tuple[str, int, int]
"""A quarter, the value at its end, and what was expected by then."""
SHOWN = 8
"""The latest quarters that fit in the columns of a table on paper; the drawing shows all."""


def growth(ground: Ground, section: Section) -> Parts:
    """Small drawings that share one form, and a table with a column per quarter."""
    found = {item.code: points(ground, item) for item in ground.chosen_targets(section) if not item.reference}
    found = {code: rows for code, rows in found.items() if rows}
    if not found:
        return ()
    quarters = sorted({at for rows in found.values() for at, _value, _expected in rows})[-SHOWN:]
    names = {item.code: ground.say(item.name) for item in ground.programme.indicators}
    rows = []
    for code, of_one in found.items():
        values = {at: value for at, value, _expected in of_one}
        item = ground.programme.indicator(code)
        ways = {at: earlier(ground, item, quarter_ends(at)) for at in quarters[:-1]} | {
            quarters[-1]: ground.address(item)
        }
        cells = (number(values.get(at), ground.language, address=ways[at]) for at in quarters)
        rows.append((text(names[code]), *cells))
    table = Table(
        "growth",
        _("Reached at the end of each quarter"),
        (Column(_("Target")), *(Column(_short(at), numeric=True) for at in quarters)),
        tuple(rows),
        (_("The drawing shows every quarter; the table the latest %(count)s.") % {"count": len(quarters)},),
    )
    spec = drawn(
        [
            {"name": names[code], "at": at, "value": value, "expected": expected}
            for code, of_one in found.items()
            for at, value, expected in of_one
        ]
    )
    summary = _("A bar is what was reached by the end of a quarter, the dashed line what was expected.")
    return (Chart(_("Growth per quarter"), summary, spec, table),)


def points(ground: Ground, item: Indicator) -> list[Point]:
    """The value of a target at the end of each quarter of its window."""
    span = window(item, ground.until)
    if span is None:
        return []
    rises, found, first = ground.days(item), [], span.starts_on
    while first <= span.on:
        last = min(quarter_of(first)[1], span.on)
        expected = expected_by(item, Window(span.starts_on, span.ends_on, last)) or 0
        found.append((quarter_name(last), _reached(rises, last), expected))
        first = last + timedelta(days=1)
    if found and ground.closing:
        # The last one is the frozen value, whatever became known since.
        at, _value, expected = found[-1]
        found[-1] = (at, ground.counts[item.code], expected)
    return found


def _reached(rises: list[date], last: date) -> int:
    return sum(day <= last for day in rises)


def _short(quarter: str) -> str:
    """``2023Q1`` as ``2023-1``: a column is narrow."""
    return quarter.replace("Q", "-")
