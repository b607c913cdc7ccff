"""Pluses: extra service that a municipality or school orders with its own money, its own targets and its own report."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.reporting.lineage import path_of
from kopgroep.reporting.view import Cut, View
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.plus_rows import along, companies_spoken, may_serve, pluses, reports_of


@asks(Permission.SEE_MONITOR)
def pluses_page(request: Asking) -> HttpResponse:
    """All pluses: what each costs, what was done for it, and whether it reaches its targets."""
    return render(request, "workspace/pluses.html", {"pluses": pluses(today()), "view": View(today())})


@asks(Permission.SEE_MONITOR)
def plus_page(request: Asking, code: str) -> HttpResponse:
    """One plus. The lines behind its numbers open for who may see them."""
    plus = next((each for each in pluses(today()) if each.line.code == code), None)
    if plus is None:
        raise Http404(f"no plus {code!r}")
    public = not request.user.may(Permission.SEE_LINES)
    figure, companies = companies_spoken(plus.line, View(today()), public=public)
    cut = Cut(line=plus.line.code)
    context: dict[str, Any] = {
        "plus": plus,
        "view": View(today()),
        "may_open": not public,
        "companies": companies,
        "companies_url": path_of(figure.code, until=today(), cut=cut) if figure else "",
        "counts_companies": figure is not None,
        "serves": may_serve(plus.line),
        "along": along(plus.line, today()),
        "reports": reports_of(plus.line, today()),
    }
    return render(request, "workspace/plus.html", context)
