"""Drafts of contact moments, read from calendar invitations: look, keep as a contact, or drop."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.drafts import drop_draft, reopen_draft, take_upload
from kopgroep.casework.invitations import MOST_BYTES, read_invitation
from kopgroep.casework.models import ContactDraft
from kopgroep.companies.search import search
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.drafts import UploadForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, page_of, saved

PAGE = 50
FOUND = 8


def find_draft(request: Asking, pk: int) -> ContactDraft:
    """The draft, if this person may see it; else a 404."""
    rows = ContactDraft.objects.visible_to(request.user).select_related("company", "owner", "contact")
    return get_object_or_404(rows, pk=pk)


@asks(Permission.RECORD_CONTACT)
def drafts_page(request: Asking) -> HttpResponse:
    """What waits to be kept or dropped, the oldest first."""
    rows = ContactDraft.objects.visible_to(request.user).open().select_related("company", "owner")
    page = page_of(request, rows, size=PAGE)
    return render(request, "workspace/drafts.html", {"page": page, "on": today()})


@asks(Permission.RECORD_CONTACT)
def draft_upload(request: Asking) -> HttpResponse:
    """Hand in an invitation as a file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            draft = take_upload(read_invitation(form.cleaned_data["file"].read(MOST_BYTES + 1)), by=request.user)
            return saved(request, _("The invitation is read."), "workspace:draft", draft.pk)
    context = {"title": _("Read an invitation"), "back": reverse("workspace:drafts")}
    return draw(request, "workspace/draft_upload.html", form, **context)


@asks(Permission.RECORD_CONTACT)
def draft_page(request: Asking, pk: int) -> HttpResponse:
    """One draft: what the invitation said, and the company that it belongs to."""
    draft = find_draft(request, pk)
    asked = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {
        "draft": draft,
        "asked": asked,
        "found": search(asked, user=request.user, limit=FOUND) if asked else [],
        "is_open": draft.state == ContactDraft.State.OPEN,
        "to_come": draft.held_on > today(),
    }
    return render(request, "workspace/draft.html", context)


@require_POST
@asks(Permission.RECORD_CONTACT)
def draft_drop(request: Asking, pk: int) -> HttpResponse:
    """Decide that no contact moment comes of it; the message offers to undo it."""
    draft = find_draft(request, pk)
    try:
        drop_draft(draft, by=request.user)
    except Refused as refused:
        return saved(request, refused.message, "workspace:draft", pk)
    undo = reverse("workspace:draft-undo", args=[pk])
    return saved(request, _("Dropped: %(title)s.") % {"title": draft.title}, "workspace:drafts", undo=undo)


@require_POST
@asks(Permission.RECORD_CONTACT)
def draft_undo(request: Asking, pk: int) -> HttpResponse:
    """Put it back on the list."""
    draft = find_draft(request, pk)
    try:
        reopen_draft(draft, by=request.user)
    except Refused as refused:
        return saved(request, refused.message, "workspace:draft", pk)
    return saved(request, _("The draft is back."), "workspace:draft", pk)
