"""The monitor: do we reach the targets, and what lies behind a figure."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.programme import current
from kopgroep.reporting.counts import Counts
from kopgroep.reporting.figures import needs_figures
from kopgroep.reporting.monitor import monitor_rows, themed
from kopgroep.reporting.reach import coverage_figure, reach_of, without_small_cells
from kopgroep.reporting.small_cells import SMALLEST_CELL
from kopgroep.reporting.tallies import counts
from kopgroep.reporting.verdict_words import asks_attention, conclusion
from kopgroep.reporting.view import View
from kopgroep.workspace import monitor_sheets
from kopgroep.workspace.addresses import address
from kopgroep.workspace.cut_words import theme_names
from kopgroep.workspace.forms.monitor import MonitorFilter
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.monitor_rows import multiples, needs, shares, target
from kopgroep.workspace.monitor_tabs import tabs
from kopgroep.workspace.monitor_waiting import waiting_for
from kopgroep.workspace.sheets import csv_lines


@asks(Permission.SEE_MONITOR)
def monitor_page(request: Asking) -> HttpResponse:
    """Every target on one page, of the whole programme or of the part that the address asks for."""
    form = MonitorFilter(request.GET, user=request.user)
    counted, query = counts(form.view), request.GET.copy()
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    context: dict[str, Any] = {
        "form": form,
        "view": form.view,
        "filters": [(item, address(query, **{item.name: ""})) for item in form.active],
        "query": query.urlencode(),
        "tabs": tabs(request.user, "monitor"),
        **(part(form.view) if form.view.cut else whole(form.view, counted, user=request.user)),
    }
    context |= needed(counted, user=request.user)
    in_place = request.headers.get("HX-Target") == "monitor" and "HX-History-Restore-Request" not in request.headers
    answer = render(request, "workspace/monitor.html#monitor" if in_place else "workspace/monitor.html", context)
    if in_place:
        # The form sends its empty fields along; they need not stand in the address.
        answer["HX-Push-Url"] = f"{request.path}{address(query)}".removesuffix("?")
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    return answer


def whole(view: View, counted: Counts, *, user: User) -> dict[str, Any]:
    """The targets with their verdicts, how they grew, the money and the reach."""
    rows, money = monitor_rows(view, counted=counted), counted.money()
    places, everywhere = reach_of(counted.spoken())
    may_open = user.may(Permission.SEE_LINES)
    if not may_open:
        places = without_small_cells(places)
    names = theme_names()
    return {
        "conclusion": conclusion(rows),
        "attention": asks_attention(rows),
        "waiting": waiting_for(user, view.on),
        "groups": [(names[code], [target(row) for row in found]) for code, found in themed(rows).items()],
        "multiples": multiples(rows),
        "money": money,
        "sources": [(source, money.of(source.code)) for source in current().money],
        "places": sorted(places, key=lambda place: (place.per_thousand is None, -(place.per_thousand or 0))),
        "rates": {place.code: place.per_thousand for place in places},
        "whole": everywhere,
        "coverage": coverage_figure(),
        "may_open": may_open,
        "smallest": None if may_open else SMALLEST_CELL,
    }


def part(view: View) -> dict[str, Any]:
    """What was done in one part of the programme. A target is for the whole: a part has no verdict."""
    return {"shares": shares(view)}


def needed(counted: Counts, *, user: User) -> dict[str, Any]:
    """What companies need, most named first."""
    public = not user.may(Permission.SEE_LINES)
    for figure in needs_figures():
        return {"needs_figure": figure, "needs": needs(figure, counted.needs(figure), public=public)}
    return {}


@asks(Permission.SEE_MONITOR)
def monitor_table(request: Asking, table: str) -> HttpResponseBase:
    """One table of the monitor as CSV, with the filters of the address."""
    form = MonitorFilter(request.GET, user=request.user)
    may_open = request.user.may(Permission.SEE_LINES)
    sheet = monitor_sheets.sheet(table, form.view, public=not may_open)
    if sheet is None:
        raise Http404
    lines = csv_lines(sheet.head, sheet.rows)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="monitor-{table}-{form.view.on}.csv"'
    return answer
