"""Drawing a page with a form, with and without JavaScript."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from kopgroep.workspace.forms.acting import ActForm
from kopgroep.workspace.guards import Asking

# No list is so long that its place needs more digits.
LONGEST = 10


@dataclass(frozen=True)
class Page:
    """One page of a list, without an exact count: the addresses of the pages beside it, empty where there are none."""

    rows: list[Any]
    previous: str
    following: str


def page_of(request: Asking, rows: QuerySet[Any], *, size: int) -> Page:
    """The page of a list that ``vanaf`` in the address asks for; one row more is fetched to know of a next page."""
    asked = request.GET.get("vanaf", "")
    start = int(asked) if asked.isdecimal() and len(asked) < LONGEST else 0
    found = list(rows[start : start + size + 1])
    previous = at(request, max(start - size, 0)) if start else ""
    return Page(rows=found[:size], previous=previous, following=at(request, start + size) if len(found) > size else "")


def at(request: Asking, start: int) -> str:
    """The address of this page with another beginning."""
    query = request.GET.copy()
    query["vanaf"] = str(start)
    return f"?{query.urlencode()}"


def draw(request: Asking, template: str, form: ActForm, **context: Any) -> HttpResponse:
    """The page of a form; to HTMX only its panel, which opens in place."""
    part = f"{template}#panel" if request.headers.get("HX-Request") else template
    return render(request, part, {"form": form, **context}, status=form.status)


def saved(request: Asking, sentence: str, name: str, *args: Any, undo: str = "", anchor: str = "") -> HttpResponse:
    """Go to a page and say what was saved there. ``undo`` is the address that takes it back."""
    messages.success(request, sentence, extra_tags=undo)
    url = reverse(name, args=args)
    # A browser that is on this page already would only move to the anchor, and show what stood there before.
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url + anchor)
