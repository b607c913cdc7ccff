"""Lists that people keep: which filters of which page may be kept, and the way back to them."""

from collections.abc import Mapping

from django.http import QueryDict
from django.urls import reverse

from kopgroep.casework.models import SavedList
from kopgroep.workspace.forms.companies import FilterForm
from kopgroep.workspace.forms.portfolio import PortfolioFilter
from kopgroep.workspace.forms.referral_filters import ReferralFilter

Of = SavedList.Of
ORDER = "op"
FILTERS: dict[SavedList.Of, tuple[str, ...]] = {
    Of.COMPANIES: (*FilterForm.base_fields, ORDER),
    Of.PORTFOLIO: (*PortfolioFilter.base_fields, ORDER),
    Of.REFERRALS: tuple(ReferralFilter.base_fields),
    Of.JOURNEYS: ("stand", "van", "thema"),
    Of.QUESTIONS: ("stand",),
}
"""The names in the address of each page that are filters; nothing else is kept or opened."""
LONGEST_VALUE = 200


def query_of(of: SavedList.Of, asked: Mapping[str, str]) -> str:
    """The filters of an address as they are kept: known names only, each once, in a fixed order, freshly encoded."""
    kept = QueryDict(mutable=True)
    for name in FILTERS[of]:
        value = str(asked.get(name, "")).strip()[:LONGEST_VALUE]
        if value:
            kept[name] = value
    return kept.urlencode()


def address_of(kept: SavedList) -> str:
    """The page with the filters of a list. What was kept is checked again: it is text in a database."""
    of = SavedList.Of(kept.of)
    query = query_of(of, QueryDict(kept.query))
    return reverse(f"workspace:{of.value}") + (f"?{query}" if query else "")
