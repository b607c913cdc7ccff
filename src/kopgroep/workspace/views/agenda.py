"""One's own agenda: what comes, what is not written up yet, and the private link for a calendar program."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.agenda import end_agenda_link, make_agenda_link
from kopgroep.casework.models import AgendaLink, Appointment, ContactDraft
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import saved

SHOWN = 50
AHEAD = timedelta(days=60)


def _page(request: Asking, *, secret: str = "") -> HttpResponse:
    on = today()
    rows = Appointment.objects.visible_to(request.user).select_related("company").filter(owner=request.user)
    context = {
        "on": on,
        "coming": rows.standing().filter(held_on__gte=on, held_on__lte=on + AHEAD).order_by("starts_at", "pk")[:SHOWN],
        "unwritten": rows.unwritten(on)[:SHOWN],
        "drafts": ContactDraft.objects.visible_to(request.user).open().count(),
        "link": AgendaLink.objects.filter(user=request.user, ended_at=None).first(),
    }
    if secret:
        context["address"] = settings.BASE_URL.rstrip("/") + reverse("portal:agenda", args=[secret])
    return render(request, "workspace/agenda.html", context)


@never_cache
@asks(Permission.PLAN_WORK)
def agenda_page(request: Asking) -> HttpResponse:
    """What comes, what still has to be written up, and whether there is a link."""
    return _page(request)


@never_cache
@require_POST
@asks(Permission.PLAN_WORK)
def agenda_link(request: Asking) -> HttpResponse:
    """Make a new link and show it this once; the one before stops working."""
    return _page(request, secret=make_agenda_link(by=request.user))


@require_POST
@asks(Permission.PLAN_WORK)
def agenda_end(request: Asking) -> HttpResponse:
    """End the link."""
    end_agenda_link(by=request.user)
    return saved(request, _("The link does not work any more."), "workspace:agenda")
