"""The kept lists above the page that they filter, and beside the day."""

from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse

from kopgroep.casework.models import SavedList
from kopgroep.workspace.saved_lists import address_of, query_of

register = template.Library()


@register.inclusion_tag("workspace/saved_lists.html", takes_context=True)
def saved_lists(context: RequestContext, of: str) -> dict[str, Any]:
    """The lists that this person keeps or that colleagues share of one page, and the way to keep the present one."""
    request, page = context["request"], SavedList.Of(of)
    present = query_of(page, request.GET)
    rows = list(
        SavedList.objects.visible_to(request.user).filter(of=page).select_related("owner").order_by("name", "pk")
    )
    return {
        "rows": [(kept, address_of(kept), bool(present) and kept.query == present) for kept in rows],
        "keep": f"{reverse('workspace:list-new')}?lijst={page.value}&{present}" if present else "",
        "known": any(kept.query == present and kept.owner_id == request.user.pk for kept in rows),
        "user": request.user,
    }


@register.inclusion_tag("workspace/my_lists.html", takes_context=True)
def my_lists(context: RequestContext) -> dict[str, Any]:
    """All lists of this person and the shared ones, for the side of the day page."""
    user = context["request"].user
    rows = SavedList.objects.visible_to(user).select_related("owner").order_by("name", "pk")
    return {"rows": [(kept, address_of(kept)) for kept in rows[:30]], "user": user}
