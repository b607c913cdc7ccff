"""Search as you type, and the page of what was found."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.companies.search import Hit, MatchedOn, search
from kopgroep.workspace.guards import Asking, asks

SUGGESTED, LISTED = 8, 25


@dataclass(frozen=True)
class Found:
    """One hit as people read it."""

    url: str
    title: str
    detail: str
    why: str
    """Why it is here, when the name does not say so."""
    ended: bool


def found(hit: Hit) -> Found:
    """A hit in words."""
    why = {
        MatchedOn.TRADE_NAME: _("other trade name"),
        MatchedOn.DOMAIN: _("mail or web address"),
        MatchedOn.POSTCODE: _("postcode"),
        MatchedOn.ESTABLISHMENT_NUMBER: _("establishment number"),
        MatchedOn.LIKENESS: _("looks like it"),
    }.get(hit.matched_on, "")
    known_by = hit.kvk_number if hit.matched_on is MatchedOn.KVK_NUMBER else ""
    parts = (hit.found_as, hit.place, known_by, why, _("stopped") if hit.ended else "")
    return Found(
        url=reverse("workspace:company", args=[hit.company_id]),
        title=hit.name,
        detail=" · ".join(part for part in parts if part),
        why=why,
        ended=hit.ended,
    )


@asks(Permission.SEE_COMPANIES)
def search_page(request: Asking) -> HttpResponse:
    """What was found for ``q``; to the search field, while typing, only the suggestions."""
    text = request.GET.get("q", "").strip()
    target = request.headers.get("HX-Target", "")
    suggesting = target.endswith("-list")
    hits = search(text, user=request.user, limit=SUGGESTED if suggesting else LISTED)
    context = {
        "items": [found(hit) for hit in hits],
        "text": text,
        "may_add": request.user.may(Permission.EDIT_COMPANY),
        "ident": target.removesuffix("-list"),
    }
    name = "parts/suggestions.html" if suggesting else "workspace/search.html"
    response = render(request, name, context)
    patch_vary_headers(response, ["HX-Target"])
    return response
