"""Tables and meetings: those that were held, and one more."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.events.actions import hold_event
from kopgroep.events.models import Event
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.events import EventForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, page_of, saved

PAGE = 50


@asks(Permission.SEE_WORKSPACE)
def events_page(request: Asking) -> HttpResponse:
    """The meetings, the latest first, of one kind or theme when asked."""
    kind, theme = request.GET.get("soort", ""), request.GET.get("thema", "")
    events = Event.objects.visible_to(request.user).select_related("by")
    if kind:
        events = events.filter(kind=kind)
    if theme:
        events = events.filter(theme=theme)
    may_record = request.user.may(Permission.HOLD_EVENT)
    context = {"page": page_of(request, events, size=PAGE), "may_record": may_record}
    return render(request, "workspace/events.html", context)


@asks(Permission.HOLD_EVENT)
def event_new(request: Asking) -> HttpResponse:
    """Write that a meeting was held."""
    form = EventForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            hold_event(by=request.user, **form.cleaned_data)
            return saved(request, _("The meeting is saved and counts."), "workspace:events")
    return draw(request, "workspace/event_form.html", form)
