"""Handing over the work of somebody who leaves: from whom, to whom, what exactly, and then all of it in one go."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.handover import hand_over
from kopgroep.casework.handover import counted, pieces_of, shared_out
from kopgroep.casework.handover_letter import in_words
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.handover import HandOverForm, by_municipality
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, saved


@asks(Permission.HAND_OVER)
def handover_page(request: Asking) -> HttpResponse:
    """Choose who leaves (``van``); then who takes over; look at the shares; and hand over."""
    asked = request.GET.get("van", "")
    if not asked.isdecimal():
        people = User.objects.order_by("-is_active", "name", "pk").filter(grants__isnull=False).distinct()
        return render(request, "workspace/handover_choose.html", {"people": people})
    leaver = get_object_or_404(User.objects.all(), pk=int(asked))
    pieces = pieces_of(leaver)
    towns = by_municipality([piece.municipality for piece in pieces])
    form = HandOverForm(request.POST or None, leaver=leaver, municipalities=towns)
    context: dict[str, Any] = {"leaver": leaver, "counts": in_words(counted(pieces)), "pieces": len(pieces)}
    if form.is_valid():
        heirs = form.heirs
        if "geef" not in request.POST:
            shares = [(heir, in_words(share)) for heir, share in shared_out(pieces, heirs).items()]
            return draw(request, "workspace/handover.html", form, **context, shares=shares)
        with refusals_on(form):
            hand_over(leaver, heir=heirs.default, by_municipality=heirs.by_municipality, by=request.user)
            names = ", ".join(heir.name for heir in heirs)
            sentence = _("The work of %(leaver)s is handed over to %(names)s.") % {"leaver": leaver, "names": names}
            return saved(request, sentence, "workspace:person", leaver.pk)
    return draw(request, "workspace/handover.html", form, **context)
