"""Lists that people keep: all of them, keeping one, changing one, letting one go."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.lists import change_list, drop_list, keep_list
from kopgroep.casework.models import SavedList
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.lists import ChangeListForm, ListForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.saved_lists import address_of, query_of
from kopgroep.workspace.views.acting import draw, saved


def page_words() -> dict[str, str]:
    """What the page behind each kind of list is called."""
    return {
        SavedList.Of.COMPANIES: _("Companies"),
        SavedList.Of.PORTFOLIO: _("Portfolio"),
        SavedList.Of.REFERRALS: _("Referrals"),
        SavedList.Of.JOURNEYS: _("Trajectories"),
        SavedList.Of.QUESTIONS: _("Questions"),
    }


def find_own(request: Asking, pk: int) -> SavedList:
    """One of this person's own lists; else a 404."""
    return get_object_or_404(SavedList.objects.visible_to(request.user).filter(owner=request.user), pk=pk)


@asks(Permission.SEE_COMPANIES)
def lists_page(request: Asking) -> HttpResponse:
    """One's own lists, and those that colleagues share."""
    words = page_words()
    rows = SavedList.objects.visible_to(request.user).select_related("owner").order_by("name", "pk")
    found = [(kept, address_of(kept), words[kept.of]) for kept in rows]
    return render(request, "workspace/lists.html", {"rows": found})


@asks(Permission.SEE_COMPANIES)
def list_new(request: Asking) -> HttpResponse:
    """Keep the filters in the address under a name. ``lijst`` says of which page they are."""
    try:
        of = SavedList.Of(request.GET.get("lijst", ""))
    except ValueError:
        return redirect("workspace:lists")
    query = query_of(of, request.GET)
    form = ListForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            kept = keep_list(data["name"], of=of, query=query, shared=data["shared"], by=request.user)
            sentence = _("The list “%(name)s” is kept.") % {"name": kept.name}
            answer = saved(request, sentence, f"workspace:{of.value}")
            answer["HX-Redirect" if request.headers.get("HX-Request") else "Location"] = address_of(kept)
            return answer
    return draw(request, "workspace/list_form.html", form, title=_("Keep this list"), page=page_words()[of])


@asks(Permission.SEE_COMPANIES)
def list_change(request: Asking, pk: int) -> HttpResponse:
    """Give one's own list another name, or share it. Somebody else's opens as the list that it is."""
    kept = get_object_or_404(SavedList.objects.visible_to(request.user), pk=pk)
    if kept.owner_id != request.user.pk:
        return redirect(address_of(kept))
    now = {"name": kept.name, "shared": kept.shared, "version": kept.version}
    form = ChangeListForm(request.POST or None, initial=now)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            change_list(kept, name=data["name"], shared=data["shared"], by=request.user, version=data["version"])
            return saved(request, _("The list is changed."), "workspace:lists")
    return draw(request, "workspace/list_form.html", form, title=_("Change the list"), kept=kept)


@require_POST
@asks(Permission.SEE_COMPANIES)
def list_drop(request: Asking, pk: int) -> HttpResponse:
    """Let one's own list go."""
    kept = find_own(request, pk)
    drop_list(kept, by=request.user)
    return saved(request, _("The list “%(name)s” is gone.") % {"name": kept.name}, "workspace:lists")
