"""What every page shows around its content."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import standing_at, today
from kopgroep.programme import current


@dataclass(frozen=True)
class NavItem:
    """One word of the menu of the workspace."""

    url: str
    label: str
    current: bool
    count: int | None = None


BELOW = {
    "workspace:today": ("workspace:agenda", "workspace:tasks", "workspace:drafts", "workspace:portfolio"),
    "workspace:referrals": ("workspace:partners",),
    "workspace:monitor": ("workspace:benchmark", "workspace:figures", "workspace:funder", "workspace:own-figures"),
    "workspace:office": ("workspace:people", "workspace:handover", "workspace:post", "workspace:audit"),
}
"""Pages that are reached through a word of the menu, though their address does not begin with its own."""


def navigation(request: HttpRequest) -> list[NavItem]:
    """The words of the menu that this person may open."""
    if not request.user.is_authenticated:
        return []
    items = [
        ("workspace:today", _("Today"), Permission.RECORD_CONTACT),
        ("workspace:companies", _("Companies"), Permission.SEE_COMPANIES),
        ("workspace:questions", _("Questions"), Permission.SEE_QUESTIONS),
        ("workspace:scans", _("Scans"), Permission.SEE_JOURNEYS),
        ("workspace:journeys", _("Trajectories"), Permission.SEE_JOURNEYS),
        ("workspace:referrals", _("Referrals"), Permission.SEE_REFERRALS),
        ("workspace:cards", _("Cards"), Permission.ANSWER_REFERRAL),
        ("workspace:monitor", _("Monitor"), Permission.SEE_MONITOR),
        ("workspace:office", _("Office"), Permission.SEE_AUDIT),
    ]
    found = []
    for name, label, permission in items:
        if request.user.may(permission):
            url = reverse(name)
            # The day page is the root of the workspace: every address begins with it.
            here = request.path == url if name == "workspace:today" else request.path.startswith(url)
            below = any(request.path.startswith(reverse(other)) for other in BELOW.get(name, ()))
            found.append(NavItem(url=url, label=label, current=here or below))
    return found


def first_page(request: HttpRequest) -> str | None:
    """The address of the first page that this person may open in the workspace; None when there is none."""
    items = navigation(request)
    return items[0].url if items else None


def tools(request: HttpRequest) -> dict[str, bool]:
    """Which of the tools around every page of the workspace this person has: a partner has none of them."""
    if not request.user.is_authenticated:
        return {}
    return {
        "search": request.user.may(Permission.SEE_COMPANIES),
        "keys": request.user.may(Permission.SEE_WORKSPACE),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """Programme, today, the banner of a demonstration, and the menu."""
    return {
        "programme": current(),
        "today": today(),
        "demo_banner": standing_at() is not None,
        "second_factor_waived": settings.SECOND_FACTOR_OPTIONAL and standing_at() is not None,
        "nav": navigation(request) if request.path.startswith("/werkplek/") else [],
        "tools": tools(request) if request.path.startswith("/werkplek/") else {},
    }
