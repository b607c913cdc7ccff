"""What lies behind a number: its definition, its lines and its companies."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused
from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import UnknownCodeError
from kopgroep.reporting.line_export import export_lines
from kopgroep.reporting.lineage import Asked, asked, path_of
from kopgroep.reporting.reported.money import MoneyNumber
from kopgroep.reporting.view import View
from kopgroep.workspace.behind import companies_of, helped, lines_of, seen_by, sum_of
from kopgroep.workspace.cut_words import cut_words
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.lineage_words import words_of
from kopgroep.workspace.public_days import as_public
from kopgroep.workspace.sheets import csv_lines
from kopgroep.workspace.templatetags.casework import kind_words, name_of
from kopgroep.workspace.views.acting import page_of

PAGE = 50
PARTS = {False: "workspace/behind_lines.html", True: "workspace/behind_money.html"}
"""The table of the lines: one of what was done for companies, one of money."""


def wanted(request: Asking, code: str) -> Asked:
    """What the address asks for, as this person may see it; a 404 for a figure that is not there. Raises Refused."""
    try:
        asking = asked(code, request.GET.dict())
    except UnknownCodeError as unknown:
        raise Http404(str(unknown)) from unknown
    return asking if request.user.may(Permission.SEE_LINES) else as_public(asking)


@asks(Permission.SEE_MONITOR)
def behind_page(request: Asking, code: str) -> HttpResponse:
    """One value, as the address asks for it, with the lines that it is made of for who may open them."""
    try:
        asking = wanted(request, code)
    except Refused as refused:
        return render(request, "workspace/behind.html", {"refused": refused.message}, status=400)
    may_open = request.user.may(Permission.SEE_LINES)
    context: dict[str, Any] = {
        "asked": asking,
        "item": asking.item,
        "reading": seen_by(request.user, asking),
        "parts": cut_words(asking.view.cut),
        **words_of(asking),
        "may_open": may_open,
        "of_money": isinstance(asking.item, MoneyNumber),
        "lines_part": PARTS[isinstance(asking.item, MoneyNumber)],
        "may_export": request.user.may(Permission.EXPORT_COMPANIES),
    }
    if may_open:
        context |= opened(request, asking)
    return render(request, "workspace/behind.html", context)


def opened(request: Asking, asking: Asked) -> dict[str, Any]:
    """The lines or the companies behind a number, a page at a time; and of a frozen one what came or went since."""
    lines = lines_of(asking)
    shown = lines.visible_to(request.user).select_related("company", "actor")
    found: dict[str, Any] = {"sum": sum_of(lines, asking.view), "companies_shown": False}
    if request.GET.get("lijst") == "bedrijven" and not isinstance(asking.item, MoneyNumber):
        page = page_of(request, companies_of(lines.visible_to(request.user)), size=PAGE)
        found |= {"companies_shown": True, "page": page, "helped": list(helped(page.rows))}
    else:
        found["page"] = page_of(request, shown.order_by("-happened_on", "-pk"), size=PAGE)
    if asking.closing:
        found |= since(request, asking, lines)
    return found


def since(request: Asking, asking: Asked, lines: EntryQuerySet) -> dict[str, Any]:
    """What became known after the quarter was closed: lines that came later, and lines that count no more."""
    now = Asked(asking.item, View(asking.view.on, asking.view.cut), asking.cell)
    known = lines_of(now).visible_to(request.user).select_related("company", "actor")
    then, later = lines.order_by().values("pk"), known.order_by().values("pk")
    gone = lines.visible_to(request.user).select_related("company", "actor")
    return {
        "came": list(known.exclude(pk__in=then).order_by("-happened_on", "-pk")[:PAGE]),
        "went": list(gone.exclude(pk__in=later).order_by("-happened_on", "-pk")[:PAGE]),
        "now_url": path_of(now.item.code, until=now.view.on, cell=now.cell, cut=now.view.cut),
        "reading_now": seen_by(request.user, now),
    }


def _head() -> list[str]:
    """What the columns hold is told in docs/handleiding/manager.md."""
    return [
        _("Line"),
        _("Date"),
        _("Written on"),
        _("What"),
        _("Quantity"),
        _("Company"),
        _("KVK number"),
        _("Theme"),
        _("Programme line"),
        _("Outcome"),
        _("Municipality"),
        _("Sector"),
        _("Size"),
        _("Who"),
    ]


def _cells(lines: EntryQuerySet, *, kinds: dict[Any, str]) -> Iterator[list[str]]:
    for line in lines.iterator(chunk_size=1000):
        company = line.company
        yield [
            str(line.pk),
            line.happened_on.isoformat(),
            line.recorded_at.date().isoformat(),
            kinds.get(line.kind, line.kind),
            str(line.quantity),
            company.name if company else "",
            (company.kvk_number or "") if company else "",
            name_of(line.theme, "theme") if line.theme else "",
            name_of(line.line, "line") if line.line else "",
            line.outcome,
            line.municipality_code,
            line.sector,
            line.size_class,
            line.actor.name if line.actor else "",
        ]


@require_POST
@asks(Permission.EXPORT_COMPANIES)
def behind_file(request: Asking, code: str) -> HttpResponseBase:
    """The lines behind a number as CSV. That somebody took them along is written down."""
    try:
        asking = wanted(request, code)
    except Refused as refused:
        return render(request, "workspace/behind.html", {"refused": refused.message}, status=400)
    lines = lines_of(asking).visible_to(request.user).select_related("company", "actor").order_by("happened_on", "pk")
    taken = export_lines(lines, code=code, query=request.GET.urlencode(), by=request.user)
    rows = csv_lines(_head(), _cells(taken, kinds=dict(kind_words())))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{asking.view.on}.csv"'
    return response
