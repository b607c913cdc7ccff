"""What is looked after now and then, on one page, so that the menu stays short."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kopgroep.accounts.permissions import Permission
from kopgroep.workspace.guards import Asking, asks


@dataclass(frozen=True)
class Room:
    """A part of the office: where it is, what it is called, and what one does there."""

    url: str
    label: str
    purpose: str


def rooms_for(request: Asking) -> list[Room]:
    """The parts that this person may open."""
    rooms = [
        ("people", _("People"), _("Accounts, roles and who answers where."), Permission.MANAGE_ROLES),
        ("handover", _("Hand over work"), _("Somebody leaves: open work to colleagues."), Permission.HAND_OVER),
        ("doubles", _("Doubles"), _("Companies that may stand in the file twice."), Permission.MERGE_COMPANIES),
        ("money", _("Money"), _("Budget, spent and committed, per source."), Permission.RECORD_MONEY),
        ("surveys", _("Surveys"), _("What companies think of us, once a year."), Permission.RUN_SURVEY),
        ("events", _("Meetings"), _("Tables and meetings that were held."), Permission.HOLD_EVENT),
        ("post", _("Mail"), _("What was mailed, and what did not surely arrive."), Permission.SEE_POST),
        ("audit", _("Logbook"), _("Who changed what, and who looked at what."), Permission.SEE_AUDIT),
    ]
    return [
        Room(url=reverse(f"workspace:{name}"), label=label, purpose=purpose)
        for name, label, purpose, permission in rooms
        if request.user.may(permission)
    ]


@require_safe
@asks(Permission.SEE_AUDIT)
def office_page(request: Asking) -> HttpResponse:
    """The parts of the office, each with a sentence."""
    return render(request, "workspace/office.html", {"rooms": rooms_for(request)})
