"""The portfolio of an account manager: its companies, where each stands, and what comes next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.dates import hours
from kopgroep.casework.conversation import Pressure
from kopgroep.casework.day import Item
from kopgroep.casework.portfolio import (
    Held,
    export_portfolio,
    in_order,
    narrowed,
    portfolio_of,
    pressures_of,
    summed,
)
from kopgroep.programme import current
from kopgroep.workspace.addresses import address
from kopgroep.workspace.day_rows import Row, rows_of
from kopgroep.workspace.forms.portfolio import ORDERS, PortfolioFilter
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.sheets import csv_lines, xlsx_file

PAGE = 50
LONGEST = 6


@dataclass(frozen=True)
class Line:
    """One company of a portfolio on the page."""

    held: Held
    place: str
    phase: str
    next: Row | None
    pressure: Pressure


def lines_of(some: list[Held], *, on: date, language: str) -> list[Line]:
    """Some companies with their words."""
    asked = pressures_of(some, on=on)
    towns = {m.code: m.name for m in current().area}
    phases = {phase.code: phase.name.in_(language) for phase in current().ladder.phases}
    return [
        Line(
            held=held,
            place=held.place or towns.get(held.municipality, ""),
            phase=phases.get(held.phase, held.phase),
            next=rows_of([Item(*held.next)], on=on)[0] if held.next else None,
            pressure=asked[held.pk],
        )
        for held in some
    ]


def _wanted(request: Asking, form: PortfolioFilter, whole: list[Held]) -> list[Held]:
    """The companies that fit the filters in the address, in its order."""
    word = request.GET.get("op", "")
    order = ORDERS.get(word.removeprefix("-"), "next")
    fitting = narrowed(whole, only=form.only, municipality=form.chosen("gemeente"), phase=form.chosen("fase"))
    return in_order(fitting, f"-{order}" if word.startswith("-") else order)


@asks(Permission.SEE_JOURNEYS)
def portfolio_page(request: Asking) -> HttpResponseBase:
    """The companies of which somebody is the account manager, a page at a time."""
    form, on = PortfolioFilter(request.GET, user=request.user), today()
    whole = portfolio_of(form.manager, user=request.user, on=on)
    fitting = _wanted(request, form, whole)
    asked = request.GET.get("vanaf", "")
    start = int(asked) if asked.isdecimal() and len(asked) < LONGEST else 0
    context: dict[str, Any] = {
        "form": form,
        "manager": form.manager,
        "own": form.manager.pk == request.user.pk,
        "summary": summed(whole),
        "fitting": len(fitting),
        "lines": lines_of(fitting[start : start + PAGE], on=on, language=request.LANGUAGE_CODE),
        "previous": address(request.GET, vanaf=str(max(start - PAGE, 0))) if start else "",
        "following": address(request.GET, vanaf=str(start + PAGE)) if len(fitting) > start + PAGE else "",
        "export_query": request.GET.urlencode(),
        "may_export": request.user.may(Permission.EXPORT_COMPANIES),
        "may_hand_over": request.user.may(Permission.HAND_OVER),
        "on": on,
    }
    return render(request, "workspace/portfolio.html", context)


def _head() -> list[str]:
    return [
        _("Name"),
        _("Place"),
        _("Municipality"),
        _("Phase"),
        _("Last contact"),
        _("Silent"),
        _("Next"),
        _("Day"),
        _("Too late"),
        _("Trajectories"),
        _("Hours left"),
        _("Open referrals"),
        _("Conversations"),
    ]


def _cells(lines: Iterable[Line], *, language: str) -> Iterator[list[str]]:
    towns = {m.code: m.name for m in current().area}
    for line in lines:
        held, due = line.held, line.held.next
        yield [
            held.name,
            held.place,
            towns.get(held.municipality, held.municipality),
            line.phase,
            held.last_on.isoformat() if held.last_on else "",
            _("yes") if held.silent else _("no"),
            line.next.words or line.next.sort if line.next else "",
            due.due_on.isoformat() if due else "",
            str(held.late),
            str(len(held.journeys)),
            hours(held.left, language) if held.journeys else "",
            str(held.referrals),
            str(line.pressure.conversations),
        ]


@require_POST
@asks(Permission.EXPORT_COMPANIES)
def portfolio_export(request: Asking) -> HttpResponseBase:
    """The companies that fit the filters in the address as CSV, or as XLSX with ``soort=xlsx``."""
    form, on = PortfolioFilter(request.GET, user=request.user), today()
    kind = "xlsx" if request.POST.get("soort") == "xlsx" else "csv"
    fitting = _wanted(request, form, portfolio_of(form.manager, user=request.user, on=on))
    taken = export_portfolio(fitting, manager=form.manager, form=kind, by=request.user)
    language = request.LANGUAGE_CODE
    cells = _cells(lines_of(taken, on=on, language=language), language=language)
    name = f"portefeuille-{on:%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(xlsx_file(_head(), cells, title=_("Portfolio")), as_attachment=True, filename=name)
    response = StreamingHttpResponse(csv_lines(_head(), cells), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
