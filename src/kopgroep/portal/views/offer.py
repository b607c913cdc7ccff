"""What there is: the programme's own offer, instruments of others, and the partners."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kopgroep.base.clock import today
from kopgroep.partners.kinds import PARTNER_KINDS
from kopgroep.portal.forms.offer import OfferForm
from kopgroep.portal.words import FORMS, SHAPES, STATUSES
from kopgroep.programme import Instrument, Partner, Programme, current

# What can be used comes before what the source called closed; within that by name.
ORDER = ["open", "ongoing", "rounds", "yearly", "unknown", "closed"]


def instruments_for(programme: Programme, *, theme: str, form: str) -> list[Instrument]:
    """The instruments of a theme and of a form of support (empty is all), usable ones first, then by name."""
    found = [
        i
        for i in programme.instruments
        if i.is_active(today()) and (not theme or theme in i.themes) and (not form or form == i.form)
    ]
    return sorted(found, key=lambda i: (ORDER.index(i.status), i.name.casefold()))


def partners_by_kind(programme: Programme) -> list[tuple[Any, list[Partner]]]:
    """The partners in groups, with the word for each group, in the order of the words."""
    order = list(PARTNER_KINDS)
    active = [p for p in programme.partners if p.is_active(today())]
    active.sort(key=lambda p: (order.index(p.kind), p.name.casefold()))
    return [(PARTNER_KINDS[kind], list(group)) for kind, group in groupby(active, key=lambda p: p.kind)]


@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """The offer, with a choice of theme and kind of support in the address."""
    programme = current()
    form = OfferForm(request.GET)
    theme = form.chosen("thema")
    instruments = instruments_for(programme, theme=theme, form=form.chosen("vorm"))
    context = {
        "form": form,
        "instruments": [(i, FORMS[i.form], STATUSES[i.status], SHAPES[i.status]) for i in instruments],
        "own": [o for o in programme.offer if o.is_active(today()) and (not theme or o.theme in (None, theme))],
        "partner_groups": partners_by_kind(programme),
        "filtered": bool(theme or form.chosen("vorm")),
    }
    template = "portal/offer.html#found" if request.headers.get("HX-Request") else "portal/offer.html"
    return render(request, template, context)
