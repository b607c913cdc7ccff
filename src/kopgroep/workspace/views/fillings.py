"""One scan: filling it in at the table, finishing it, saying whose it is, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused
from kopgroep.companies.actions import add_company, add_person
from kopgroep.companies.models import Company
from kopgroep.companies.search import search
from kopgroep.programme.scans import Item
from kopgroep.scans.actions.fillings import finish_filling, link_filling, withdraw_filling
from kopgroep.scans.letters import send_link
from kopgroep.scans.models import Filling
from kopgroep.scans.moments import with_moment
from kopgroep.scans.pages import Page, saved_json, show_page, take_page
from kopgroep.scans.walking import Part, walk
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.scans import WithdrawForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.proof_rows import proofs_of, steps_of
from kopgroep.workspace.scan_rows import Row
from kopgroep.workspace.views.acting import draw, saved

FOUND = 8


def find_filling(request: Asking, pk: int) -> Filling:
    """The scan with what its pages show, if this person may see it; else a 404."""
    rows = with_moment(Filling.objects.visible_to(request.user))
    rows = rows.select_related("edition", "company", "company_guess", "adviser", "finished_by")
    return get_object_or_404(rows, pk=pk)


@asks(Permission.SEE_JOURNEYS)
def filling_page(request: Asking, pk: int) -> HttpResponse:
    """A page of questions as long as the scan is open, and what came of it after that."""
    filling = find_filling(request, pk)
    if filling.company and request.method == "GET":
        note_read(filling.company, by=request.user, page="scan")
    if filling.is_open and request.user.may(Permission.RECORD_MEASURE):
        return _fill(request, filling)
    context = {
        "filling": filling,
        "row": Row(filling),
        "proofs": proofs_of(filling, user=request.user),
        "steps": steps_of(filling, user=request.user),
        "may_record": request.user.may(Permission.RECORD_MEASURE),
    }
    return render(request, "workspace/filling.html", context)


def _fill(request: Asking, filling: Filling) -> HttpResponse:
    """One page of questions, by ``deel``; without it the first with an open question."""
    way = walk(filling)
    part = way.part(request.GET.get("deel", ""))
    if part is None:
        first = way.first_open()
        return to_part(filling, first) if first else redirect("workspace:filling-finish", filling.pk)
    if request.method != "POST":
        return _draw(request, show_page(filling, part))
    try:
        page = take_page(request, filling, part, who=request.user)
    except Refused as refused:
        return saved(request, refused.message, "workspace:filling", filling.pk)
    if request.headers.get("X-Autosave"):
        drawn = _around(request, show_page(page.filling, page.part))
        return saved_json(page, render_to_string("parts/scan_filling.html", drawn, request=request))
    if not page.is_right:
        return _draw(request, page)
    if "attach" in request.POST:
        messages.success(request, _("Saved."))
        return to_part(filling, page.part)
    if "previous" in request.POST and page.previous:
        return to_part(filling, page.previous)
    if page.appeared:
        return _draw(request, show_page(page.filling, page.part), appeared=page.appeared)
    return to_part(filling, page.following) if page.following else redirect("workspace:filling-finish", filling.pk)


def to_part(filling: Filling, part: Part) -> HttpResponse:
    """To one page of questions."""
    return redirect(f"{reverse('workspace:filling', args=[filling.pk])}?deel={part.code}")


def _draw(request: Asking, page: Page, *, appeared: tuple[Item, ...] = ()) -> HttpResponse:
    """The page of questions."""
    context = _around(request, page) | {"appeared": appeared, "row": Row(page.filling)}
    return render(request, "workspace/filling_fill.html", context, status=page.status)


def _around(request: Asking, page: Page) -> dict[str, Any]:
    return {
        "page": page,
        "filling": page.filling,
        "scan": page.filling.definition,
        "action": f"{request.path}?deel={page.part.code}",
    }


@asks(Permission.RECORD_MEASURE)
def filling_finish(request: Asking, pk: int) -> HttpResponse:
    """What is still open, and the button that freezes the answers."""
    filling = find_filling(request, pk)
    if not filling.is_open:
        return redirect("workspace:filling", pk)
    refusal = ""
    if request.method == "POST":
        try:
            finish_filling(filling, by=request.user, incomplete="incomplete" in request.POST)
        except Refused as refused:
            refusal = refused.message
        else:
            return saved(request, _("The scan is finished and counts."), "workspace:filling", pk)
    way = walk(filling)
    context = {"filling": filling, "row": Row(filling), "walk": way, "refusal": refusal}
    return render(request, "workspace/filling_finish.html", context, status=422 if refusal else 200)


@asks(Permission.RECORD_MEASURE)
def filling_link(request: Asking, pk: int) -> HttpResponse:
    """Say which company a scan from the counter is of: the one pointed at, another one, or a new file."""
    filling = find_filling(request, pk)
    if request.method == "POST":
        return _link(request, filling)
    if filling.company_id or not filling.finished_at or filling.withdrawn_on:
        return redirect("workspace:filling", pk)
    typed = request.GET.get("q", "").strip()[:100] or filling.company_name
    found = search(typed, user=request.user, limit=FOUND) if typed else []
    context = {"filling": filling, "row": Row(filling), "typed": typed, "found": found}
    return render(request, "workspace/filling_link.html", context)


def _link(request: Asking, filling: Filling) -> HttpResponse:
    chosen = request.POST.get("company", "")
    try:
        company = _company(request, filling, chosen)
        link_filling(filling, company, by=request.user)
        if filling.contact_name:
            facts = {"name": filling.contact_name, "email": filling.contact_email, "phone": ""}
            add_person(company, by=request.user, source=_("filled in with a scan"), **facts)
    except Refused as refused:
        return saved(request, refused.message, "workspace:filling", filling.pk)
    sentence = _("The scan belongs to %(company)s and counts.") % {"company": company.name}
    return saved(request, sentence, "workspace:filling", filling.pk)


def _company(request: Asking, filling: Filling, chosen: str) -> Company:
    if chosen == "new":
        name = filling.company_typed or filling.contact_name
        if not name:
            raise Refused(_("Nobody filled in a name. Search for the company."))
        return add_company(name=name, by=request.user)
    companies = Company.objects.visible_to(request.user)
    company = get_object_or_404(companies, pk=int(chosen) if chosen.isdecimal() else 0)
    return get_object_or_404(companies, pk=company.merged_into_id) if company.merged_into_id else company


@require_POST
@asks(Permission.RECORD_MEASURE)
def filling_send(request: Asking, pk: int) -> HttpResponse:
    """Mail the link once more."""
    filling = find_filling(request, pk)
    if not filling.is_open or send_link(filling) is None:
        return saved(request, _("There is no address to mail to, or the scan is finished."), "workspace:filling", pk)
    sentence = _("The link is on its way to %(email)s.") % {"email": filling.contact_email}
    return saved(request, sentence, "workspace:filling", pk)


@asks(Permission.RECORD_MEASURE)
def filling_withdraw(request: Asking, pk: int) -> HttpResponse:
    """Take a scan back, with a reason."""
    filling = find_filling(request, pk)
    form = WithdrawForm(request.POST or None, initial={"version": filling.version})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            withdraw_filling(filling, reason=data["reason"], by=request.user, version=data["version"])
            return saved(request, _("The scan is withdrawn. It does not count any more."), "workspace:filling", pk)
    context = {"filling": filling, "row": Row(filling), "title": _("Withdraw this scan")}
    return draw(request, "workspace/scan_form.html", form, **context)
