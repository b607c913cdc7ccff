"""The monitor: do we reach the targets, and what lies behind a figure."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.money import amount
from kopgroep.programme import EntryKind, Indicator, UnknownCodeError, current
from kopgroep.reporting.counting import lines_behind
from kopgroep.reporting.money import money_on
from kopgroep.reporting.monitor import MonitorRow, monitor_rows, quarters, themed
from kopgroep.reporting.reach import SMALLEST_CELL, reach_on, without_small_cells
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.monitor_words import SHAPES, asks_attention, conclusion, rule_words, verdict_word
from kopgroep.workspace.views.acting import page_of

PAGE = 50


@dataclass(frozen=True)
class Target:
    """A row of the monitor, with its words and its shape."""

    row: MonitorRow
    word: str
    shape: str
    unit: str
    """For a target such as "5 to 10": the words after its lower end."""


def target(row: MonitorRow) -> Target:
    """The words and shape of a row."""
    high, language = row.indicator.value_max, get_language() or "nl"
    unit = _("to %(high)s") % {"high": amount(high, language)} if high else ""
    return Target(row, verdict_word(row.verdict), SHAPES[row.verdict], unit)


@asks(Permission.SEE_MONITOR)
def monitor_page(request: Asking) -> HttpResponse:
    """Every target on one page, the money, and the reach per municipality."""
    on, programme = today(), current()
    rows = monitor_rows(on)
    places, whole = reach_on(on)
    may_open = request.user.may(Permission.SEE_LINES)
    if not may_open:
        places = without_small_cells(places)
    names = {theme.code: theme.name for theme in programme.themes}
    language = get_language() or "nl"
    groups = [
        (names[code].in_(language) if code else _("The whole programme"), [target(row) for row in found])
        for code, found in themed(rows).items()
    ]
    money = money_on(on)
    context = {
        "on": on,
        "conclusion": conclusion(rows),
        "attention": asks_attention(rows),
        "groups": groups,
        "money": money,
        "sources": [(source, money.of(source.code)) for source in programme.money],
        "places": sorted(places, key=lambda place: (place.per_thousand is None, -(place.per_thousand or 0))),
        "rates": {place.code: place.per_thousand for place in places},
        "whole": whole,
        "smallest": None if may_open else SMALLEST_CELL,
    }
    return render(request, "workspace/monitor.html", context)


def find_indicator(code: str) -> Indicator:
    """The indicator with this code; else a 404."""
    try:
        return current().indicator(code)
    except UnknownCodeError as unknown:
        raise Http404(str(unknown)) from unknown


@asks(Permission.SEE_MONITOR)
def indicator_page(request: Asking, code: str) -> HttpResponse:
    """One figure: what it means, how it is counted, how it grew, and the lines behind it for who may open them."""
    on, indicator = today(), find_indicator(code)
    row = monitor_rows(on, [indicator])
    behind = lines_behind(indicator, on)
    lines = behind.visible_to(request.user).select_related("company", "actor")
    context = {
        "on": on,
        "indicator": indicator,
        "target": target(row[0]) if row else None,
        "rule": rule_words(indicator),
        "points": quarters(indicator, on, behind),
        "of_events": indicator.rule.kind is EntryKind.EVENT_HELD,
        "page": page_of(request, lines.order_by("-happened_on", "-pk"), size=PAGE),
        "may_open": request.user.may(Permission.SEE_LINES),
    }
    return render(request, "workspace/indicator.html", context)
