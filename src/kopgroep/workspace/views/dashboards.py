"""Three pages with one question each: what the figures say, what a funder's money does, how one's own work stands."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.programme import current
from kopgroep.reporting.money import money_on
from kopgroep.reporting.monitor import monitor_rows
from kopgroep.reporting.small_cells import SMALLEST_CELL
from kopgroep.reporting.verdict_words import conclusion
from kopgroep.reporting.view import View
from kopgroep.workspace.forms.monitor import MonitorFilter
from kopgroep.workspace.funder_rows import funded, funders, purse_of
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.monitor_rows import target
from kopgroep.workspace.monitor_tabs import tabs
from kopgroep.workspace.own_rows import own_hours, own_journeys, own_overdue, own_work
from kopgroep.workspace.theme_figures import grouped_figures


@asks(Permission.SEE_MONITOR)
def figures_page(request: Asking) -> HttpResponse:
    """All figures without a target, by what they are about."""
    form = MonitorFilter(request.GET, user=request.user)
    may_open = request.user.may(Permission.SEE_LINES)
    context = {
        "view": form.view,
        "query": request.GET.urlencode(),
        "groups": grouped_figures(form.view, public=not may_open),
        "smallest": None if may_open else SMALLEST_CELL,
        "may_see_surveys": bool(current().surveys),
        "tabs": tabs(request.user, "figures"),
    }
    return render(request, "workspace/figures.html", context)


@asks(Permission.SEE_MONITOR)
def funder_page(request: Asking) -> HttpResponse:
    """What the money of one funder does: its lines, its targets, its euros and its hours. Only public numbers."""
    names = funders()
    chosen = request.GET.get("financier", "")
    chosen = chosen if chosen in names else names[0]
    lines = [line for line in current().lines if line.funder == chosen]
    codes = {line.code for line in lines}
    rows = monitor_rows(today(), [one for one in current().indicators if one.line in codes])
    context: dict[str, Any] = {
        "funders": [(name, name == chosen) for name in names],
        "funder": chosen,
        "lines": lines,
        "view": View(today()),
        "targets": [target(row) for row in rows],
        "conclusion": conclusion(rows),
        "query": urlencode({"financier": chosen}),
        "work": funded(chosen, View(today()), public=not request.user.may(Permission.SEE_LINES)),
        "tabs": tabs(request.user, "funder"),
    }
    money = money_on(today())
    context |= {"purse": purse_of(money, chosen), "elapsed": money.elapsed}
    return render(request, "workspace/funder.html", context)


@asks(Permission.RECORD_CONTACT)
def own_page(request: Asking) -> HttpResponse:
    """How one's own work stands. Nobody sees that of somebody else here."""
    on = today()
    hours = own_hours(request.user, on)
    context = {
        "on": on,
        "work": own_work(request.user, on),
        "hours": hours,
        "any_hours": any(point.value for point in hours),
        "journeys": own_journeys(request.user),
        "late": own_overdue(request.user, on),
        "tabs": tabs(request.user, "own-figures"),
    }
    return render(request, "workspace/own_figures.html", context)
