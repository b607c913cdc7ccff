"""Quarters: which are closed, what was said then, what is known better since, and closing the next one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.periods import quarter_ends
from kopgroep.ledger.models import Entry
from kopgroep.reporting.actions.quarters import close_quarter, propose_quarter
from kopgroep.reporting.closing import (
    ended_quarters,
    later_doubles,
    made_of,
    next_quarter,
    parts_of,
    restatements,
    view_of,
)
from kopgroep.reporting.models import Closing
from kopgroep.reporting.small_cells import SMALLEST_CELL
from kopgroep.reporting.view import View
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.quarters import CloseForm, ProposeForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.quarter_parts import figure_of, frozen_splits, made_splits
from kopgroep.workspace.quarter_rows import proposed_groups, quarter_rows, restated_groups
from kopgroep.workspace.views.acting import saved


@asks(Permission.SEE_MONITOR)
def quarters_page(request: Asking) -> HttpResponse:
    """Every quarter that is over, with how it stands and who acts next."""
    closings = Closing.objects.visible_to(request.user).select_related("proposed_by", "closed_by")
    context = {
        "rows": quarter_rows(today(), closings),
        "turn": next_quarter(today()),
        "may_close": request.user.may(Permission.CLOSE_QUARTER),
    }
    return render(request, "workspace/quarters.html", context)


@asks(Permission.SEE_MONITOR)
def quarter_page(request: Asking, quarter: str) -> HttpResponse:
    """One quarter: closed with what was restated since, proposed, or as it would be proposed now."""
    return draw_quarter(request, quarter)


@asks(Permission.SEE_MONITOR)
def quarter_parts(request: Asking, quarter: str, code: str) -> HttpResponse:
    """The parts of one figure of a quarter: fetched into the page of the quarter, or a page without JavaScript."""
    _check(quarter)
    closing, until, user = find_closing(request, quarter), quarter_ends(quarter), request.user
    figure = figure_of(code, closing)
    if figure is None:
        raise Http404(f"{quarter} has no figure {code}")
    if closing and closing.is_closed:
        splits = frozen_splits(figure, closing, user)
    elif figure.item:
        view = view_of(closing) if closing else View(until)
        splits = made_splits(figure, parts_of(figure.item, view), until, user)
    else:
        splits = []
    context = {
        "quarter": quarter,
        "closing": closing,
        "until": until,
        "figure": figure,
        "splits": splits,
        "smallest": None if user.may(Permission.SEE_LINES) else SMALLEST_CELL,
    }
    part = "#parts" if request.headers.get("HX-Request") else ""
    answer = render(request, f"workspace/quarter_parts.html{part}", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@asks(Permission.CLOSE_QUARTER)
@require_POST
def quarter_propose(request: Asking, quarter: str) -> HttpResponse:
    """Propose the quarter as it is known now."""
    _check(quarter)
    form = ProposeForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            propose_quarter(quarter, remark=form.cleaned_data["remark"], by=request.user)
            return saved(request, _("Proposed. A colleague can close it now."), "workspace:quarter", quarter)
    return draw_quarter(request, quarter, propose=form)


@asks(Permission.CLOSE_QUARTER)
@require_POST
def quarter_close(request: Asking, quarter: str) -> HttpResponse:
    """Close what was proposed, for good."""
    _check(quarter)
    closing = find_closing(request, quarter)
    if closing is None:
        raise Http404(f"{quarter} is not proposed")
    form = CloseForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            close_quarter(closing, seen=form.cleaned_data["seen"], by=request.user)
            return saved(
                request, _("The quarter is closed. Its figures stay as they are."), "workspace:quarter", quarter
            )
    return draw_quarter(request, quarter, close=form)


def find_closing(request: Asking, quarter: str) -> Closing | None:
    """The proposal or the closed quarter, if there is one that this person may see."""
    closings = Closing.objects.visible_to(request.user).select_related("proposed_by", "closed_by")
    return closings.filter(quarter=quarter).first()


def draw_quarter(
    request: Asking, quarter: str, *, propose: ProposeForm | None = None, close: CloseForm | None = None
) -> HttpResponse:
    """The page of a quarter, with the form that was sent and came back, if any."""
    _check(quarter)
    closing, until = find_closing(request, quarter), quarter_ends(quarter)
    bound = propose or close
    context: dict[str, Any] = {"quarter": quarter, "closing": closing, "until": until, "refused": bound}
    context["may_open"] = request.user.may(Permission.SEE_LINES)
    if closing and closing.is_closed:
        context |= _closed(request, closing)
    else:
        context |= _open(request, closing, quarter, propose, close)
    status = 409 if bound and not bound.changes and bound.non_field_errors() else bound.status if bound else 200
    return render(request, "workspace/quarter.html", context, status=status)


def _closed(request: Asking, closing: Closing) -> dict[str, Any]:
    groups = restated_groups(restatements(closing, parts=False), closing, request.user)
    rows = [row for group in groups for row in group.rows if row.moved]
    moved = [row for row in rows if not row.redefined]
    doubles = list(later_doubles(closing)) if moved else []
    redefined = [row for row in rows if row.redefined]
    return {"groups": groups, "moved": moved, "doubles": len(doubles), "redefined": redefined}


def _open(
    request: Asking, closing: Closing | None, quarter: str, propose: ProposeForm | None, close: CloseForm | None
) -> dict[str, Any]:
    user, until = request.user, quarter_ends(quarter)
    view = view_of(closing) if closing else View(until)
    may = user.may(Permission.CLOSE_QUARTER) and next_quarter(today()) == quarter
    mine = closing is not None and closing.proposed_by == user
    later = Entry.objects.filter(pk__gt=closing.last_line, happened_on__lte=until).count() if closing else 0
    return {
        "groups": proposed_groups(made_of(view, parts=False), closing, until, user),
        "first_open": next_quarter(today()),
        "later": later,
        "propose": (propose or ProposeForm(initial={"remark": closing.remark if closing else ""})) if may else None,
        "close": (close or CloseForm(initial={"seen": closing.hash})) if may and closing and not mine else None,
        "mine": mine,
    }


def _check(quarter: str) -> None:
    if quarter not in ended_quarters(today()):
        raise Http404(f"{quarter} is no quarter of the programme that is over")
