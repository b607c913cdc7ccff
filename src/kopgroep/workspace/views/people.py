"""People who log in: who may do what, inviting, closing, and the export for the yearly review of rights."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.actions import (
    change_details,
    close_account,
    export_rights,
    grant_role,
    invite_user,
    reopen_account,
    withdraw_role,
)
from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.permissions import Permission
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.handover import pieces_of
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.people import InviteForm, PersonDetailsForm, role_choices
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.mail import write_invitation
from kopgroep.workspace.sheets import csv_lines
from kopgroep.workspace.views.acting import draw, saved

PAGE = 100


def people_of(request: Asking) -> QuerySet[User]:
    """The accounts that this person looks after, open ones first, with the roles held now in ``held``."""
    grants = Prefetch("grants", RoleGrant.objects.current().select_related("granted_by"), to_attr="held")
    return User.objects.visible_to(request.user).order_by("-is_active", "name", "pk").prefetch_related(grants)


def find_person(request: Asking, pk: int) -> User:
    """One account, if this person looks after it; else a 404."""
    return get_object_or_404(people_of(request), pk=pk)


def role_rows(person: User, language: str) -> list[dict[str, Any]]:
    """Every role of the programme, and since when and through whom this person holds it."""
    held = {grant.role: grant for grant in person.held}  # type: ignore[attr-defined]  # set by people_of
    texts = {role: current().role(role) for role in Role}
    return [
        {
            "code": role.value,
            "name": texts[role].name.in_(language),
            "description": texts[role].description.in_(language),
            "grant": held.get(role.value),
        }
        for role in Role
    ]


@asks(Permission.MANAGE_ROLES)
def people_page(request: Asking) -> HttpResponse:
    """Everybody with an account, and the roles of each."""
    names = dict(role_choices(get_language() or "nl"))
    start = int(request.GET.get("vanaf", "0")) if request.GET.get("vanaf", "0").isdecimal() else 0
    found = list(people_of(request)[start : start + PAGE + 1])
    rows = [(person, [names[grant.role] for grant in person.held]) for person in found[:PAGE]]  # type: ignore[attr-defined]
    context = {
        "rows": rows,
        "previous_page": f"?vanaf={max(start - PAGE, 0)}" if start else "",
        "next_page": f"?vanaf={start + PAGE}" if len(found) > PAGE else "",
    }
    return render(request, "workspace/people.html", context)


@asks(Permission.MANAGE_ROLES)
def person_page(request: Asking, pk: int) -> HttpResponse:
    """One account: what is known, which roles, and what may be done with it."""
    person = find_person(request, pk)
    areas = [current().municipality(code).name for code in person.areas]
    context = {"person": person, "roles": role_rows(person, get_language() or "nl"), "areas": areas}
    context["may_hand_over"] = request.user.may(Permission.HAND_OVER)
    return render(request, "workspace/person.html", context)


@asks(Permission.MANAGE_ROLES)
def person_invite(request: Asking) -> HttpResponse:
    """Make an account and mail the person how to log in. A second click finds the account of the first."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            person = invite_user(
                email=data["email"],
                name=data["name"],
                phone=data["phone"],
                areas=data["areas"],
                roles=[Role(role) for role in data["roles"]],
                by=request.user,
                then=lambda user: write_invitation(user, by=request.user),
            )
            sentence = _("%(name)s has an account. The mail with how to log in is on its way.") % {"name": person}
            return saved(request, sentence, "workspace:person", person.pk)
    return draw(request, "workspace/person_form.html", form, title=_("Invite somebody"))


@asks(Permission.MANAGE_ROLES)
def person_change(request: Asking, pk: int) -> HttpResponse:
    """Change name, telephone and area."""
    person = find_person(request, pk)
    now = {"name": person.name, "phone": person.phone, "areas": person.areas}
    form = PersonDetailsForm(request.POST or None, initial=now)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            change_details(person, name=data["name"], phone=data["phone"], areas=data["areas"], by=request.user)
            return saved(request, _("The details are saved."), "workspace:person", pk)
    return draw(request, "workspace/person_form.html", form, person=person, title=_("Change details"))


@require_POST
@asks(Permission.MANAGE_ROLES)
def person_role(request: Asking, pk: int) -> HttpResponse:
    """Give a role (``give=1``) or take it away."""
    person = find_person(request, pk)
    try:
        role = Role(request.POST.get("role", ""))
        change = grant_role if request.POST.get("give") == "1" else withdraw_role
        change(person, role, by=request.user)
    except ValueError:
        messages.error(request, _("Choose one of the roles."))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The roles of %(name)s are saved.") % {"name": person})
    return redirect("workspace:person", pk)


@require_POST
@asks(Permission.MANAGE_ROLES)
@transaction.atomic
def person_close(request: Asking, pk: int) -> HttpResponse:
    """Close an account; from then on nobody comes in with it. Open work must be handed over first."""
    person = find_person(request, pk)
    waiting = len(pieces_of(person))
    if waiting:
        sentence = ngettext(
            "%(name)s still has %(count)s open thing. Hand it over first.",
            "%(name)s still has %(count)s open things. Hand them over first.",
            waiting,
        )
        messages.error(request, sentence % {"name": person, "count": waiting})
        if not request.user.may(Permission.HAND_OVER):
            return redirect("workspace:person", pk)
        return redirect(f"{reverse('workspace:handover')}?van={pk}")
    return _open_or_close(request, pk, close=True)


@require_POST
@asks(Permission.MANAGE_ROLES)
def person_reopen(request: Asking, pk: int) -> HttpResponse:
    """Open a closed account again."""
    return _open_or_close(request, pk, close=False)


def _open_or_close(request: Asking, pk: int, *, close: bool) -> HttpResponse:
    person = find_person(request, pk)
    try:
        (close_account if close else reopen_account)(person, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        sentence = _("The account of %(name)s is closed.") if close else _("The account of %(name)s is open again.")
        messages.success(request, sentence % {"name": person})
    return redirect("workspace:person", pk)


@require_POST
@asks(Permission.MANAGE_ROLES)
def people_export(request: Asking) -> HttpResponse:
    """People × roles as CSV (UTF-8 with a mark, semicolons: what a Dutch Excel opens), a date where a role is held."""
    head = [
        _("Name"),
        _("E-mail address"),
        _("Account"),
        *(name for _code, name in role_choices(get_language() or "nl")),
    ]
    rows = []
    for row in export_rights(by=request.user):
        state = _("open") if row.user.is_active else _("closed")
        since = [row.roles[role].isoformat() if role in row.roles else "" for role in Role]
        rows.append([row.user.name, row.user.email, state, *since])
    response = HttpResponse("".join(csv_lines(head, rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rollen-{today():%Y-%m-%d}.csv"'
    return response
