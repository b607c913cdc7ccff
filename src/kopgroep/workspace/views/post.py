"""The outbox: which mail left, which waits, and deciding about the ones that did not surely arrive."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import standing_at
from kopgroep.base.errors import Refused
from kopgroep.casework.models import Question
from kopgroep.companies.models import Company
from kopgroep.post.actions import drop_letter, resend_letter
from kopgroep.post.models import Letter, without_links
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.post_words import STATES, TABS, kind_of
from kopgroep.workspace.views.acting import page_of, saved

PAGE = 50


def find_letter(request: Asking, pk: int) -> Letter:
    """One letter, if this person may see it; else a 404."""
    return get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)


def letter_row(letter: Letter) -> dict[str, Any]:
    """A letter with its words."""
    word, shape = STATES[letter.state]
    return {"letter": letter, "word": word, "shape": shape, "kind": kind_of(letter)}


def readable(letter: Letter) -> str:
    """The text without its links: whoever has such a link can open the page behind it. A demonstration shows all."""
    return letter.text if standing_at() else without_links(letter.text)


@asks(Permission.SEE_POST)
def post_page(request: Asking) -> HttpResponse:
    """Every mail, the newest first, by state and by address."""
    which = request.GET.get("stand", "")
    which = which if which in TABS else ""
    typed = request.GET.get("q", "").strip().replace("\0", "")
    # The words of a letter can be long, and the list shows none of them.
    rows = Letter.objects.visible_to(request.user).defer("text", "html", "attachments").order_by("-pk")
    states = TABS[which][1]
    rows = rows.filter(state__in=states) if states else rows
    page = page_of(request, rows.filter(to__icontains=typed) if typed else rows, size=PAGE)
    context = {
        "page": page,
        "rows": [letter_row(letter) for letter in page.rows],
        "tabs": [(label, stand) for stand, (label, _states) in TABS.items()],
        "which": which,
        "typed": typed,
    }
    return render(request, "workspace/post.html", context)


@asks(Permission.SEE_POST)
def letter_page(request: Asking, pk: int) -> HttpResponse:
    """One mail: to whom, what it said, how it went, and what is to be decided."""
    letter = find_letter(request, pk)
    note_read(letter, by=request.user, page="letter")
    user = request.user
    asked_id = letter.subject_id if letter.subject_type == "question" else None
    context = {
        "row": letter_row(letter),
        "letter": letter,
        "text": readable(letter),
        "all_shown": standing_at() is not None,
        "company": Company.objects.visible_to(user).filter(pk=letter.company_id or 0).first(),
        "question": Question.objects.visible_to(user).filter(pk=asked_id or 0).first(),
        "may_decide": letter.undecided and user.may(Permission.MANAGE_POST),
    }
    return render(request, "workspace/letter.html", context)


@require_POST
@asks(Permission.MANAGE_POST)
def letter_resend(request: Asking, pk: int) -> HttpResponse:
    """Send a failed or doubtful mail again."""
    letter = find_letter(request, pk)
    try:
        resend_letter(letter, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("workspace:letter", pk)
    return saved(request, _("The mail to %(address)s leaves again.") % {"address": letter.to}, "workspace:letter", pk)


@require_POST
@asks(Permission.MANAGE_POST)
def letter_drop(request: Asking, pk: int) -> HttpResponse:
    """Settle a failed or doubtful mail: it need not leave any more."""
    letter = find_letter(request, pk)
    try:
        drop_letter(letter, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("workspace:letter", pk)
    sentence = _("The mail to %(address)s is settled and does not leave any more.") % {"address": letter.to}
    return saved(request, sentence, "workspace:letter", pk)
