"""What lies behind a number: its definition, its lines and its companies."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused
from kopgroep.programme import Indicator, UnknownCodeError
from kopgroep.reporting.counting import lines_behind, value
from kopgroep.reporting.lineage import asked
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import page_of

PAGE = 50


@asks(Permission.SEE_MONITOR)
def behind_page(request: Asking, code: str) -> HttpResponse:
    """One value, as the address asks for it, with the lines that it is made of for who may open them."""
    try:
        wanted = asked(code, request.GET.dict())
    except UnknownCodeError as unknown:
        raise Http404(str(unknown)) from unknown
    except Refused as refused:
        return render(request, "workspace/behind.html", {"refused": refused.message}, status=400)
    context: dict[str, object] = {"asked": wanted}
    if isinstance(wanted.item, Indicator):
        lines = lines_behind(wanted.item, wanted.view).visible_to(request.user).select_related("company", "actor")
        context["value"] = value(wanted.item, wanted.view)
        context["page"] = page_of(request, lines.order_by("-happened_on", "-pk"), size=PAGE)
    return render(request, "workspace/behind.html", context)
