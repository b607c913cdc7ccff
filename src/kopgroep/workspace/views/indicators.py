"""One target: how it grew, where it was done, and how it is counted."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.programme import Dimension, Indicator, UnknownCodeError, current
from kopgroep.reporting.counting import lines_behind
from kopgroep.reporting.lineage import WORDS
from kopgroep.reporting.monitor import monitor_rows, quarters
from kopgroep.reporting.rule_words import definition_words
from kopgroep.reporting.view import View
from kopgroep.workspace.cut_words import dimension_word
from kopgroep.workspace.definition_words import evidence_word, owner_word
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.indicator_rows import as_closed, restated, split_rows
from kopgroep.workspace.monitor_rows import target
from kopgroep.workspace.monitor_sheets import parts_sheet
from kopgroep.workspace.outlook import outlook
from kopgroep.workspace.sheets import csv_lines


def find_indicator(code: str) -> Indicator:
    """The indicator with this code; else a 404."""
    try:
        return current().indicator(code)
    except UnknownCodeError as unknown:
        raise Http404(str(unknown)) from unknown


@asks(Permission.SEE_MONITOR)
def indicator_page(request: Asking, code: str) -> HttpResponse:
    """One figure: what it means, how it is counted, how it grew, and how it is split."""
    on, indicator = today(), find_indicator(code)
    view = View(on)
    row = monitor_rows(view, [indicator])
    points = quarters(indicator, on, lines_behind(indicator, view))
    may_open = request.user.may(Permission.SEE_LINES)
    context = {
        "on": on,
        "view": view,
        "indicator": indicator,
        "target": target(row[0]) if row else None,
        "outlook": outlook(row[0], on) if row else [],
        "rule": definition_words(indicator),
        "owner": owner_word(indicator),
        "evidence": evidence_word(indicator),
        "points": points if may_open else as_closed(indicator, points),
        "restated": restated(indicator, points, public=not may_open),
        "may_open": may_open,
        **split(request, indicator, view),
    }
    return render(request, "workspace/indicator.html", context)


def split(request: Asking, indicator: Indicator, view: View) -> dict[str, Any]:
    """The dimensions by which this figure is split, and its parts by the one that the address asks for."""
    if not indicator.by:
        return {}
    words = {WORDS[which]: which for which in indicator.by}
    chosen = chosen_part(request, indicator)
    return {
        "per": WORDS[chosen],
        "dimensions": [(word, dimension_word(which), which is chosen) for word, which in words.items()],
        "dimension": dimension_word(chosen),
        "rows": split_rows(indicator, view, chosen, public=not request.user.may(Permission.SEE_LINES)),
    }


def chosen_part(request: Asking, indicator: Indicator) -> Dimension:
    """The dimension that the address asks for, or the first one of the figure."""
    words: dict[str, Dimension] = {WORDS[which]: which for which in indicator.by}
    return words.get(request.GET.get("per", ""), indicator.by[0])


@asks(Permission.SEE_MONITOR)
def indicator_table(request: Asking, code: str) -> HttpResponseBase:
    """The parts of one figure as CSV, by the dimension of the address; a 404 for a figure without parts."""
    indicator = find_indicator(code)
    if not indicator.by:
        raise Http404
    view, dimension = View(today()), chosen_part(request, indicator)
    sheet = parts_sheet(indicator, view, dimension, public=not request.user.may(Permission.SEE_LINES))
    answer = StreamingHttpResponse(csv_lines(sheet.head, sheet.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-{WORDS[dimension]}-{view.on}.csv"'
    return answer
