"""Drawing a page with a form, with and without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from kopgroep.workspace.forms.acting import ActForm
from kopgroep.workspace.guards import Asking


def draw(request: Asking, template: str, form: ActForm, **context: Any) -> HttpResponse:
    """The page of a form; to HTMX only its panel, which opens in place."""
    part = f"{template}#panel" if request.headers.get("HX-Request") else template
    return render(request, part, {"form": form, **context}, status=form.status)


def saved(request: Asking, sentence: str, name: str, *args: Any, undo: str = "", anchor: str = "") -> HttpResponse:
    """Go to a page and say what was saved there. ``undo`` is the address that takes it back."""
    messages.success(request, sentence, extra_tags=undo)
    url = reverse(name, args=args) + anchor
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url)
